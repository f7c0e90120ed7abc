// From the exact states of many playbacks to the few words that people see first. What is not proven is never called played.
import type { PlaybackCounts, RundownSummary } from '#application';
import { stretchAt, type AirTime, type Instant, type Outlook, type PlaybackState } from '#domain';

/** `waiting`: it is over and not every device has spoken yet. `cut`: what was heard of it was cut short on purpose. `off`: all of it was cancelled. */
export type Glance = Outlook | 'onAir' | 'waiting' | 'cut' | 'off';

/** What of a rundown decides what is shown first. */
interface RundownFacts extends Pick<RundownSummary, 'startsAt' | 'playbacks' | 'cutShort' | 'afterCancel'> {
  readonly items: readonly AirTime[];
}

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
  const cutShort = rundowns.reduce((sum, each) => sum + each.cutShort, 0);
  const alive = sumOf(counts) - sumOf(counts, ['cancelled']) - cutShort;
  const isComing = rundowns.some(({ items }) => items.some((item) => mayPlay(item) && item.startsAt > now));
  const isOnAir = rundowns.some((rundown) => isSounding(rundown, now));
  if (sumOf(counts, BAD) > cutShort || rundowns.some(({ afterCancel }) => afterCancel > 0)) return 'trouble';
  if (alive === 0) return cutShort > 0 ? 'cut' : (isComing || isOnAir) && sumOf(counts) === 0 ? 'toPlay' : 'off';
  if (sumOf(counts, OPEN) === 0) return 'played';
  if (isOnAir) return 'onAir';
  return isComing ? 'toPlay' : 'waiting';
}

function mayPlay({ state }: AirTime): boolean {
  return state === 'planned' || state === 'held';
}

/** Also while what opens it sounds, which is none of its items. */
function isSounding({ startsAt, items }: RundownFacts, now: Instant): boolean {
  const opens = { startsAt, durationMs: 0, state: 'planned' } as const;
  return stretchAt([...items, opens], now) !== undefined;
}
