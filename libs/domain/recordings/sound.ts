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
  /** What is left between silent edges must at least be this long. */
  minSoundingMs: 500,
  /** Below this loudness nobody spoke into the microphone. */
  silentBelowLufs: -60,
  /** Above this share of full-scale samples a recording is refused; below it, it is only warned about. */
  maxClippedShare: 0.02,
  warnClippedShare: 0.0005,
  /** A recording may end this much before its header says, whichever of the two is more. */
  maxMissingShare: 0.02,
  maxMissingMs: 1_000,
  /** One damaged packet is a click; more than this on average is noise. */
  maxDecodeFaultsPerSecond: 1,
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

/** What one full decode of a recording found. */
export interface RecordingFindings {
  readonly measure: SoundMeasure;
  /** Length of the whole that could be decoded; `measure` is of the part between the marks of a trim. */
  readonly decodedMs: number;
  /** Length between silent edges. */
  readonly soundingMs: number;
  /** Length that the header promises, when it states one exactly. */
  readonly promisedDurationMs: number | undefined;
  /** Packets that could not be decoded. */
  readonly decodeFaults: number;
}

/** A refusal with the values its sentence needs. */
export interface Refusal {
  readonly code: RefusalCode;
  readonly values: Readonly<Record<string, string | number>>;
}

/** Why a decoded recording cannot be used, or undefined when it can. The first reason that helps the recorder most is the one given. */
export function refusalOf(findings: RecordingFindings): Refusal | undefined {
  const { measure, decodedMs, soundingMs, promisedDurationMs } = findings;
  const { durationMs, loudnessLufs, clippedShare } = measure;
  const limits = RECORDING_LIMITS;

  if (decodedMs > limits.maxDurationMs) return tooLong(decodedMs);
  if (promisedDurationMs !== undefined && isCutShort(decodedMs, promisedDurationMs)) {
    return { code: 'recording-broken', values: { durationMs: decodedMs, promisedDurationMs } };
  }
  if (findings.decodeFaults > (decodedMs / 1_000) * limits.maxDecodeFaultsPerSecond) {
    return { code: 'recording-broken', values: { durationMs: decodedMs, decodeFaults: findings.decodeFaults } };
  }
  if (durationMs < limits.minDurationMs) {
    return { code: 'recording-too-short', values: { durationMs, minDurationMs: limits.minDurationMs } };
  }
  if (loudnessLufs === undefined || loudnessLufs < limits.silentBelowLufs) {
    return { code: 'recording-silent', values: { durationMs } };
  }
  if (soundingMs < limits.minSoundingMs) {
    return { code: 'recording-too-short', values: { durationMs: soundingMs, minDurationMs: limits.minDurationMs } };
  }
  if (clippedShare > limits.maxClippedShare) {
    return { code: 'recording-clipped', values: { clippedShare, maxClippedShare: limits.maxClippedShare } };
  }
  return undefined;
}

/** The refusal of a recording that is, or says it is, longer than allowed. */
export function tooLong(durationMs: number): Refusal {
  return { code: 'recording-too-long', values: { durationMs, maxDurationMs: RECORDING_LIMITS.maxDurationMs } };
}

/** Light faults of a recording that can be used. */
export function warningsOf(original: SoundMeasure): readonly string[] {
  return original.clippedShare > RECORDING_LIMITS.warnClippedShare ? ['lightly-clipped'] : [];
}

/** True when a measured rendition lies inside the window. */
export function meetsLoudnessTarget(rendition: SoundMeasure): boolean {
  const { lufs, toleranceLu, maxTruePeakDbtp } = LOUDNESS_TARGET;
  return (
    rendition.loudnessLufs !== undefined &&
    Math.abs(rendition.loudnessLufs - lufs) <= toleranceLu &&
    rendition.truePeakDbtp !== undefined &&
    rendition.truePeakDbtp <= maxTruePeakDbtp
  );
}

function isCutShort(decodedMs: number, promisedDurationMs: number): boolean {
  const { maxMissingMs, maxMissingShare } = RECORDING_LIMITS;
  return promisedDurationMs - decodedMs > Math.max(maxMissingMs, promisedDurationMs * maxMissingShare);
}

/** One sound of an airing, as the device will fetch and play it. */
export interface SoundRef {
  readonly sha256: string;
  readonly bytes: number;
  readonly durationMs: number;
}
