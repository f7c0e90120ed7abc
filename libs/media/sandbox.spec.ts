// What a taken-over decoder could do, tried for real in every sandbox that this machine has; without any, each attempt gets through, so that none of
// them is empty.
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withCover } from '../../test/support/hostile/cover';
import { samplePath } from '../../test/support/audio-samples';
import { probeArguments } from './ffmpeg-arguments';
import { LimitedProcess } from './limited-process';
import { whatIsNotHeld } from './sandbox-check';
import { SANDBOXES, type SandboxKind, walled } from './sandbox';
import { refusedCalls } from './system-calls';

// A busy machine takes seconds to start a program.
jest.setTimeout(60_000);

const limits = { niceness: 10, memoryBytes: 640 * 2 ** 20, fileBytes: 2 ** 20, timeoutMs: 50_000 };
const searchPath = process.env['PATH']!;
const holders = { limits, searchPath };
const TRIAL = { program: 'ffmpeg', args: ['-version'] };

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'loa-sandbox-'));
  await writeFile(join(folder, 'secret'), 'nobody may read this');
});
afterAll(() => rm(folder, { recursive: true }));

/** Processes in this sandbox, or undefined where the machine has none of that kind. */
async function within(kind: SandboxKind): Promise<LimitedProcess | undefined> {
  const processes = new LimitedProcess({ ...holders, trials: [TRIAL], sandboxes: [kind] }, () => undefined);
  return (await processes.sandbox()) === kind ? processes : undefined;
}

const attempts = () => ({
  ffmpegPath: 'ffmpeg',
  secretFiles: [join(folder, 'secret')],
  freshPath: () => Promise.resolve(join(folder, `${Math.random()}`)),
});

/** What each sandbox leaves open at most. */
const LEFT_OPEN: Readonly<Record<SandboxKind, readonly string[]>> = {
  bwrap: process.arch === 'x64' || process.arch === 'arm64' ? [] : ['processes'],
  unshare: ['files', 'writing', 'processes'],
  none: ['network', 'files', 'writing', 'processes'],
};

it.each(SANDBOXES)('what is held in %s', async (kind) => {
  const processes = await within(kind);
  if (processes === undefined) return;
  expect(await whatIsNotHeld(processes, attempts())).toEqual(LEFT_OPEN[kind]);
});

it('says so when the programs cannot do their own work either', async () => {
  const processes = new LimitedProcess({ ...holders, trials: [TRIAL] }, () => undefined);
  const blind = { ...attempts(), freshPath: () => Promise.resolve('/nowhere/at/all') };
  await expect(whatIsNotHeld(processes, blind)).rejects.toThrow('/nowhere/at/all');
});

it('takes the next sandbox where one does not work, and says which', async () => {
  const said: string[] = [];
  const broken = { program: 'sh', args: ['-c', 'echo only outside >&2; test -e /etc/passwd'] };
  const processes = new LimitedProcess({ ...holders, trials: [broken] }, (sentence) => said.push(sentence));
  expect(await processes.sandbox()).not.toBe('bwrap');
  expect(said.join()).toContain('bwrap cannot wall off');
});

it('tells a program nothing of what the server was told', async () => {
  process.env['LOA_OF_THIS_TEST'] = 'redis://:secret@host';
  const heard: string[] = [];
  await new LimitedProcess(holders, () => undefined).run({
    ...{ program: 'env', args: [] },
    listeners: { 1: (chunk) => heard.push(chunk.toString()) },
  });
  delete process.env['LOA_OF_THIS_TEST'];
  expect(heard.join('')).toContain('PATH=');
  expect(heard.join('')).not.toContain('secret');
});

it('blames no file when a sandbox does not come up', async () => {
  const processes = await within('bwrap');
  if (processes === undefined) return;
  const gone = { program: 'true', args: [], reads: [join(folder, 'gone')] };
  await expect(processes.run(gone)).rejects.toThrow('true does not start: bwrap: ');
});

it('shows a program from elsewhere, and says when there is none', () => {
  const { line } = walled('bwrap', process.execPath, searchPath, {
    reads: ['/sounds/ab'],
    writes: ['/sounds/tmp/out.mp3'],
  });
  const words = line.join(' ');
  expect(words).toContain('--unshare-all --as-pid-1 --die-with-parent --cap-drop ALL');
  expect(words).toContain('--ro-bind /sounds/ab /sounds/ab');
  expect(words).toContain('--bind /sounds/tmp/out.mp3 /sounds/tmp/out.mp3 --remount-ro /');
  expect(existsSync(line.at(-1)!)).toBe(true);
  expect(() => walled('bwrap', 'no-such-program', searchPath, {})).toThrow('no-such-program does not start');
});

it('looks at no picture: one of 12,000 x 12,000 takes no memory at all', async () => {
  const song = join(folder, 'cover.mp3');
  await writeFile(song, withCover(await readFile(samplePath('notices/02-cat-dien.mp3')), 12_000));
  // Enough for the programs and their libraries, not for 432 MB more.
  const tight = { ...holders, limits: { ...limits, memoryBytes: 400 * 2 ** 20 } };
  const end = await new LimitedProcess(tight, () => undefined).run({
    ...{ program: 'ffprobe', args: probeArguments(song), reads: [song] },
  });
  expect(end).toMatchObject({ exitCode: 0 });
  expect(end.errorLines.join()).not.toMatch(/get_buffer|allocate/);
});

it('refuses calls by whole instructions, where it knows their numbers', () => {
  for (const machine of ['x64', 'arm64']) expect(refusedCalls(machine)!.length % 8).toBe(0);
  expect(refusedCalls('mips')).toBeUndefined();
});
