// A daily stretch of wall time (a slot, quiet hours) laid onto the calendar of one place.
import { addDays, instantOf, lastInstantOf, msOfDay } from './calendar';
import type { Instant, Interval, LocalDate, TimeZone, WallTime } from './time';

/**
 * The stretch that begins on that day. `to` at or before `from` ends on the next day; equal ends are a whole day. Where the clocks change, it may be
 * shorter, and one that they skip is empty.
 */
export function windowOn(window: DailyWindow, date: LocalDate, zone: TimeZone): Interval {
  return stretchOn(window, date, zone, instantOf);
}

/** The same for what spares ears, silence and quieter hours: it lasts until its end is shown for the last time. */
export function widestWindowOn(window: DailyWindow, date: LocalDate, zone: TimeZone): Interval {
  return stretchOn(window, date, zone, lastInstantOf);
}

function stretchOn(
  window: DailyWindow,
  date: LocalDate,
  zone: TimeZone,
  endOf: (date: LocalDate, time: WallTime, zone: TimeZone) => Instant,
): Interval {
  const acrossMidnight = msOfDay(window.to) <= msOfDay(window.from);
  const to = endOf(acrossMidnight ? addDays(date, 1) : date, window.to, zone);
  return { from: instantOf(date, window.from, zone), to };
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
