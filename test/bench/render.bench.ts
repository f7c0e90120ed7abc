// What the server adds to the work of ffmpeg when it renders speech: the same command lines run by themselves are the control.
import { spawn } from 'node:child_process';
import { createReadStream, existsSync, openSync, readFileSync } from 'node:fs';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RECORDING_LIMITS } from '#domain';
import { FfmpegSoundRenderer, FolderAudioStore } from '#media';
import { make, samplePath } from '../support/audio-samples';
import { cpuUsOf, type Bench, type OpenBench } from './support/bench';

/** Less than the ten minutes of the gate, which only favours the control: what is done once weighs more. */
const MINUTES = 2;
const READS_TOO =
  'the server also counts the samples and reads the loudness that ffmpeg tells, which the bare commands throw away';
const PROGRAMS = ['ffmpeg', 'ffprobe'];
/** Of the kernel: in which `/proc` counts processor time. */
const TICK_MS = 10;

/** A command that writes down with which arguments it was called, each ended by a zero byte, and an empty one after the last. */
const wrapperOf = (program: string, log: string) =>
  `#!/bin/sh\nprintf '%s\\0' ${program} "$@" '' >> '${log}'\nexec ${program} "$@"\n`;

/** Processor time of all children that have ended, in milliseconds. */
function childrenMs(): number {
  const [, fields] = /\) (.*)/.exec(readFileSync('/proc/self/stat', 'utf8'))!;
  const [user, system] = fields!.split(' ').slice(13, 15).map(Number);
  return (user! + system!) * TICK_MS;
}

/** Processor time of this process and its children, in milliseconds. */
async function allMs(work: () => Promise<unknown>): Promise<number> {
  const before = childrenMs();
  const ownUs = await cpuUsOf(work);
  return childrenMs() - before + ownUs / 1_000;
}

/** Whatever is said on any pipe falls. */
const nowhere = openSync('/dev/null', 'w');

/** Runs one command line by itself. */
async function run([program, ...args]: readonly string[]): Promise<void> {
  const child = spawn(program!, args, { stdio: ['ignore', ...Array.from({ length: 5 }, () => nowhere)] });
  const code = await new Promise((resolve) => child.on('exit', resolve));
  if (code !== 0) throw new Error(`${program} ended with ${String(code)}`);
}

async function open(): Promise<OpenBench> {
  if (!existsSync('/proc/self/stat')) throw new Error('only Linux tells what children cost');
  const folder = await mkdtemp(join(tmpdir(), 'loa-bench-'));
  const recording = join(folder, 'speech.m4a');
  await make('-stream_loop', '-1', '-i', samplePath('notices/05-chay-rung.wav'), '-t', String(MINUTES * 60), recording);
  const store = await new FolderAudioStore(folder).open(0);
  const { sha256 } = await store.receive(createReadStream(recording), RECORDING_LIMITS.maxBytes);
  const log = join(folder, 'commands');
  for (const program of PROGRAMS) {
    await writeFile(join(folder, program), wrapperOf(program, log));
    await chmod(join(folder, program), 0o755);
  }
  const render = async (ffmpegPath: string, ffprobePath: string) => {
    const options = { profile: 'horn-mp3-64', ffmpegPath, ffprobePath, warn: () => undefined } as const;
    const { kind } = await new FfmpegSoundRenderer(store, options).render(sha256, null, () => undefined);
    if (kind !== 'ready') throw new Error('the speech was refused');
  };
  await render(join(folder, 'ffmpeg'), join(folder, 'ffprobe'));
  const written = (await readFile(log, 'utf8')).split('\0\0').filter((command) => command !== '');
  const commands = written.map((command) => command.split('\0'));
  return {
    figures: [
      {
        ...{ gate: 'P10', what: `rendering ${MINUTES} minutes of speech in the server` },
        ...{ beside: `its ${commands.length} command lines by themselves`, unit: 'ms CPU', atMost: 1.05 },
        whyMissed: READS_TOO,
        ...{ measure: 'ratio', subject: () => allMs(() => render('ffmpeg', 'ffprobe')) },
        control: () =>
          allMs(async () => {
            for (const command of commands) await run(command);
          }),
      },
    ],
    close: () => rm(folder, { recursive: true }),
  };
}

export default { rounds: 6, open } satisfies Bench;
