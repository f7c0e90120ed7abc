// `npm run fuzz:media [-- --count N --seed S --only name]`: hostile files by script and real recordings with changed bytes, given to the renderer of the
// product. Each is refused or becomes a right sound; no decoder asks for a socket or for a file that a good recording does not need; nothing is left
// behind; and the renderer still makes the same of a good recording at the end. What fails is kept as a file, to be looked at and added to `kept/`.
import { createHash, randomInt } from 'node:crypto';
import {
  createReadStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { RenderOutcome } from '#application';
import { LOUDNESS_TARGET, meetsLoudnessTarget, RECORDING_LIMITS } from '#domain';
import { FfmpegSoundRenderer, FolderAudioStore } from '#media';
import { samplePath } from '../support/audio-samples';
import { drawFrom } from '../support/forgeries';
import { bombs } from './bombs';
import { mutant, sourcesIn } from './mutants';
import { pointers, type Hostile } from './pointers';
import { WatchedPrograms } from './watched-programs';

/** A machine that stalls is no fault of a file: this is for what never ends. */
const TIMEOUT_MS = 180_000;
/** A long run says how far it is. */
const SAID_EVERY = 250;
const KEPT = join(__dirname, 'kept');

const say = (line: string) => process.stdout.write(`${line}\n`);

const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '300' },
    seed: { type: 'string' },
    only: { type: 'string' },
    failing: { type: 'string' },
  },
});
/** Where libc looks first for the time zone that we name, before it reads the name itself; a date in a tag is enough for that. */
const OWN_ZONE = '/usr/share/zoneinfo/UTC0';

const [count, seed] = [Number(values.count), Number(values.seed ?? randomInt(2 ** 31))];
if (!Number.isInteger(count) || count < 1 || !Number.isInteger(seed)) {
  say('Usage: npm run fuzz:media -- [--count N] [--seed S] [--only NAME] [--failing FOLDER], whole numbers, N from 1');
  process.exit(2);
}

const folder = mkdtempSync(join(tmpdir(), 'loa-fuzz-'));
const programs = new WatchedPrograms(folder);
const searchPath = programs.standBefore();

/** What everything is held against. */
interface Baseline {
  readonly files: ReadonlySet<string>;
  readonly sha256: string;
}

async function main(): Promise<number> {
  const store = await new FolderAudioStore(join(folder, 'store')).open(0);
  const said = new Set<string>();
  const renderer = new FfmpegSoundRenderer(store, {
    ...{ ffmpegPath: 'ffmpeg', ffprobePath: 'ffprobe', searchPath, profile: 'horn-mp3-64', timeoutMs: TIMEOUT_MS },
    warn: (sentence) => said.add(sentence),
  });
  const notHeld = await renderer.tryBounds();
  // Each attempt to break out is seen, whether it was held or not: else nothing that is seen later would mean anything.
  const control = programs.look();
  if (
    programs.strace &&
    !(control.files.includes('/etc/passwd') && control.foreign.some((call) => call.startsWith('socket')))
  ) {
    throw new Error('strace does not show what the programs do');
  }
  let calls = 0;
  const server = createServer((socket) => {
    calls += 1;
    socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  const sources = await sourcesIn(join(folder, 'sources'));
  const good = samplePath('notices/05-chay-rung.wav');
  const draw = drawFrom(seed);
  const named = [
    ...readdirSync(KEPT)
      .filter((name) => name !== 'README.md')
      .map((name) => ({ name, bytes: readFileSync(join(KEPT, name)), sounds: true })),
    ...bombs(sources[0]!),
    ...pointers({ file: good, address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/a.mp3` }),
  ];
  const render = async (bytes: Buffer): Promise<{ outcome: RenderOutcome; path: string }> => {
    const path = join(folder, 'given');
    writeFileSync(path, bytes);
    const { sha256 } = await store.receive(createReadStream(path), RECORDING_LIMITS.maxBytes);
    return { outcome: await renderer.render(sha256, null, () => undefined), path: await store.localPath(sha256) };
  };

  const files = new Set<string>();
  let sha256 = '';
  programs.look();
  for (const bytes of [...sources, readFileSync(good)]) {
    const { outcome, path } = await render(bytes);
    if (outcome.kind !== 'ready') throw new Error(`a good recording was refused: ${outcome.code}`);
    for (const file of programs.look().files)
      files.add(file === path ? 'itself' : file.replace(/\/tmp\/[-\w]+\.mp3$/, '/tmp/*.mp3'));
    sha256 = outcome.rendition.sha256;
  }
  const baseline: Baseline = { files, sha256 };

  const failures: string[] = [];
  const outcomes = new Map<string, number>();
  const started = performance.now();
  let [longestMs, tried] = [0, 0];
  for (let at = 0; at < count; at += 1) {
    const hostile = named[at] ?? mutant(sources, draw, `mutant ${at} of seed ${seed}`);
    if (values.only !== undefined && !hostile.name.includes(values.only)) continue;
    tried += 1;
    const from = performance.now();
    const { faults, what } = await judged(hostile);
    longestMs = Math.max(longestMs, performance.now() - from);
    outcomes.set(what, (outcomes.get(what) ?? 0) + 1);
    if (tried % SAID_EVERY === 0) say(`${tried} of ${count}, ${failures.length} failed`);
    if (faults.length === 0) continue;
    failures.push(`${hostile.name}: ${faults.join('; ')}`);
    say(`✗ ${failures.at(-1)}`);
    if (values.failing !== undefined) {
      mkdirSync(values.failing, { recursive: true });
      writeFileSync(join(values.failing, hostile.name.replace(/[^\w.-]+/g, '-')), hostile.bytes);
    }
  }

  async function judged(hostile: Hostile): Promise<{ faults: string[]; what: string }> {
    const faults: string[] = [];
    let [what, itself] = ['thrown', ''];
    try {
      const { outcome, path } = await render(hostile.bytes);
      itself = path;
      what = outcome.kind === 'ready' ? 'a right sound' : outcome.code;
      if (outcome.kind === 'ready') {
        if (!hostile.sounds) faults.push('it sounds, though it has no sound of its own');
        faults.push(...faultsOfSound(outcome, await store.localPath(outcome.rendition.sha256)));
      }
    } catch (error) {
      faults.push(String(error));
    }
    const seen = programs.look();
    faults.push(...seen.foreign);
    for (const file of seen.files) {
      if (file === OWN_ZONE) continue;
      const known = baseline.files.has(file.replace(/\/tmp\/[-\w]+\.mp3$/, '/tmp/*.mp3')) || file === itself;
      if (!known) faults.push(`asks for ${file}`);
    }
    if (calls > 0) faults.push(`${calls} calls to the network`);
    calls = 0;
    const left = existsSync(join(folder, 'store/tmp')) ? readdirSync(join(folder, 'store/tmp')) : [];
    if (left.length > 0) faults.push(`leaves ${left.join()}`);
    return { faults, what };
  }

  const { outcome } = await render(readFileSync(good));
  if (outcome.kind !== 'ready' || outcome.rendition.sha256 !== baseline.sha256)
    failures.push('a good recording is another one now');
  server.close();
  const spent = process.resourceUsage();
  say(
    [
      `${tried} files, seed ${seed}: ${failures.length} failed`,
      [...outcomes].map(([what, times]) => `${times} ${what}`).join(', '),
      `${Math.round((performance.now() - started) / 1_000)} s, own CPU ${Math.round((spent.userCPUTime + spent.systemCPUTime) / 1e6)} s, longest ${Math.round(longestMs)} ms`,
      programs.strace ? 'sockets and files watched by strace' : 'sockets and files NOT watched: strace is missing',
      notHeld.length > 0
        ? `this machine does not keep decoders from ${notHeld.join(', ')}: ${[...said].join(' ')}`
        : 'decoders in their sandbox',
    ].join('\n'),
  );
  return failures.length;
}

/** What is called ready lies in the store as it was said. */
function faultsOfSound({ rendition }: Extract<RenderOutcome, { kind: 'ready' }>, path: string): string[] {
  const bytes = readFileSync(path);
  const faults: string[] = [];
  if (createHash('sha256').update(bytes).digest('hex') !== rendition.sha256) faults.push('is not what its hash says');
  if (bytes.length !== rendition.bytes) faults.push('has another length than was said');
  if (!meetsLoudnessTarget(rendition.measure)) faults.push(`is not at ${LOUDNESS_TARGET.lufs} LUFS`);
  if (rendition.durationMs > RECORDING_LIMITS.maxDurationMs) faults.push('is longer than an hour');
  return faults;
}

main().then(
  (failed) => {
    rmSync(folder, { recursive: true });
    process.exit(failed === 0 ? 0 : 1);
  },
  (error: unknown) => {
    say(String(error));
    process.exit(1);
  },
);
