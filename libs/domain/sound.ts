// What the rules know about sound: how it is measured, when a recording is refused, and what every rendition must reach.

/** Measures of a sound: loudness by EBU R128, peaks by ITU-R BS.1770 true peak. Undefined loudness means below the gate (silence). */
export interface SoundMeasure {
  readonly durationMs: number;
  /** Integrated loudness in LUFS. */
  readonly loudnessLufs: number | undefined;
  /** True peak in dBTP. */
  readonly truePeakDbtp: number | undefined;
  /** Share of samples at full scale, 0 to 1. */
  readonly clippedShare: number;
}

/** What every rendition must reach; the window is checked on the result, never assumed. */
export const LOUDNESS_TARGET = { lufs: -16, toleranceLu: 1.5, maxTruePeakDbtp: -1.5 } as const;

/** Limits on what people may send in. */
export const RECORDING_LIMITS = {
  maxBytes: 256 * 1024 * 1024,
  minDurationMs: 1_000,
  maxDurationMs: 60 * 60 * 1_000,
  /** Above this share of full-scale samples a recording is refused; below it, it is only warned about. */
  maxClippedShare: 0.02,
  warnClippedShare: 0.0005,
} as const;

/** Why a recording cannot become a rendition. The words for each stand in `#words`. */
export const REFUSAL_CODES = [
  'recording-empty',
  'recording-not-audio',
  'recording-no-audio-stream',
  'recording-broken',
  'recording-silent',
  'recording-too-short',
  'recording-too-long',
  'recording-clipped',
  'recording-loudness-unreachable',
  'recording-render-failed',
] as const;

/** One of `REFUSAL_CODES`. */
export type RefusalCode = (typeof REFUSAL_CODES)[number];
