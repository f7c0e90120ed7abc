// Decides how a measured recording is trimmed, amplified and limited. Speech at the wanted loudness has peaks above the ceiling; the limiter takes
// them and some loudness with them, so the gain is chosen from the levels that really occur, and corrected by what the result measured.
import { LOUDNESS_TARGET, type SoundMeasure } from '#domain';
import type { SoundSpan } from './loudness-log';
import type { SampleLevels } from './sample-levels';

/** What the renderer is told to do with one recording. */
export interface RenderPlan {
  readonly span: SoundSpan;
  readonly gainDb: number;
  /** Where the limiter holds the peaks, in dBFS. */
  readonly ceilingDbfs: number;
}

/** What is known of a recording when its rendering is planned. */
export interface PlanBasis {
  readonly span: SoundSpan;
  /** Loudness after mono and high-pass, in LUFS. */
  readonly loudnessLufs: number;
  readonly levels: SampleLevels;
}

/** Below the true peak allowed: the encoder and the way between two samples add a few tenths. */
const FIRST_CEILING_DBFS = LOUDNESS_TARGET.maxTruePeakDbtp - 0.8;
const GAIN_LIMITS_DB = { least: -40, most: 60 };
/** A limiter holds on a little before and after each peak, so it takes as much as plain cutting this far below its ceiling. Fitted to speech. */
const LIMITER_HOLD_DB = 5.5;
const PEAK_MARGIN_DB = 0.3;
/** Headers, encoder delay and fades may change the length of a rendition by this. */
const PLAUSIBLE_DURATION_ERROR_MS = 250;

/** The plan of the first try. */
export function firstPlan(basis: PlanBasis): RenderPlan {
  return {
    span: basis.span,
    ceilingDbfs: FIRST_CEILING_DBFS,
    gainDb: gainFor(basis, LOUDNESS_TARGET.lufs, FIRST_CEILING_DBFS),
  };
}

/** The plan after a try whose result missed the window. */
export function correctedPlan(basis: PlanBasis, tried: RenderPlan, result: SoundMeasure): RenderPlan {
  const overPeakDb = (result.truePeakDbtp ?? -Infinity) - LOUDNESS_TARGET.maxTruePeakDbtp;
  const ceilingDbfs = overPeakDb > 0 ? tried.ceilingDbfs - overPeakDb - PEAK_MARGIN_DB : tried.ceilingDbfs;
  // What the estimate got wrong is added to what it aims at; its slope is right even where its height is not.
  const estimatedLufs = limitedLoudness(basis, tried.gainDb, tried.ceilingDbfs);
  const errorLu = (result.loudnessLufs ?? estimatedLufs) - estimatedLufs;
  return { span: tried.span, ceilingDbfs, gainDb: gainFor(basis, LOUDNESS_TARGET.lufs - errorLu, ceilingDbfs) };
}

/** True when a rendition is as long as it was planned to be. */
export function hasPlannedDuration(plan: RenderPlan, durationMs: number): boolean {
  return Math.abs(durationMs - (plan.span.endMs - plan.span.startMs)) <= PLAUSIBLE_DURATION_ERROR_MS;
}

/** The gain whose limited result comes nearest to a loudness. More gain never makes it quieter, so halving finds it. */
function gainFor(basis: PlanBasis, targetLufs: number, ceilingDbfs: number): number {
  let { least, most } = GAIN_LIMITS_DB;
  while (most - least > 0.01) {
    const middle = (least + most) / 2;
    if (limitedLoudness(basis, middle, ceilingDbfs) < targetLufs) least = middle;
    else most = middle;
  }
  return Math.round(most * 100) / 100;
}

/** Estimated loudness after a gain and a limiter, in LUFS. */
function limitedLoudness({ loudnessLufs, levels }: PlanBasis, gainDb: number, ceilingDbfs: number): number {
  const cutAt = 32_768 * 10 ** ((ceilingDbfs - LIMITER_HOLD_DB - gainDb) / 20);
  return loudnessLufs + gainDb - levels.lossByCuttingAt(cutAt);
}
