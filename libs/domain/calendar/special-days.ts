// Days of a commune that are not like others: Tết, the first of the lunar month, a day of mourning. They add silence, let series pause, and
// can be booked by their name.
import { widestWindowOn, type DailyWindow, type QuietStretch } from './daily-window';
import type { LocalDate, TimeZone } from './time';

/** One special day. Several may fall on one date, and one name on many. */
export interface SpecialDay {
  readonly id: string;
  readonly communeId: string;
  readonly date: LocalDate;
  readonly name: string;
  /** Silence that begins on that day, on top of the usual quiet hours: a special day never loosens. */
  readonly quietHours: readonly DailyWindow[];
  /** Series that follow the calendar pause on that day; what was booked for the very day sounds. */
  readonly seriesRest: boolean;
}

/** The silence that special days add, in no order. */
export function silenceOfSpecialDays(days: readonly SpecialDay[], zone: TimeZone): readonly QuietStretch[] {
  return days.flatMap(({ date, quietHours }) =>
    quietHours.map((window) => ({ ...widestWindowOn(window, date, zone), window })),
  );
}

/** The days on which series pause. */
export function restDatesOf(days: readonly SpecialDay[]): ReadonlySet<LocalDate> {
  return new Set(days.filter(({ seriesRest }) => seriesRest).map(({ date }) => date));
}
