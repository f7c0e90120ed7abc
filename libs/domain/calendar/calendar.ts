// The only place that turns wall time into instants and back. Everything else in the rules speaks of local dates, wall times or instants.
import {
  DAY_MS,
  HOUR_MS,
  MINUTE_MS,
  SECOND_MS,
  type Instant,
  type LocalDate,
  type TimeZone,
  type WallTime,
  type Weekday,
} from './time';

const LOCAL_DATE = /^\d{4}-\d{2}-\d{2}$/;
const WALL_TIME = /^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?$/;

/** Whether the text is a day that exists, as `YYYY-MM-DD`. */
export function isLocalDate(text: string): boolean {
  if (!LOCAL_DATE.test(text)) return false;
  const midnight = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(midnight) && dateText(midnight) === text;
}

/** Whether the text is a time of day, as `HH:MM` or `HH:MM:SS`. */
export function isWallTime(text: string): boolean {
  return WALL_TIME.test(text);
}

/** Whether the name is a zone of the IANA database that this machine knows. */
export function isTimeZone(name: string): boolean {
  try {
    formatterOf(name);
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** The day so many days later, or earlier when `days` is negative. */
export function addDays(date: LocalDate, days: number): LocalDate {
  return dateText(midnightUtc(date) + days * DAY_MS);
}

/** Days from one date to another; negative when `to` is earlier. */
export function daysBetween(from: LocalDate, to: LocalDate): number {
  return (midnightUtc(to) - midnightUtc(from)) / DAY_MS;
}

/** Monday 1 to Sunday 7. */
export function weekdayOf(date: LocalDate): Weekday {
  return (new Date(midnightUtc(date)).getUTCDay() || 7) as Weekday;
}

/** The month of a day, `YYYY-MM`. */
export function monthOf(date: LocalDate): string {
  return date.slice(0, 7);
}

/** The month so many months later. */
export function addMonths(month: string, months: number): string {
  const count = monthNumber(month) + months;
  return `${padded(Math.floor(count / 12), 4)}-${padded((count % 12) + 1, 2)}`;
}

/** Months from one to another; negative when `to` is earlier. */
export function monthsBetween(from: string, to: string): number {
  return monthNumber(to) - monthNumber(from);
}

/** That day of a month, -1 for its last one; undefined when the month has no such day. */
export function dayOfMonth(month: string, day: number): LocalDate | undefined {
  const date = (each: number): LocalDate => `${month}-${padded(each, 2)}`;
  return (day === -1 ? [31, 30, 29, 28] : [day]).map(date).find(isLocalDate);
}

/** Milliseconds since midnight that a clock on the wall would show. Throws RangeError for a text that is no wall time. */
export function msOfDay(time: WallTime): number {
  if (!isWallTime(time)) throw new RangeError(`no wall time: ${time}`);
  const [hours, minutes, seconds = 0] = time.split(':').map(Number) as [number, number, number?];
  return hours * HOUR_MS + minutes * MINUTE_MS + seconds * SECOND_MS;
}

/** The wall time with its seconds, `HH:MM:SS`, so that equal times are equal texts. */
export function fullWallTime(time: WallTime): WallTime {
  return timeText(msOfDay(time));
}

/**
 * When a clock on the wall of that zone shows the time on that day. A time that the clock skips (spring) is the first instant after
 * the gap; a time that it shows twice (autumn) is the earlier one.
 */
export function instantOf(date: LocalDate, time: WallTime, zone: TimeZone): Instant {
  const question = `${date} ${time} ${zone}`;
  const known = answers.get(question);
  if (known !== undefined) return known;
  const answer = workOutInstant(date, time, zone);
  if (answers.size >= MOST_ANSWERS) answers.clear();
  answers.set(question, answer);
  return answer;
}

// Every zone of a commune asks for the same slots on the same days, and a zone's rules do not change while the program runs.
const answers = new Map<string, Instant>();
const MOST_ANSWERS = 20_000;

function workOutInstant(date: LocalDate, time: WallTime, zone: TimeZone): Instant {
  const shown = midnightUtc(date) + msOfDay(time);
  const before = offsetMsAt(shown - DAY_MS, zone);
  const after = offsetMsAt(shown + DAY_MS, zone);
  if (before === after) return shown - before;
  const readings = [shown - before, shown - after].filter((instant) => instant + offsetMsAt(instant, zone) === shown);
  return readings.length > 0 ? Math.min(...readings) : offsetChange(shown - after, shown - before, zone);
}

/** The same, and of a time that the clock shows twice the later one. */
export function lastInstantOf(date: LocalDate, time: WallTime, zone: TimeZone): Instant {
  const first = instantOf(date, time, zone);
  const shown = first + offsetMsAt(first, zone);
  const again = shown - offsetMsAt(first + DAY_MS, zone);
  return again > first && again + offsetMsAt(again, zone) === shown ? again : first;
}

/** The day it is there. */
export function localDateOf(instant: Instant, zone: TimeZone): LocalDate {
  return dateText(instant + offsetMsAt(instant, zone));
}

/** What a clock on the wall there shows, `HH:MM:SS`. */
export function wallTimeOf(instant: Instant, zone: TimeZone): WallTime {
  return timeText(instant + offsetMsAt(instant, zone));
}

/** The first instant with another offset than `from` has; the offset changes once between the two. */
function offsetChange(from: Instant, to: Instant, zone: TimeZone): Instant {
  const offsetBefore = offsetMsAt(from, zone);
  let [before, after] = [from, to];
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (offsetMsAt(middle, zone) === offsetBefore) before = middle;
    else after = middle;
  }
  return after;
}

/** How far the wall clock there is ahead of UTC. */
function offsetMsAt(instant: Instant, zone: TimeZone): number {
  const quarter = Math.floor(instant / QUARTER_MS);
  let ofZone = offsets.get(zone);
  if (!ofZone || ofZone.size >= MOST_ANSWERS) offsets.set(zone, (ofZone = new Map<number, number>()));
  const known = ofZone.get(quarter);
  if (known !== undefined) return known;
  const offset = workOutOffset(instant, zone);
  // Clocks change at a quarter of an hour, but did not always do so.
  if (instant >= QUARTERS_SINCE) ofZone.set(quarter, offset);
  return offset;
}

// Planning asks for the same days over and over, and asking the formatter costs a hundred times more than remembering.
const offsets = new Map<TimeZone, Map<number, number>>();
const QUARTER_MS = 15 * MINUTE_MS;
const QUARTERS_SINCE = Date.UTC(2000, 0, 1);

function workOutOffset(instant: Instant, zone: TimeZone): number {
  const wholeSecond = Math.floor(instant / SECOND_MS) * SECOND_MS;
  const shown = formatterOf(zone).format(wholeSecond);
  return Date.parse(`${shown.replace(' ', 'T')}Z`) - wholeSecond;
}

// Making a formatter costs a thousand times more than using it.
const formatters = new Map<TimeZone, Intl.DateTimeFormat>();

function formatterOf(zone: TimeZone): Intl.DateTimeFormat {
  const known = formatters.get(zone);
  if (known) return known;
  // Swedish writes dates as ISO 8601 does.
  const formatter = new Intl.DateTimeFormat('sv-SE', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  formatters.set(zone, formatter);
  return formatter;
}

function midnightUtc(date: LocalDate): number {
  const known = midnights.get(date);
  if (known !== undefined) return known;
  if (!isLocalDate(date)) throw new RangeError(`no date: ${date}`);
  const midnight = Date.parse(`${date}T00:00:00Z`);
  if (midnights.size >= MOST_ANSWERS) midnights.clear();
  midnights.set(date, midnight);
  return midnight;
}

const midnights = new Map<LocalDate, number>();

/** Months since the beginning of the calendar. */
function monthNumber(month: string): number {
  return Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1;
}

function padded(count: number, digits: number): string {
  return String(count).padStart(digits, '0');
}

function dateText(ms: number): LocalDate {
  const day = Math.floor(ms / DAY_MS);
  const known = dateTexts.get(day);
  if (known !== undefined) return known;
  const text = new Date(ms).toISOString().slice(0, 10);
  if (dateTexts.size >= MOST_ANSWERS) dateTexts.clear();
  dateTexts.set(day, text);
  return text;
}

const dateTexts = new Map<number, LocalDate>();

function timeText(ms: number): WallTime {
  return new Date(ms).toISOString().slice(11, 19);
}
