// When a place is on air: sounds one after the other with short pauses in between are one stretch. What was kept off the air is none of them,
// and a slot is no stretch: between its first half hour and something that came into it later there is silence.
import { MINUTE_MS, type Instant, type Interval } from '../calendar/time';
import type { Airing } from './air';

/** A pause that nobody takes for the end. */
export const PAUSE_MS = MINUTE_MS;

/** What of an airing tells when it sounds. */
export type AirTime = Pick<Airing, 'startsAt' | 'durationMs' | 'state'>;

/** When an airing is over that begins as planned. */
export function overAt({ startsAt, durationMs }: Pick<Airing, 'startsAt' | 'durationMs'>): Instant {
  return startsAt + durationMs;
}

/** The stretches in which these sound, by start. */
export function stretchesOf(airings: readonly AirTime[]): readonly Interval[] {
  const stretches: { from: Instant; to: Instant }[] = [];
  const sounding = airings.filter(({ state }) => state === 'planned').sort((a, b) => a.startsAt - b.startsAt);
  for (const airing of sounding) {
    const last = stretches.at(-1);
    if (last && airing.startsAt <= last.to + PAUSE_MS) last.to = Math.max(last.to, overAt(airing));
    else stretches.push({ from: airing.startsAt, to: overAt(airing) });
  }
  return stretches;
}

/** The stretch in which it is on air at that instant; undefined: it is silent. */
export function stretchAt(airings: readonly AirTime[], at: Instant): Interval | undefined {
  return stretchesOf(airings).find(({ from, to }) => from <= at && at < to);
}
