// The dates that people look at: weeks begin on Monday, and a series is told by the next days on which it sounds.
import { addDays, datesOf, weekdayOf, type LocalDate, type Recurrence, type SpecialDay } from '#domain';

/** How far ahead the next dates are looked for. */
const LOOK_AHEAD_DAYS = 400;

/** The Monday of that week. */
export function mondayOf(date: LocalDate): LocalDate {
  return addDays(date, 1 - weekdayOf(date));
}

/** The days from that one on. */
export function daysFrom(date: LocalDate, count: number): readonly LocalDate[] {
  return Array.from({ length: count }, (_, index) => addDays(date, index));
}

/** The next days of the rule from `today` on, at most so many; days of rest are passed over as the planner does. */
export function nextDates(
  recurrence: Recurrence,
  today: LocalDate,
  count: number,
  specialDays: readonly SpecialDay[] = [],
): readonly LocalDate[] {
  const window = { from: today, before: addDays(today, LOOK_AHEAD_DAYS) };
  return datesOf(recurrence, window, [], specialDays).slice(0, count);
}
