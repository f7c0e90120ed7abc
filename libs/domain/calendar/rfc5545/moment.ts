// Dates and times as RFC 5545 writes them, read as what a clock on the wall of the place shows.
import { instantOf, isLocalDate, isWallTime, localDateOf, wallTimeOf } from '../calendar';
import { Problem } from '../../problem';
import type { Instant, LocalDate, TimeZone, WallTime } from '../time';

/** A day alone has no time. */
export interface Moment {
  readonly date: LocalDate;
  readonly time: { readonly at: WallTime; readonly instant: Instant } | null;
}

/** Nothing was ever broadcast before; the clocks of that time were odd. */
const FIRST_DATE = '1970-01-01';

/** The moment that the text tells, such as `20261123`, `20261123T170000` or, in UTC, `20261123T100000Z`; undefined when it tells none. */
export function momentOf(text: string, timeZone: TimeZone): Moment | undefined {
  const found = /^(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)(Z?))?$/.exec(text);
  if (!found) return undefined;
  const [, year, month, day, hour, minute, second, utc] = found;
  const date = `${year}-${month}-${day}`;
  if (!isLocalDate(date) || date < FIRST_DATE) return undefined;
  if (hour === undefined) return { date, time: null };
  const at = `${hour}:${minute}:${second}`;
  if (!isWallTime(at)) return undefined;
  if (utc === '') return { date, time: { at, instant: instantOf(date, at, timeZone) } };
  const instant = Date.parse(`${date}T${at}Z`);
  return { date: localDateOf(instant, timeZone), time: { at: wallTimeOf(instant, timeZone), instant } };
}

/** The refusal that names what we could not keep. */
export function unsupported(part: string): Problem {
  return new Problem('recurrence-unsupported', { part: part.slice(0, 40) });
}
