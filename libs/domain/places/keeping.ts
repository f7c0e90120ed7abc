// How long the bytes of a recording are kept. Voices of people are not kept for ever, and a disk is not endless; what still may sound is kept whatever
// the rule says, and what is known of a recording (who sent it, its hashes, what was approved) stays in the log and in its row.
import { DAY_MS, type Instant } from '../calendar/time';
import { Problem } from '../problem';

/** A rule of the commune. */
export interface KeepingRule {
  /** Days for what never sounded, counted from when it was received or put into an announcement last. */
  readonly unusedDays: number;
  /** Days after it sounded last. */
  readonly playedDays: number;
}

/** An announcement that says the recording. */
export interface RecordingUse {
  readonly writtenAt: Instant;
  /** Whether it may sound yet: it is booked, prepared for an emergency, or opens, closes or frames what sounds. */
  readonly maySound: boolean;
  /** When it began to sound last; null: never. */
  readonly lastStartsAt: Instant | null;
}

/** From when on the bytes need not be kept; null: not as things stand. */
export function removableFrom(receivedAt: Instant, uses: readonly RecordingUse[], rule: KeepingRule): Instant | null {
  if (uses.some(({ maySound }) => maySound)) return null;
  const starts = uses.flatMap(({ lastStartsAt }) => lastStartsAt ?? []);
  const last = Math.max(receivedAt, ...uses.map(({ writtenAt }) => writtenAt), ...starts);
  return last + (starts.length > 0 ? rule.playedDays : rule.unusedDays) * DAY_MS;
}

/** Passes when the bytes of all of them are there. Throws Problem `recording-removed`: nothing can sound by those any more. */
export function requireKept(recordings: readonly { readonly removedAt: Instant | null }[]): void {
  if (recordings.some(({ removedAt }) => removedAt !== null)) throw new Problem('recording-removed');
}
