// A daily stretch of wall time (a slot, quiet hours) laid onto the calendar of one place.
import { addDays, instantOf, msOfDay } from './calendar';
import type { Interval, LocalDate, TimeZone, WallTime } from './time';

/** The stretch that begins on that day. `to` at or before `from` ends on the next day; equal ends are a whole day. */
export function windowOn(window: DailyWindow, date: LocalDate, zone: TimeZone): Interval {
  const acrossMidnight = msOfDay(window.to) <= msOfDay(window.from);
  return {
    from: instantOf(date, window.from, zone),
    to: instantOf(acrossMidnight ? addDays(date, 1) : date, window.to, zone),
  };
}

/** A daily stretch of wall time; `to` before `from` means across midnight. */
export interface DailyWindow {
  readonly from: WallTime;
  readonly to: WallTime;
}

/** Quiet hours of one night, with the rule they come from. */
export interface QuietStretch extends Interval {
  readonly window: DailyWindow;
}
