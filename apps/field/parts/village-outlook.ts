// From the exact states of many playbacks to the few words that people see first. What is not proven is never called played.
import type { PlaybackCounts, RundownSummary } from '#application';
import type { Instant, Outlook, PlaybackState } from '#domain';

/** `waiting`: it is over and not every device has spoken yet. `off`: all of it was cancelled. */
export type Glance = Outlook | 'onAir' | 'waiting' | 'off';

/** What of a rundown decides what is shown first. */
type RundownFacts = Pick<RundownSummary, 'startsAt' | 'endsAt' | 'playbacks' | 'afterCancel'>;

const BAD: readonly PlaybackState[] = ['interrupted', 'missed', 'refused', 'unconfirmed'];
const OPEN: readonly PlaybackState[] = ['planned', 'delivered', 'ready', 'playing'];

/** The playbacks of several rundowns, by state. */
export function countsOf(rundowns: readonly Pick<RundownFacts, 'playbacks'>[]): PlaybackCounts {
  const counts: Partial<Record<PlaybackState, number>> = {};
  for (const { playbacks } of rundowns) {
    for (const [state, count] of Object.entries(playbacks)) {
      counts[state as PlaybackState] = (counts[state as PlaybackState] ?? 0) + count;
    }
  }
  return counts;
}

export function sumOf(counts: PlaybackCounts, states?: readonly PlaybackState[]): number {
  return Object.entries(counts)
    .filter(([state]) => !states || states.includes(state as PlaybackState))
    .reduce((sum, [, count]) => sum + count, 0);
}

/** One word for the rundowns of one slot and day. */
export function glanceAt(rundowns: readonly RundownFacts[], now: Instant): Glance {
  const counts = countsOf(rundowns);
  const alive = sumOf(counts) - sumOf(counts, ['cancelled']);
  const over = rundowns.every(({ endsAt }) => endsAt <= now);
  if (sumOf(counts, BAD) > 0 || rundowns.some(({ afterCancel }) => afterCancel > 0)) return 'trouble';
  if (alive === 0) return over || sumOf(counts) > 0 ? 'off' : 'toPlay';
  if (sumOf(counts, OPEN) === 0) return 'played';
  if (over) return 'waiting';
  return rundowns.some(({ startsAt }) => startsAt <= now) ? 'onAir' : 'toPlay';
}
