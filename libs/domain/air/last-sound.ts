// Until when something that was put on air can still begin, or be heard: a pole may begin it late, and its clock may be a little wrong. Whoever
// asks whether an airing is over, may be taken off, or must still be named to the poles, asks here.
import type { Airing } from './air';
import { SECOND_MS, type Instant } from '../calendar/time';

/** A pole whose clock may be further out than this begins nothing. */
export const CLOCK_SLACK_MS = 20 * SECOND_MS;

type Due = Pick<Airing, 'startsAt' | 'lateLimitMs'>;
type Timed = Pick<Airing, 'startsAt' | 'lateLimitMs' | 'durationMs'>;

/** The last instant at which it may begin, by a clock that is right. */
export function lastStartOf({ startsAt, lateLimitMs }: Due): Instant {
  return startsAt + lateLimitMs;
}

/** When it is over where it began at the last instant, by a clock that is right. */
export function lastSoundOf(airing: Timed): Instant {
  return lastStartOf(airing) + airing.durationMs;
}

/** From then on no pole begins it, however wrong its clock may be. */
export function startsNoMoreAt(airing: Due): Instant {
  return lastStartOf(airing) + CLOCK_SLACK_MS;
}

/** Whether some pole may still begin it. */
export function mayStillBegin(airing: Due, now: Instant): boolean {
  return now < startsNoMoreAt(airing);
}

/** Whether some pole may still begin it, or sound it. */
export function mayStillSound(airing: Timed, now: Instant): boolean {
  return now < startsNoMoreAt(airing) + airing.durationMs;
}
