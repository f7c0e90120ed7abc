// On which days a booking sounds. The cost depends on the window asked for, never on how long ago the series began.
import type { Recurrence, Weekday } from './booking';
import { addDays, weekdayOf } from './calendar';
import type { LocalDate } from './time';

/** Days from `from` on and before `before`. */
export interface DateWindow {
  readonly from: LocalDate;
  readonly before: LocalDate;
}

/** The days of the series that lie in the window, in order, without those that were cancelled. */
export function datesOf(
  recurrence: Recurrence,
  window: DateWindow,
  cancelledDates: readonly LocalDate[] = [],
): readonly LocalDate[] {
  const first = later(firstDateOf(recurrence), window.from);
  const last = lastDateOf(recurrence);
  const weekdays = weekdaysOf(recurrence);
  const dates: LocalDate[] = [];
  for (let date = first; date <= last && date < window.before; date = addDays(date, 1)) {
    if (weekdays.includes(weekdayOf(date)) && !cancelledDates.includes(date)) dates.push(date);
  }
  return dates;
}

/** The day on which the series may begin. */
export function firstDateOf(recurrence: Recurrence): LocalDate {
  return recurrence.kind === 'once' ? recurrence.date : recurrence.from;
}

/** The day after which nothing follows. */
export function lastDateOf(recurrence: Recurrence): LocalDate {
  return recurrence.kind === 'once' ? recurrence.date : recurrence.until;
}

const EVERY_DAY: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 7];
const MONDAY_TO_FRIDAY: readonly Weekday[] = [1, 2, 3, 4, 5];

function weekdaysOf(recurrence: Recurrence): readonly Weekday[] {
  switch (recurrence.kind) {
    case 'once':
    case 'daily':
      return EVERY_DAY;
    case 'weekdays':
      return MONDAY_TO_FRIDAY;
    case 'weekly':
      return recurrence.days;
  }
}

// Dates of this form sort as text.
function later(a: LocalDate, b: LocalDate): LocalDate {
  return a > b ? a : b;
}
