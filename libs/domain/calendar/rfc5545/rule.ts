// The RRULE line of RFC 5545: a rule of ours where there is one, with what has to be counted off from it.
import { addDays, daysBetween, instantOf, monthOf, monthsBetween, weekdayOf } from '../calendar';
import type { LocalDate, TimeZone, Weekday } from '../time';
import { momentOf, unsupported, type Moment } from './moment';
import { WEEKDAY_NAMES } from './write';
import type { Recurrence } from '../recurrence';

/** A series by a rule of the calendar. */
type RuledRecurrence = Extract<Recurrence, { readonly kind: 'daily' | 'weekdays' | 'weekly' | 'monthly' }>;

export interface Rule {
  /** The rule as if there were no INTERVAL and no COUNT. */
  readonly every: RuledRecurrence;
  /** 1: every day of it counts. */
  readonly interval: number;
  /** Whether a day of it is in one of the days, weeks or months that INTERVAL picks. */
  readonly picks: (date: LocalDate) => boolean;
  /** Null: to the last day. */
  readonly count: number | null;
}

/** Where a rule ends that only COUNT ends. */
export const LAST_DATE = '9999-12-31';

const KNOWN_PARTS = ['FREQ', 'INTERVAL', 'COUNT', 'UNTIL', 'BYDAY', 'BYMONTHDAY', 'WKST'];

/** Reads the value of an RRULE, in capitals. Throws Problem `recurrence-unsupported`. */
export function ruleFrom(value: string, start: Moment, timeZone: TimeZone): Rule {
  const parts = partsOf(value);
  const interval = positive(parts, 'INTERVAL') ?? 1;
  const count = positive(parts, 'COUNT') ?? null;
  const until = untilOf(parts, start, timeZone);
  if (count !== null && until !== undefined) throw unsupported('COUNT');
  if (count === null && until === undefined) throw unsupported('UNTIL');
  const span = { from: start.date, until: until ?? LAST_DATE };
  if (span.until < span.from) throw unsupported('UNTIL');
  const freq = parts.get('FREQ') ?? '';
  return {
    every: { ...daysIn(freq, parts, start.date), ...span },
    interval,
    count,
    picks: picker(freq, parts, start.date, interval),
  };
}

function partsOf(value: string): ReadonlyMap<string, string> {
  const parts = new Map<string, string>();
  for (const part of value.split(';')) {
    const [name = '', text] = part.split('=');
    if (!KNOWN_PARTS.includes(name) || text === undefined || parts.has(name)) throw unsupported(name);
    parts.set(name, text);
  }
  return parts;
}

function positive(parts: ReadonlyMap<string, string>, name: string): number | undefined {
  const text = parts.get(name);
  if (text === undefined) return undefined;
  if (!/^0*[1-9]\d{0,8}$/.test(text)) throw unsupported(name);
  return Number(text);
}

/** The last day on which the series may still sound. */
function untilOf(parts: ReadonlyMap<string, string>, start: Moment, timeZone: TimeZone): LocalDate | undefined {
  const text = parts.get('UNTIL');
  if (text === undefined) return undefined;
  const moment = momentOf(text, timeZone);
  if (!moment) throw unsupported('UNTIL');
  const { date, time } = moment;
  if (!time || !start.time) return date;
  return instantOf(date, start.time.at, timeZone) <= time.instant ? date : addDays(date, -1);
}

type Days =
  | { readonly kind: 'daily' | 'weekdays' }
  | { readonly kind: 'weekly'; readonly days: readonly Weekday[] }
  | { readonly kind: 'monthly'; readonly days: readonly number[] };

function daysIn(freq: string, parts: ReadonlyMap<string, string>, start: LocalDate): Days {
  const [byDay, byMonthDay] = [parts.get('BYDAY'), parts.get('BYMONTHDAY')];
  if (freq === 'MONTHLY') {
    if (byDay !== undefined) throw unsupported('BYDAY');
    return { kind: 'monthly', days: byMonthDay === undefined ? [Number(start.slice(8))] : monthDays(byMonthDay) };
  }
  if (freq !== 'DAILY' && freq !== 'WEEKLY') throw unsupported(`FREQ=${freq}`);
  if (byMonthDay !== undefined) throw unsupported('BYMONTHDAY');
  if (freq === 'DAILY' && byDay === undefined) return { kind: 'daily' };
  const days =
    byDay === undefined
      ? [weekdayOf(start)]
      : [...new Set(byDay.split(',').map((name) => weekday(name, 'BYDAY')))].sort();
  return days.join() === '1,2,3,4,5' ? { kind: 'weekdays' } : { kind: 'weekly', days };
}

function monthDays(text: string): readonly number[] {
  return text.split(',').map((each) => {
    if (!/^(-1|\+?0?[1-9]|\+?[12]\d|\+?3[01])$/.test(each)) throw unsupported('BYMONTHDAY');
    return Number(each);
  });
}

function weekday(name: string, part: string): Weekday {
  const day = (WEEKDAY_NAMES as readonly string[]).indexOf(name) + 1;
  if (day === 0) throw unsupported(part);
  return day as Weekday;
}

function picker(
  freq: string,
  parts: ReadonlyMap<string, string>,
  start: LocalDate,
  interval: number,
): (date: LocalDate) => boolean {
  const firstOfWeek = weekday(parts.get('WKST') ?? 'MO', 'WKST');
  const weekOf = (date: LocalDate) => addDays(date, -((weekdayOf(date) - firstOfWeek + 7) % 7));
  if (interval === 1) return () => true;
  if (freq === 'DAILY') return (date) => daysBetween(start, date) % interval === 0;
  if (freq === 'WEEKLY') return (date) => (daysBetween(weekOf(start), weekOf(date)) / 7) % interval === 0;
  return (date) => monthsBetween(monthOf(start), monthOf(date)) % interval === 0;
}
