// The part of a recording that sounds. Two marks on the whole: what lies outside of them is kept, and may be let in again.
import { RECORDING_LIMITS } from './sound';

/** From the first mark to the second, in milliseconds from the start of the recording. */
export interface Trim {
  readonly fromMs: number;
  readonly toMs: number;
}

/** Whether the marks stand in their order and leave enough between them to say something. */
export function isTrim({ fromMs, toMs }: Trim): boolean {
  return Number.isSafeInteger(fromMs) && fromMs >= 0 && toMs - fromMs >= RECORDING_LIMITS.minDurationMs;
}

/** What the marks leave of a recording that long; all of it without marks, nothing when they lie behind its end. */
export function trimmedPart(trim: Trim | null, durationMs: number): Trim {
  if (trim === null) return { fromMs: 0, toMs: durationMs };
  const fromMs = Math.min(trim.fromMs, durationMs);
  return { fromMs, toMs: Math.max(fromMs, Math.min(trim.toMs, durationMs)) };
}
