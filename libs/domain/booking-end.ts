// When time alone ends a booking: a proposal that nobody can approve in time any more, an approved series whose last day is past.
import type { Booking } from './booking';
import { addDays, instantOf, localDateOf } from './calendar';
import type { Slot } from './places';
import type { PlanLimits } from './planning';
import { datesOf, lastDateOf } from './recurrence';
import type { Instant, TimeZone } from './time';

/** Further than this a series is not looked through: it certainly has time left before. */
const LOOK_AHEAD_DAYS = 400;

/** The event that time brings to an open booking at `now`, or undefined while it still has time. */
export function endByTime(
  booking: Booking,
  slots: readonly Slot[],
  timeZone: TimeZone,
  now: Instant,
  limits: PlanLimits,
): 'finish' | 'run_out' | undefined {
  const today = localDateOf(now, timeZone);
  const window = { from: today, before: addDays(today, LOOK_AHEAD_DAYS) };
  const left = datesOf(booking.recurrence, window, booking.cancelledDates);
  if (lastDateOf(booking.recurrence) >= window.before) return undefined;
  if (booking.state === 'approved') return left.length ? undefined : 'finish';
  const slot = booking.start.kind === 'slot' ? slotOf(slots, booking.start.slotId) : undefined;
  const latestStart = booking.start.kind === 'exact' ? booking.start.at : slot?.to;
  if (latestStart === undefined) return 'run_out';
  // What may still enter after the show lock has until the last moment in which an order reaches the poles.
  const closesMs = booking.lateReason === null ? limits.lockMs : limits.leadMs;
  return left.some((date) => instantOf(date, latestStart, timeZone) - closesMs > now) ? undefined : 'run_out';
}

function slotOf(slots: readonly Slot[], id: string): Slot | undefined {
  return slots.find((slot) => slot.id === id);
}
