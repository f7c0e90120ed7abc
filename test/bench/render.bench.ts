// What the server adds to the work of ffmpeg when it renders speech: the same command lines run by themselves are the control. And what the
// rendering takes beside the usual way to the same loudness, which goes twice over the whole speech. `--sizes`: how many minutes.
import { execFile, spawn } from 'node:child_process';
import { openSync } from 'node:fs';
import { chmod, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { LOUDNESS_TARGET } from '#domain';
import { cpuMsWithChildren, type Bench, type OpenBench } from './support/bench';
import { Speech } from './support/speech';

/** Less than the ten minutes of the gate, which only favours the control: what is done once weighs more. */
const MINUTES = 2;
const READS_TOO =
  'the server also counts the samples and reads the loudness that ffmpeg tells, which the bare commands throw away';
/** How far a rendition may be from its loudness. */
const TOLERANCE_LU = 0.5;
const PROGRAMS = ['ffmpeg', 'ffprobe'];
const ONE_ONLY =
  'the gate counts on one measurement for several renditions; a recording has a single rendition now, which is measured and corrected by itself';

interface Measured {
  readonly input_i: string;
  readonly input_tp: string;
  readonly input_lra: string;
  readonly input_thresh: string;
}

/**
 * A command that writes down with which arguments it was called, each ended by a zero byte, and an empty one after the last. It does nothing where it
 * cannot write that down: no sandbox is taken that would keep the log from it.
 */
const wrapperOf = (program: string, log: string) =>
  `#!/bin/sh\nprintf '%s\\0' ${program} "$@" '' >> '${log}' || exit 1\nexec ${program} "$@"\n`;

/** Whatever is said on any pipe falls. */
const nowhere = openSync('/dev/null', 'w');

/** Runs one command line by itself. */
async function run([program, ...args]: readonly string[]): Promise<void> {
  const child = spawn(program!, args, { stdio: ['ignore', ...Array.from({ length: 5 }, () => nowhere)] });
  const code = await new Promise((resolve) => child.on('exit', resolve));
  if (code !== 0) throw new Error(`${program} ended with ${String(code)}`);
}

/** Twice over the speech: measured, then brought to the same loudness by what was measured. */
async function twoPasses(source: string, target: string): Promise<void> {
  const loudness = `loudnorm=I=${LOUDNESS_TARGET.lufs}:TP=-1.5:LRA=11`;
  const filters = `highpass=f=120,${loudness}`;
  const { stderr } = await promisify(execFile)('ffmpeg', [
    ...['-hide_banner', '-nostdin', '-i', source, '-ac', '1', '-af', `${filters}:print_format=json`, '-f', 'null', '-'],
  ]);
  const { input_i, input_tp, input_lra, input_thresh } = JSON.parse(stderr.slice(stderr.lastIndexOf('{'))) as Measured;
  const measured = `measured_I=${input_i}:measured_TP=${input_tp}:measured_LRA=${input_lra}:measured_thresh=${input_thresh}`;
  const encoded = ['-ac', '1', '-ar', '44100', '-b:a', '64k'];
  await promisify(execFile)('ffmpeg', [
    ...[
      '-hide_banner',
      '-nostdin',
      '-y',
      '-i',
      source,
      '-af',
      `${filters}:${measured}:linear=true`,
      ...encoded,
      target,
    ],
  ]);
}

async function open(_: boolean, sizes?: readonly number[]): Promise<OpenBench> {
  const minutes = sizes?.[0] ?? MINUTES;
  const speech = await Speech.open(minutes);
  const { folder } = speech;
  const log = join(folder, 'commands');
  for (const program of PROGRAMS) {
    await writeFile(join(folder, program), wrapperOf(program, log));
    await chmod(join(folder, program), 0o755);
  }
  const loudnessLufs = await speech.render(join(folder, 'ffmpeg'), join(folder, 'ffprobe'));
  const written = (await readFile(log, 'utf8')).split('\0\0').filter((command) => command !== '');
  const commands = written.map((command) => command.split('\0')).filter(([, first]) => first !== '-version');
  const rendering = () => cpuMsWithChildren(() => speech.render());
  return {
    figures: [
      {
        ...{ gate: 'P10', what: `rendering ${minutes} minutes of speech in the server` },
        ...{ beside: `its ${commands.length} command lines by themselves`, unit: 'ms CPU', atMost: 1.05 },
        ...{ whyMissed: READS_TOO, measure: 'ratio', subject: rendering },
        control: () =>
          cpuMsWithChildren(async () => {
            for (const command of commands) await run(command);
          }),
      },
      {
        ...{ gate: 'P11', what: `the rendition of ${minutes} minutes of speech, the only one that a recording has` },
        ...{ beside: 'loudnorm in two passes', unit: 'ms CPU', atMost: 0.4, whyMissed: ONE_ONLY },
        ...{ measure: 'ratio', subject: rendering },
        control: () => cpuMsWithChildren(() => twoPasses(speech.path, join(folder, 'two-passes.mp3'))),
      },
      {
        ...{
          gate: 'P11',
          what: 'how far that rendition is from its loudness',
          beside: `${TOLERANCE_LU} LU`,
          unit: 'LU',
        },
        ...{ atMost: 1, measure: 'count', control: () => Promise.resolve(TOLERANCE_LU) },
        subject: () => Promise.resolve(Math.abs(loudnessLufs - LOUDNESS_TARGET.lufs)),
      },
    ],
    close: () => speech.remove(),
  };
}

export default { rounds: 6, open } satisfies Bench;
