// A series as RFC 5545 text (DTSTART, RRULE, RDATE, EXDATE), so that other calendars can read it.
import { addDays, fullWallTime, instantOf } from '../calendar';
import { datesOf, daysOfRule, firstDateOf, lastDateOf, type Recurrence, pausesOnRestDays } from '../recurrence';
import { restDatesOf, type SpecialDay } from '../special-days';
import { SECOND_MS, type LocalDate, type TimeZone, type WallTime, type Weekday } from '../time';

/** What of a booking the text tells. */
interface Series {
  readonly recurrence: Recurrence;
  /** The exact start, or that of the slot. */
  readonly at: WallTime;
  readonly timeZone: TimeZone;
  readonly cancelledDates: readonly LocalDate[];
  /** Those of the commune; a day on which the series rests is written as an exception. */
  readonly specialDays?: readonly SpecialDay[];
}

/** Days of the week as RFC 5545 names them, Monday first. */
export const WEEKDAY_NAMES = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;

/** Octets of a line before it is folded. Everything that we write is ASCII. */
const LINE_LENGTH = 75;

/** UNTIL has four digits for the year. */
const LAST_INSTANT = Date.UTC(9999, 11, 31, 23, 59, 59);

/**
 * The lines of the series, each ended by CRLF, or null when its rule names no day. DTSTART is the first day that the rule names, also when
 * that day was taken out. Days of a list, and special days as far as they are known, are written as RDATE. Where the clock skips the time
 * of day, others leave that day out, and we sound as soon as the clock has gone on.
 */
export function rfc5545Of(series: Series): string | null {
  const { recurrence, timeZone } = series;
  const [first, ...others] = listedDays(series);
  if (first === undefined) return null;
  const rule = ruleOf(recurrence, timeZone);
  const lines = [
    property('DTSTART', [first], series),
    ...(rule === null ? [] : [`RRULE:${rule}`]),
    ...(others.length > 0 ? [property('RDATE', others, series)] : []),
    ...exceptionsOf(series),
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join('');
}

/** The days that the text names one by one: every day of a list, only the first of a rule. */
function listedDays({ recurrence, specialDays = [] }: Series): readonly LocalDate[] {
  const window = { from: firstDateOf(recurrence), before: dayAfter(lastDateOf(recurrence)) };
  const days: LocalDate[] = [];
  for (const day of daysOfRule(recurrence, window, specialDays)) {
    days.push(day);
    if (ruleOf(recurrence, 'UTC') !== null) break;
  }
  return days;
}

/** The RRULE, or null for what is a list. */
function ruleOf(recurrence: Recurrence, timeZone: TimeZone): string | null {
  switch (recurrence.kind) {
    case 'once':
    case 'dates':
    case 'special':
      return null;
    case 'daily':
      return `FREQ=DAILY;${untilOf(recurrence.until, timeZone)}`;
    case 'weekdays':
      return `FREQ=WEEKLY;BYDAY=${namesOf([1, 2, 3, 4, 5])};${untilOf(recurrence.until, timeZone)}`;
    case 'weekly':
      return `FREQ=WEEKLY;BYDAY=${namesOf(recurrence.days)};${untilOf(recurrence.until, timeZone)}`;
    case 'monthly':
      return `FREQ=MONTHLY;BYMONTHDAY=${recurrence.days.join(',')};${untilOf(recurrence.until, timeZone)}`;
  }
}

/** The last second of the last day, in UTC, as RFC 5545 asks where DTSTART names a zone. */
function untilOf(until: LocalDate, timeZone: TimeZone): string {
  const instant = Math.min(instantOf(until, '23:59:59', timeZone), LAST_INSTANT);
  return `UNTIL=${basic(new Date(instant - (instant % SECOND_MS)).toISOString().slice(0, 19))}Z`;
}

/** Days taken out, and those on which the series rests. */
function exceptionsOf(series: Series): readonly string[] {
  const { recurrence, cancelledDates, specialDays = [] } = series;
  const rest = pausesOnRestDays(recurrence.kind) ? [...restDatesOf(specialDays)] : [];
  const resting = rest.filter((date) => datesOf(recurrence, { from: date, before: dayAfter(date) }).length > 0);
  const days = [...new Set([...cancelledDates, ...resting])].sort();
  return days.length > 0 ? [property('EXDATE', days, series)] : [];
}

function property(name: string, dates: readonly LocalDate[], { at, timeZone }: Series): string {
  return `${name};TZID=${timeZone}:${dates.map((date) => basic(`${date}T${fullWallTime(at)}`)).join(',')}`;
}

function namesOf(days: readonly Weekday[]): string {
  return days.map((day) => WEEKDAY_NAMES[day - 1]).join(',');
}

/** `2026-11-23T17:00:00` as `20261123T170000`. */
function basic(text: string): string {
  return text.replace(/[-:]/g, '');
}

function folded(line: string): string {
  const rest = line.slice(LINE_LENGTH).match(new RegExp(`.{1,${LINE_LENGTH - 1}}`, 'g')) ?? [];
  return [line.slice(0, LINE_LENGTH), ...rest].join('\r\n ');
}

/** There is no day after the last one of the calendar. */
function dayAfter(date: LocalDate): LocalDate {
  return date === '9999-12-31' ? date : addDays(date, 1);
}
