// When what was gathered is taken: the first of a quiet time at once, a crowd together, nothing later than a rest after the one before.
import { Timer } from '../ports/timer';
import { Gatherer } from './gatherer';

const DONE = { status: 'fulfilled', value: undefined } as const;

class TimerByHand extends Timer {
  private readonly rests: (() => void)[] = [];

  override wait(): Promise<void> {
    return new Promise((resolve) => this.rests.push(resolve));
  }

  /** Everybody has waited long enough. */
  async pass(): Promise<void> {
    for (const end of this.rests.splice(0)) end();
    await settled();
  }
}

/** Lets everything go on that waits for nothing outside. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

function gathering(most: { atOnce?: number; waiting?: number } = {}) {
  const timer = new TimerByHand();
  const taken: string[] = [];
  let hold: Promise<void> | undefined;
  const limits = { restMs: 100, mostAtOnce: most.atOnce ?? 10, mostWaiting: most.waiting ?? 100 };
  const gatherer = new Gatherer<string>(timer, limits, async (things) => {
    taken.push(things.join(' '));
    await hold;
    return things.map((thing) => (thing === 'bad' ? { status: 'rejected', reason: new Error('bad') } : DONE));
  });
  const add = (...things: readonly string[]) => Promise.all(things.map((thing) => gatherer.add(thing, 1)));
  return { timer, taken, gatherer, add, holdUntil: (until: Promise<void>) => void (hold = until) };
}

it('takes the first of a quiet time at once, and again after a rest in which nothing came', async () => {
  const { add, taken, timer } = gathering();
  await add('a');
  await timer.pass();
  await add('b');
  expect(taken).toEqual(['a', 'b']);
});

it('takes together what comes within the rest', async () => {
  const { add, taken, timer } = gathering();
  await add('a');
  const more = [add('b'), add('c', 'd')];
  await settled();
  expect(taken).toEqual(['a']);
  await timer.pass();
  await Promise.all(more);
  expect(taken).toEqual(['a', 'b c d']);
});

it('takes together what comes while it is at work, however long that is, and no two loads at a time', async () => {
  const { add, taken, timer, holdUntil } = gathering();
  let release: () => void = () => undefined;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  holdUntil(held);
  const all = [add('a'), add('b'), add('c')];
  await timer.pass();
  expect(taken).toEqual(['a']);
  release();
  await Promise.all(all);
  expect(taken).toEqual(['a', 'b c']);
});

it('does not rest while a full load waits, and takes no more than one at once', async () => {
  const { add, taken } = gathering({ atOnce: 2 });
  const all = [add('a'), add('b', 'c', 'd', 'e')];
  await Promise.all(all);
  expect(taken).toEqual(['a', 'b c', 'd e']);
});

it('takes alone what weighs more than a load', async () => {
  const { gatherer, taken } = gathering({ atOnce: 2 });
  await Promise.all([gatherer.add('heavy', 50), gatherer.add('heavier', 60), gatherer.add('light', 2)]);
  expect(taken).toEqual(['heavy', 'heavier', 'light']);
});

it('tells each what became of it', async () => {
  const { gatherer, timer } = gathering();
  const all = Promise.allSettled(['a', 'b', 'bad', 'c'].map((thing) => gatherer.add(thing, 1)));
  await settled();
  await timer.pass();
  expect((await all).map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
});

it('goes on after a load that failed as a whole', async () => {
  const timer = new TimerByHand();
  const gatherer = new Gatherer<string>(timer, { restMs: 1, mostAtOnce: 9, mostWaiting: 9 }, ([first]) =>
    first === 'a' ? Promise.reject(new Error('no disk')) : Promise.resolve([DONE]),
  );
  await expect(gatherer.add('a', 1)).rejects.toThrow('no disk');
  const next = gatherer.add('b', 1);
  await settled();
  await timer.pass();
  await expect(next).resolves.toBeUndefined();
});

it('refuses what would be too much to keep, and takes what it kept', async () => {
  const { add, gatherer, timer, taken } = gathering({ waiting: 3 });
  const all = [add('a'), add('b', 'c', 'd')];
  await expect(gatherer.add('e', 1)).rejects.toMatchObject({ code: 'unavailable' });
  await settled();
  await timer.pass();
  await Promise.all(all);
  expect(taken).toEqual(['a', 'b c d']);
});
