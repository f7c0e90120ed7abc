// RFC 5545 text read into a series of ours. What we could not keep to the day is refused by name, never bent.
import { daysOfRule, tidy, type Recurrence, MAX_DATES } from '../recurrence';
import type { LocalDate, TimeZone, WallTime } from '../time';
import { momentOf, unsupported, type Moment } from './moment';
import { LAST_DATE, ruleFrom, type Rule } from './rule';

/** What the text says. */
interface ReadSeries {
  readonly recurrence: Recurrence;
  /** The time of DTSTART; null where it is a day alone. */
  readonly at: WallTime | null;
  readonly cancelledDates: readonly LocalDate[];
}

/** A line of the text: `NAME;PARAMETERS:VALUE`. */
interface Line {
  readonly name: string;
  readonly parameters: string;
  readonly value: string;
}

/** Longest text that is read, in characters: room for a list of a whole year and as many exceptions. */
export const MAX_RFC5545_LENGTH = 20_000;

/** Most days that are counted off to find what COUNT or INTERVAL mean. */
const MAX_DAYS_COUNTED = 10_000;

const PROPERTIES = ['DTSTART', 'RRULE', 'RDATE', 'EXDATE'];

/**
 * Reads DTSTART, RRULE, RDATE and EXDATE as times of that zone. Kept as a rule: DAILY, WEEKLY with BYDAY, MONTHLY with BYMONTHDAY 1..31 or
 * -1. COUNT becomes the last day that it reaches. INTERVAL above 1 and RDATE beside a rule become a list, if it has at most `MAX_DATES`
 * days. Throws Problem `recurrence-unsupported` with the `part` that we cannot hold: any other property or part, another zone or time
 * of day than that of DTSTART, a rule without end (`UNTIL`), a DTSTART that is no day of its own rule, a text that is too long.
 */
export function recurrenceFromRfc5545(text: string, timeZone: TimeZone): ReadSeries {
  if (text.length > MAX_RFC5545_LENGTH) throw unsupported('TEXT');
  const lines = linesOf(text);
  const start = startOf(lines, timeZone);
  const datesIn = (name: string) =>
    lines.filter((line) => line.name === name).flatMap((line) => datesAt(line, start, timeZone));
  const [line, second] = lines.filter(({ name }) => name === 'RRULE');
  if (second) throw unsupported('RRULE');
  const others = datesIn('RDATE');
  return {
    recurrence: line
      ? ruled(ruleFrom(line.value, start, timeZone), start.date, others)
      : listed([start.date, ...others], 'RDATE'),
    at: start.time?.at ?? null,
    cancelledDates: [...new Set(datesIn('EXDATE'))].sort(),
  };
}

function linesOf(text: string): readonly Line[] {
  const unfolded = text.replace(/\r?\n[ \t]/g, '').toUpperCase();
  const lines = unfolded.split(/\r?\n/).filter((line) => line !== '');
  return lines.map((line) => {
    const [head = '', value] = line.split(':');
    const [name = '', ...parameters] = head.split(';');
    if (value === undefined || !PROPERTIES.includes(name)) throw unsupported(name);
    return { name, parameters: parameters.join(';'), value };
  });
}

function startOf(lines: readonly Line[], timeZone: TimeZone): Moment {
  const [line, second] = lines.filter(({ name }) => name === 'DTSTART');
  // A series in UTC would move against the clock on the wall with every change of summer time.
  if (!line || second || line.value.endsWith('Z')) throw unsupported('DTSTART');
  const [start, ...others] = momentsOf(line, timeZone);
  if (!start || others.length > 0) throw unsupported('DTSTART');
  return start;
}

/** The days of a list; each has the time of DTSTART, or none as DTSTART has none. */
function datesAt(line: Line, start: Moment, timeZone: TimeZone): readonly LocalDate[] {
  return momentsOf(line, timeZone).map(({ date, time }) => {
    if (time?.at !== start.time?.at) throw unsupported(line.name);
    return date;
  });
}

function momentsOf({ name, parameters, value }: Line, timeZone: TimeZone): readonly Moment[] {
  const known = ['', 'VALUE=DATE', 'VALUE=DATE-TIME', `TZID=${timeZone.toUpperCase()}`];
  if (!known.includes(parameters)) throw unsupported(parameters);
  return value.split(',').map((each) => {
    const moment = momentOf(each, timeZone);
    if (!moment || (parameters === 'VALUE=DATE') !== (moment.time === null)) throw unsupported(name);
    return moment;
  });
}

function ruled(rule: Rule, start: LocalDate, others: readonly LocalDate[]): Recurrence {
  const { every, interval, count } = rule;
  const [first] = counted(rule, 1);
  // RFC 5545 leaves open what such a series means.
  if (first !== start) throw unsupported('DTSTART');
  if (interval > 1) return listed([...counted(rule, count ?? MAX_DATES + 1), ...others], 'INTERVAL');
  if (others.length > 0) return listed([...counted(rule, count ?? MAX_DATES + 1), ...others], 'RDATE');
  return tidy(count === null ? every : { ...every, until: counted(rule, count).at(-1)! });
}

/** The first days of the rule, so many of them. */
function counted({ every, picks, interval }: Rule, count: number): readonly LocalDate[] {
  const days: LocalDate[] = [];
  let looked = 0;
  for (const date of daysOfRule(every, { from: every.from, before: LAST_DATE })) {
    if (picks(date)) days.push(date);
    if (days.length === count) break;
    looked += 1;
    if (looked === MAX_DAYS_COUNTED) throw unsupported(interval > 1 ? 'INTERVAL' : 'COUNT');
  }
  return days;
}

function listed(dates: readonly LocalDate[], part: string): Recurrence {
  const distinct = [...new Set(dates)].sort();
  if (distinct.length > MAX_DATES) throw unsupported(part);
  return distinct.length === 1 ? { kind: 'once', date: distinct[0]! } : { kind: 'dates', dates: distinct };
}
