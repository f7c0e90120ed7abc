// What ffprobe and ffmpeg are asked to do, one method per process. Every process reads hostile bytes, so each runs under limits.
import { open, writeFile } from 'node:fs/promises';
import {
  Problem,
  trimmedPart,
  type RecordingFindings,
  type Refusal,
  type SoundMeasure,
  type Trim,
  type Waveform,
} from '#domain';
import {
  LOUDNESS_PIPE,
  measureArguments,
  probeArguments,
  PROGRESS_PIPE,
  renderArguments,
  SAMPLES_PIPE,
  verifyArguments,
  WAVEFORM_PIPE,
} from './ffmpeg-arguments';
import type { LimitedProcess, ProcessEnd } from './limited-process';
import { LoudnessLog, type SoundSpan } from './loudness-log';
import { readProbe, type Probed } from './probe';
import type { OutputProfile } from './profiles';
import { ProgressLog } from './progress-log';
import type { RenderPlan } from './render-plan';
import { SampleLevels } from './sample-levels';
import { WaveformPeaks } from './waveform-peaks';
import { WAV_HEADER_BYTES, wavPromisedDurationMs } from './wav-header';

/** Names on PATH or paths of the two programs. */
export interface FfmpegPaths {
  readonly ffmpegPath: string;
  readonly ffprobePath: string;
  /** Where such names are looked for. */
  readonly searchPath: string;
}

/** How a caller follows and stops a run. `onDone` gets the length of sound done so far, in milliseconds. */
export interface RunControl {
  readonly onDone: (doneMs: number) => void;
  readonly signal?: AbortSignal;
}

/** What the rules and the plan need to know of a recording, and how it looks. */
export interface Examination {
  readonly findings: RecordingFindings;
  /** What is to sound, in the time of the whole. */
  readonly span: SoundSpan;
  readonly levels: SampleLevels;
  readonly waveform: Waveform;
}

/** A finished rendition as a controller will play it. */
export interface Verified {
  readonly measure: SoundMeasure;
  readonly waveform: Waveform;
}

/** ffmpeg's word for a packet that it could not decode; the second is that of newer releases. */
const DECODE_FAULT = /Error while decoding stream|Error submitting (a )?packet to (the )?decoder/;
/** What a demuxer says when the file ends before its index does. */
const CUT_OFF = /partial file/;
/** ffmpeg knows no comfort noise of AMR: it calls the pauses of a speaker faults. They become silence, and one at the end is lost. */
const CODECS_WITH_PAUSES: readonly string[] = ['amr_nb', 'amr_wb'];
const DISK_FULL = /No space left on device|Disk quota exceeded/;

export class FfmpegPrograms {
  constructor(
    private readonly paths: FfmpegPaths,
    private readonly processes: LimitedProcess,
    private readonly profile: OutputProfile,
  ) {}

  /** Reads the header only. */
  async probe(path: string, signal?: AbortSignal): Promise<Probed | Refusal> {
    const json: Buffer[] = [];
    const end = await this.processes.run({
      program: this.paths.ffprobePath,
      args: probeArguments(path),
      reads: [path],
      listeners: { 1: (chunk) => json.push(chunk) },
      signal,
    });
    const probed = readProbe({
      exitCode: end.exitCode,
      json: Buffer.concat(json).toString(),
      complaints: end.errorLines,
    });
    if ('code' in probed) return probed;
    return { ...probed, promisedDurationMs: wavPromisedDurationMs(await headOf(path)) ?? probed.promisedDurationMs };
  }

  /** Decodes the whole recording and measures the part between its marks. */
  async examine(path: string, probed: Probed, trim: Trim | null, control: RunControl): Promise<Examination | Refusal> {
    const progress = new ProgressLog(control.onDone);
    const loudness = new LoudnessLog();
    const samples = new SampleLevels();
    const peaks = new WaveformPeaks();
    const end = await this.processes.run(
      {
        program: this.paths.ffmpegPath,
        args: measureArguments(path, this.profile, trim),
        reads: [path],
        listeners: {
          [PROGRESS_PIPE]: (chunk) => progress.add(chunk.toString()),
          [LOUDNESS_PIPE]: (chunk) => loudness.add(chunk.toString()),
          [SAMPLES_PIPE]: (chunk) => samples.add(chunk),
          [WAVEFORM_PIPE]: (chunk) => peaks.add(chunk),
        },
        signal: control.signal,
      },
      (line) => DECODE_FAULT.test(line),
    );
    const decodedMs = progress.doneMs;
    if (decodedMs === 0) return { code: 'recording-broken', values: { durationMs: decodedMs } };

    const { fromMs, toMs } = trimmedPart(trim, decodedMs);
    const durationMs = toMs - fromMs;
    const span = loudness.soundingPart(durationMs);
    return {
      span: { startMs: fromMs + span.startMs, endMs: fromMs + span.endMs },
      levels: samples,
      waveform: peaks.waveform(decodedMs),
      findings: {
        decodedMs,
        measure: { ...measureOf(loudness, durationMs), clippedShare: samples.clippedShare },
        soundingMs: span.endMs - span.startMs,
        ...faultsOf(end, probed),
      },
    };
  }

  /** Writes a rendition to `target`, over what is there. False when ffmpeg gave up on it. */
  async render(path: string, target: string, plan: RenderPlan, control: RunControl): Promise<boolean> {
    const progress = new ProgressLog(control.onDone);
    await writeFile(target, '', { mode: 0o640 });
    const end = await this.processes.run({
      program: this.paths.ffmpegPath,
      reads: [path],
      writes: [target],
      args: renderArguments(path, target, plan, this.profile),
      listeners: { [PROGRESS_PIPE]: (chunk) => progress.add(chunk.toString()) },
      signal: control.signal,
    });
    throwWhenDiskFull(end);
    return end.exitCode === 0;
  }

  /** Decodes a finished rendition and measures what a controller will play. */
  async verify(rendition: string, control: RunControl): Promise<Verified> {
    const progress = new ProgressLog(control.onDone);
    const loudness = new LoudnessLog();
    const peaks = new WaveformPeaks();
    await this.processes.run({
      program: this.paths.ffmpegPath,
      args: verifyArguments(rendition),
      reads: [rendition],
      listeners: {
        [PROGRESS_PIPE]: (chunk) => progress.add(chunk.toString()),
        [LOUDNESS_PIPE]: (chunk) => loudness.add(chunk.toString()),
        [WAVEFORM_PIPE]: (chunk) => peaks.add(chunk),
      },
      signal: control.signal,
    });
    // Under the peak allowed nothing is at full scale; above it the rendition is not used.
    const measure = { ...measureOf(loudness, progress.doneMs), clippedShare: 0 };
    return { measure, waveform: peaks.waveform(progress.doneMs) };
  }
}

function measureOf(loudness: LoudnessLog, durationMs: number): Omit<SoundMeasure, 'clippedShare'> {
  return { durationMs, loudnessLufs: loudness.loudnessLufs, truePeakDbtp: loudness.truePeakDbtp };
}

function faultsOf({ faults, errorLines }: ProcessEnd, { codec, promisedDurationMs }: Probed) {
  if (!CODECS_WITH_PAUSES.includes(codec)) return { promisedDurationMs, decodeFaults: faults };
  const isCutOff = errorLines.some((line) => CUT_OFF.test(line));
  return { promisedDurationMs: isCutOff ? promisedDurationMs : undefined, decodeFaults: 0 };
}

function throwWhenDiskFull({ errorLines }: ProcessEnd): void {
  if (errorLines.some((line) => DISK_FULL.test(line))) throw new Problem('storage-full');
}

async function headOf(path: string): Promise<Buffer> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(WAV_HEADER_BYTES), 0, WAV_HEADER_BYTES, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}
