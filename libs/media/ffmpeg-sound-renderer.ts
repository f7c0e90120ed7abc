// Takes one recording from the bytes a phone sent to the rendition a horn plays: probe, examine, decide, render, and measure the result before
// anybody may hear it.
import { rm } from 'node:fs/promises';
import { type AudioStore, type RenderOutcome, SoundRenderer } from '#application';
import {
  DECODING_BOUNDS,
  meetsLoudnessTarget,
  RECORDING_LIMITS,
  refusalOf,
  tooLong,
  warningsOf,
  type DecodingBound,
  type Refusal,
  type SoundMeasure,
  type Trim,
} from '#domain';
import { renditionBytesAtMost } from './ffmpeg-arguments';
import { type Examination, type FfmpegPaths, FfmpegPrograms, type RunControl, type Verified } from './ffmpeg-programs';
import { LimitedProcess } from './limited-process';
import { type ProfileName, PROFILES } from './profiles';
import { whatIsNotHeld } from './sandbox-check';
import { correctedPlan, firstPlan, hasPlannedDuration, type PlanBasis, type RenderPlan } from './render-plan';

/** Where the programs are, what they make and what they may use. */
interface FfmpegOptions extends FfmpegPaths {
  readonly profile: ProfileName;
  /** What besides the files of the system the programs must not read: the database. */
  readonly secretFiles?: readonly string[];
  /** Told once, in a sentence, what protection this machine cannot give. */
  readonly warn: (sentence: string) => void;
  /** Wall-clock limit of one process; ten minutes when not given. */
  readonly timeoutMs?: number;
}

const TRIES = 3;
const TIMEOUT_MS = 10 * 60 * 1_000;
/** Address space: twice what the programs need with all their libraries. */
const MEMORY_BYTES = 640 * 1024 * 1024;
const NICENESS = 10;

/** Where each stage begins and ends in the whole work, 0 to 1, by what it costs. */
const STAGES = {
  examine: { from: 0.02, to: 0.35 },
  render: { from: 0.35, to: 0.85 },
  verify: { from: 0.85, to: 1 },
} as const;

/** A rendition in the temporary folder that was measured and found good. */
interface GoodRendition extends Verified {
  readonly path: string;
}

/** `SoundRenderer` by the programs ffmpeg and ffprobe. */
export class FfmpegSoundRenderer extends SoundRenderer {
  private readonly processes: LimitedProcess;
  private readonly programs: FfmpegPrograms;
  private tried: readonly DecodingBound[] = [];

  constructor(
    private readonly store: AudioStore,
    private readonly options: FfmpegOptions,
  ) {
    super();
    const profile = PROFILES[options.profile];
    const limits = {
      niceness: NICENESS,
      memoryBytes: MEMORY_BYTES,
      fileBytes: renditionBytesAtMost(profile),
      timeoutMs: options.timeoutMs ?? TIMEOUT_MS,
    };
    const trials = [options.ffmpegPath, options.ffprobePath].map((program) => ({ program, args: ['-version'] }));
    this.processes = new LimitedProcess({ limits, searchPath: options.searchPath, trials }, options.warn);
    this.programs = new FfmpegPrograms(options, this.processes, profile);
  }

  override get notHeld(): readonly DecodingBound[] {
    return this.tried;
  }

  /** Tries what a taken-over decoder would do here; `notHeld` says it from then on. */
  async tryBounds(): Promise<readonly DecodingBound[]> {
    this.tried = await whatIsNotHeld(this.processes, {
      ffmpegPath: this.options.ffmpegPath,
      secretFiles: this.options.secretFiles ?? [],
      freshPath: () => this.store.temporaryPath('.tried'),
    }).catch((error: unknown) => {
      this.options.warn(`what decoding is kept from could not be tried: ${String(error)}`);
      return DECODING_BOUNDS;
    });
    return this.tried;
  }

  override async render(
    recordingSha256: string,
    trim: Trim | null,
    onProgress: (share: number) => void,
    signal?: AbortSignal,
  ): Promise<RenderOutcome> {
    const path = await this.store.localPath(recordingSha256);
    if ((await this.store.size(recordingSha256)) === 0) return refused({ code: 'recording-empty', values: {} });

    const progress = new Progress(onProgress, signal);
    const examined = await this.examine(path, trim, progress);
    if ('code' in examined) return refused(examined);
    const { findings, span, levels, waveform } = examined;
    const refusal = refusalOf(findings);
    if (refusal) return refused(refusal);

    const target = await this.store.temporaryPath('.mp3');
    try {
      const basis = { span, levels, loudnessLufs: findings.measure.loudnessLufs! };
      const good = await this.renderUntilGood(path, target, basis, progress);
      if ('code' in good) return refused(good);
      const stored = await this.store.adopt(good.path);
      return {
        kind: 'ready',
        rendition: {
          profile: this.options.profile,
          ...stored,
          durationMs: good.measure.durationMs,
          measure: good.measure,
        },
        original: findings.measure,
        warnings: warningsOf(findings.measure),
        waveforms: { original: waveform, rendition: good.waveform },
      };
    } finally {
      await rm(target, { force: true });
    }
  }

  private async examine(path: string, trim: Trim | null, progress: Progress): Promise<Examination | Refusal> {
    const probed = await this.programs.probe(path, progress.signal);
    if ('code' in probed) return probed;
    const promisedMs = probed.promisedDurationMs;
    // True or a lie, it would be refused; decoding an hour to find out which helps nobody.
    if (promisedMs !== undefined && promisedMs > RECORDING_LIMITS.maxDurationMs) return tooLong(promisedMs);
    return this.programs.examine(path, probed, trim, progress.of('examine', promisedMs));
  }

  /** Renders, measures, and renders again where the result missed the window. */
  private async renderUntilGood(
    path: string,
    target: string,
    basis: PlanBasis,
    progress: Progress,
  ): Promise<GoodRendition | Refusal> {
    let plan: RenderPlan = firstPlan(basis);
    const plannedMs = plan.span.endMs - plan.span.startMs;
    for (let tried = 1; ; tried += 1) {
      const isWritten = await this.programs.render(path, target, plan, progress.of('render', plannedMs));
      if (!isWritten) return { code: 'recording-render-failed', values: { gainDb: plan.gainDb } };

      const verified = await this.programs.verify(target, progress.of('verify', plannedMs));
      const { measure } = verified;
      if (!hasPlannedDuration(plan, measure.durationMs)) {
        return { code: 'recording-render-failed', values: { plannedMs, durationMs: measure.durationMs } };
      }
      if (meetsLoudnessTarget(measure)) return { path: target, ...verified };
      if (tried === TRIES) return unreachable(measure);
      plan = correctedPlan(basis, plan, measure);
    }
  }
}

/** The share of the whole work that is done; never goes back, even when a stage is done again. */
class Progress {
  private highest = 0;

  constructor(
    private readonly onProgress: (share: number) => void,
    readonly signal: AbortSignal | undefined,
  ) {}

  /** Follows one stage over a sound of the given length; a stage of unknown length shows only its beginning. */
  of(stage: keyof typeof STAGES, lengthMs: number | undefined): RunControl {
    const { from, to } = STAGES[stage];
    this.show(from);
    const onDone = (doneMs: number) => this.show(lengthMs ? from + (to - from) * Math.min(1, doneMs / lengthMs) : from);
    return { onDone, signal: this.signal };
  }

  private show(share: number): void {
    if (share <= this.highest) return;
    this.highest = share;
    this.onProgress(share);
  }
}

function refused({ code, values }: Refusal): RenderOutcome {
  return { kind: 'refused', code, values };
}

function unreachable({ loudnessLufs, truePeakDbtp }: SoundMeasure): Refusal {
  return {
    code: 'recording-loudness-unreachable',
    values: { loudnessLufs: loudnessLufs ?? 'none', truePeakDbtp: truePeakDbtp ?? 'none' },
  };
}
