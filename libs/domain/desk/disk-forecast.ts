// When the disk of the server will be full, if people go on as they did: said weeks before, while there is time to keep recordings for less long or to
// put in a larger disk.
import { DAY_MS, type Instant } from '../calendar/time';

/** What was free on the disk of the sounds. */
export interface DiskReading {
  readonly at: Instant;
  readonly freeBytes: number;
}

/** Fewer days say nothing: one large week is no habit. */
const LEAST_MS = 7 * DAY_MS;
/** What was longer ago was another time. */
const LOOK_BACK_MS = 30 * DAY_MS;

/**
 * When only `reservedBytes` will be left, by the median of how fast it went between any two of the last thirty days (Theil-Sen): a day on which a
 * backup was put there and taken away again does not count. Null: it does not fill, or too little is known.
 */
export function diskFullAt(readings: readonly DiskReading[], reservedBytes: number, now: Instant): Instant | null {
  const known = readings.filter(({ at }) => now - LOOK_BACK_MS <= at && at <= now).sort((a, b) => a.at - b.at);
  const [first, last] = [known[0], known.at(-1)];
  if (!first || !last || last.at - first.at < LEAST_MS) return null;
  const rates = known.flatMap((a, place) =>
    known.slice(place + 1).flatMap((b) => (b.at > a.at ? (a.freeBytes - b.freeBytes) / (b.at - a.at) : [])),
  );
  const bytesPerMs = rates.sort((a, b) => a - b)[Math.floor(rates.length / 2)]!;
  if (bytesPerMs <= 0) return null;
  return Math.max(now, Math.round(last.at + (last.freeBytes - reservedBytes) / bytesPerMs));
}
