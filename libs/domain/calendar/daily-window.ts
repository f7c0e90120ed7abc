// A daily stretch of wall time (a slot, quiet hours) laid onto the calendar of one place.
import { addDays, instantOf, msOfDay } from './calendar';
import type { DailyWindow } from '../places/places';
import type { Interval, LocalDate, TimeZone } from './time';

/** The stretch that begins on that day. `to` at or before `from` ends on the next day; equal ends are a whole day. */
export function windowOn(window: DailyWindow, date: LocalDate, zone: TimeZone): Interval {
  const acrossMidnight = msOfDay(window.to) <= msOfDay(window.from);
  return {
    from: instantOf(date, window.from, zone),
    to: instantOf(acrossMidnight ? addDays(date, 1) : date, window.to, zone),
  };
}
