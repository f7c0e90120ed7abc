// When time alone ends a booking: a proposal that nobody can approve in time any more, an approved series whose last day is past.
import type { BookedStart, Booking } from '../bookings/booking';
import { addDays, instantOf, localDateOf } from '../calendar/calendar';
import type { Slot } from '../places/places';
import type { PlanLimits } from './plan-zone';
import { daysOfRule, lastDateOf } from '../calendar/recurrence';
import type { SpecialDay } from '../calendar/special-days';
import type { Instant, TimeZone, WallTime } from '../calendar/time';

/** Further than this a series is not looked through: it certainly has time left before. */
const LOOK_AHEAD_DAYS = 400;

/** The event that time brings to an open booking at `now`, or undefined while it still has time. */
export function endByTime(
  booking: Booking,
  slots: readonly Slot[],
  timeZone: TimeZone,
  now: Instant,
  limits: PlanLimits,
  specialDays: readonly SpecialDay[] = [],
): 'finish' | 'run_out' | undefined {
  const today = localDateOf(now, timeZone);
  const window = { from: today, before: addDays(today, LOOK_AHEAD_DAYS) };
  const last = lastDateOf(booking.recurrence);
  // Special days may still be entered until the very last day.
  if (last >= (booking.recurrence.kind === 'special' ? today : window.before)) return undefined;
  // A day of rest counts as well: it may be taken back.
  const days = [...daysOfRule(booking.recurrence, window, specialDays)];
  const left = days.filter((date) => !booking.cancelledDates.includes(date));
  if (booking.state === 'approved') return left.length ? undefined : 'finish';
  const latestStart = latestStartOf(booking.start, slots);
  if (latestStart === undefined) return 'run_out';
  // What may still enter after the show lock has until the last moment in which an order reaches the poles.
  const closesMs = booking.lateReason === null ? limits.lockMs : limits.leadMs;
  return left.some((date) => instantOf(date, latestStart, timeZone) - closesMs > now) ? undefined : 'run_out';
}

/** Wall time; undefined when the slot is gone. */
function latestStartOf(start: BookedStart, slots: readonly Slot[]): WallTime | undefined {
  switch (start.kind) {
    case 'exact':
      return start.at;
    case 'slot':
      return slots.find(({ id }) => id === start.slotId)?.to;
    case 'soonest':
      return '23:59:59';
    default:
      // What cannot be read is not over: the planner says so instead.
      throw new Error(`no start is ${JSON.stringify(start)}`);
  }
}
