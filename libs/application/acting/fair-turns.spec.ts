// Who is next where a crowd wants something costly.
import { FairTurns } from './fair-turns';

class Work {
  readonly begun: string[] = [];
  private readonly ends = new Map<string, () => void>();

  constructor(private readonly turns: FairTurns) {}

  ask(from: string, about: string): Promise<void> {
    return this.turns.run({ from, about }, () => {
      this.begun.push(about);
      return new Promise((resolve) => this.ends.set(about, resolve));
    });
  }

  async end(about: string): Promise<void> {
    this.ends.get(about)!();
    await new Promise((resolve) => setImmediate(resolve));
  }
}

const limits = { atOnce: 2, waitingOfOne: 3, waiting: 5 };

it('a crowd from one place lets others go in between', async () => {
  const work = new Work(new FairTurns(limits));
  for (const about of ['a', 'b', 'c', 'd']) void work.ask('crowd', about);
  void work.ask('honest', 'x');
  expect(work.begun).toEqual([]);
  await Promise.resolve();
  expect(work.begun).toEqual(['a', 'b']);
  await work.end('a');
  await work.end('b');
  expect(work.begun.slice(2).sort()).toEqual(['c', 'x']);
});

it('what is about the same is done one after the other, and keeps no other waiting', async () => {
  const work = new Work(new FairTurns(limits));
  void work.ask('one', 'a');
  void work.ask('two', 'a');
  void work.ask('three', 'b');
  await Promise.resolve();
  expect(work.begun).toEqual(['a', 'b']);
  await work.end('a');
  expect(work.begun).toEqual(['a', 'b', 'a']);
});

it('refuses at once what cannot be done soon: of one place, and of all', async () => {
  const work = new Work(new FairTurns(limits));
  for (const about of ['a', 'b', 'c', 'd', 'e']) void work.ask('crowd', about);
  await expect(work.ask('crowd', 'f')).rejects.toMatchObject({ code: 'too-many-requests' });
  for (const about of ['x', 'y']) void work.ask('others', about);
  await expect(work.ask('honest', 'z')).rejects.toMatchObject({ values: { retryAfterSeconds: 5 } });
});

it('goes on after work that failed', async () => {
  const turns = new FairTurns({ ...limits, atOnce: 1 });
  const failing = turns.run({ from: 'a', about: 'a' }, () => Promise.reject(new Error('no')));
  const next = turns.run({ from: 'a', about: 'a' }, () => Promise.resolve('done'));
  await expect(failing).rejects.toThrow('no');
  await expect(next).resolves.toBe('done');
});
