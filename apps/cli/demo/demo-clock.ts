// The demo's clock runs ahead of the machine's, so that the afternoon slot is always about to begin. It only ever grows: nothing that
// happened in the demo happens again. Quiet hours and every other rule hold as in real life.
import { addDays, instantOf, localDateOf, wallTimeOf, type Instant, type TimeZone } from '#domain';

/** Two minutes before the slot Chiều, and its end. */
const DAY_BEGINS = '16:58:00';
const DAY_ENDS = '18:00:00';

/**
 * The offset to use from now on. The first start, and every start outside the demo's hour, goes on at the next 16:58; a start within
 * the hour goes on where the clock stands.
 */
export function nextDemoOffset(
  machineNow: Instant,
  offsetMs: number,
  isFirstStart: boolean,
  timeZone: TimeZone,
): number {
  const now = machineNow + offsetMs;
  const time = wallTimeOf(now, timeZone);
  if (!isFirstStart && time >= DAY_BEGINS && time < DAY_ENDS) return offsetMs;
  const today = localDateOf(now, timeZone);
  const begins = instantOf(today, DAY_BEGINS, timeZone);
  return (begins >= now ? begins : instantOf(addDays(today, 1), DAY_BEGINS, timeZone)) - machineNow;
}
