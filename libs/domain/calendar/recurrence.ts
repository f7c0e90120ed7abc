// On which days a booking sounds. The cost depends on the window asked for, never on how long ago the series began.
import { addDays, addMonths, dayOfMonth, daysBetween, monthOf, monthsBetween, weekdayOf } from './calendar';
import { restDatesOf, type SpecialDay } from './special-days';
import type { LocalDate, Weekday } from './time';

/** Days from `from` on and before `before`. */
export interface DateWindow {
  readonly from: LocalDate;
  readonly before: LocalDate;
}

/**
 * The days of the series that lie in the window, in order, without those that were cancelled and those on which series rest.
 * `specialDays` are those of the commune, in any order.
 */
export function datesOf(
  recurrence: Recurrence,
  window: DateWindow,
  cancelledDates: readonly LocalDate[] = [],
  specialDays: readonly SpecialDay[] = [],
): readonly LocalDate[] {
  const cancelled = new Set(cancelledDates);
  const rest = pausesOnRestDays(recurrence.kind) ? restDatesOf(specialDays) : new Set<LocalDate>();
  return [...daysOfRule(recurrence, window, specialDays)].filter((date) => !cancelled.has(date) && !rest.has(date));
}

/** The days in the window that the rule names, whether or not anything was taken out; in order, and worked out one by one. */
export function* daysOfRule(
  recurrence: Recurrence,
  window: DateWindow,
  specialDays: readonly SpecialDay[] = [],
): Iterable<LocalDate> {
  const first = later(firstDateOf(recurrence), window.from);
  const last = lastDateOf(recurrence);
  // Counted in days, because there is no day after the last one of the calendar.
  const count = Math.min(daysBetween(first, last) + 1, daysBetween(first, window.before));
  if (count <= 0) return;
  switch (recurrence.kind) {
    case 'once':
      yield recurrence.date;
      return;
    case 'daily':
      return yield* daysOfWeek([1, 2, 3, 4, 5, 6, 7], first, count);
    case 'weekdays':
      return yield* daysOfWeek([1, 2, 3, 4, 5], first, count);
    case 'weekly':
      return yield* daysOfWeek(recurrence.days, first, count);
    case 'monthly':
      return yield* daysOfMonths(recurrence.days, first, addDays(first, count - 1));
    case 'dates':
      return yield* within(recurrence.dates, first, count);
    case 'special':
      return yield* within(datesNamed(recurrence.name, specialDays), first, count);
    default:
      // What cannot be read is no series without days: nobody may take it for one that is over.
      throw new Error(`no series is ${JSON.stringify(recurrence)}`);
  }
}

/** The day on which the series may begin. */
export function firstDateOf(recurrence: Recurrence): LocalDate {
  if (recurrence.kind === 'once') return recurrence.date;
  return recurrence.kind === 'dates' ? recurrence.dates[0]! : recurrence.from;
}

/** The day after which nothing follows. */
export function lastDateOf(recurrence: Recurrence): LocalDate {
  if (recurrence.kind === 'once') return recurrence.date;
  return recurrence.kind === 'dates' ? recurrence.dates.at(-1)! : recurrence.until;
}

/** Whether the rule can name a day at all; the special days of a name may still be entered. */
export function namesAnyDay(recurrence: Recurrence): boolean {
  if (recurrence.kind === 'special') return recurrence.from <= recurrence.until;
  if (recurrence.kind === 'once') return true;
  if (recurrence.kind === 'dates') return recurrence.dates.length > 0;
  for (const _ of daysOfRule(recurrence, { from: recurrence.from, before: '9999-12-31' })) return true;
  return false;
}

/** The same days written down in the one way that we keep: lists sorted, nothing twice. */
export function tidy(recurrence: Recurrence): Recurrence {
  switch (recurrence.kind) {
    case 'weekly':
      return { ...recurrence, days: ordered(recurrence.days) };
    case 'monthly':
      return { ...recurrence, days: ordered(recurrence.days) };
    case 'dates':
      return { ...recurrence, dates: [...new Set(recurrence.dates)].sort() };
    default:
      return recurrence;
  }
}

/** What is left of the series from that day on, or undefined when nothing is. */
export function partFrom(recurrence: Recurrence, date: LocalDate): Recurrence | undefined {
  if (date > lastDateOf(recurrence)) return undefined;
  if (date <= firstDateOf(recurrence) || recurrence.kind === 'once') return recurrence;
  if (recurrence.kind !== 'dates') return { ...recurrence, from: date };
  return { ...recurrence, dates: recurrence.dates.filter((each) => each >= date) };
}

/** What the series was before that day, or undefined when it had not begun. */
export function partBefore(recurrence: Recurrence, date: LocalDate): Recurrence | undefined {
  if (date <= firstDateOf(recurrence)) return undefined;
  if (date > lastDateOf(recurrence) || recurrence.kind === 'once') return recurrence;
  if (recurrence.kind !== 'dates') return { ...recurrence, until: addDays(date, -1) };
  return { ...recurrence, dates: recurrence.dates.filter((each) => each < date) };
}

function* daysOfWeek(weekdays: readonly Weekday[], first: LocalDate, count: number): Iterable<LocalDate> {
  const begin = weekdayOf(first);
  for (let day = 0; day < count; day++) {
    if (weekdays.includes((((begin - 1 + day) % 7) + 1) as Weekday)) yield addDays(first, day);
  }
}

function* daysOfMonths(days: readonly number[], first: LocalDate, last: LocalDate): Iterable<LocalDate> {
  const count = monthsBetween(monthOf(first), monthOf(last)) + 1;
  for (let months = 0; months < count; months++) {
    const month = addMonths(monthOf(first), months);
    const dates = new Set(days.flatMap((day) => dayOfMonth(month, day) ?? []));
    yield* [...dates].sort().filter((date) => first <= date && date <= last);
  }
}

function within(dates: readonly LocalDate[], first: LocalDate, count: number): readonly LocalDate[] {
  const last = addDays(first, count - 1);
  return dates.filter((date) => first <= date && date <= last);
}

function datesNamed(name: string, days: readonly SpecialDay[]): readonly LocalDate[] {
  return [...new Set(days.filter((day) => day.name === name).map(({ date }) => date))].sort();
}

function ordered<T extends number>(days: readonly T[]): readonly T[] {
  return [...new Set(days)].sort((a, b) => a - b);
}

// Dates of this form sort as text.
function later(a: LocalDate, b: LocalDate): LocalDate {
  return a > b ? a : b;
}

/** The span of a series. `until` is the last day, inclusive. */
interface SeriesSpan {
  readonly from: LocalDate;
  readonly until: LocalDate;
}

/** On which days. */
export type Recurrence =
  | { readonly kind: 'once'; readonly date: LocalDate }
  | ({ readonly kind: 'daily' } & SeriesSpan)
  | ({ readonly kind: 'weekdays' } & SeriesSpan)
  | ({ readonly kind: 'weekly'; readonly days: readonly Weekday[] } & SeriesSpan)
  /** Days of the month, 1 to 31, and -1 for its last. A month without such a day is passed over, as RFC 5545 has it. */
  | ({ readonly kind: 'monthly'; readonly days: readonly number[] } & SeriesSpan)
  /** Days that follow no rule of this calendar, such as those of the moon. Sorted, distinct, at most `MAX_DATES`. */
  | { readonly kind: 'dates'; readonly dates: readonly LocalDate[] }
  /** Every special day of the commune that has this name. */
  | ({ readonly kind: 'special'; readonly name: string } & SeriesSpan);

/** Most days of one list. */
export const MAX_DATES = 366;

/** Whether a rule of that kind goes by the calendar alone, and therefore pauses on days of rest. */
export function pausesOnRestDays(kind: Recurrence['kind']): boolean {
  return kind === 'daily' || kind === 'weekdays' || kind === 'weekly' || kind === 'monthly';
}
