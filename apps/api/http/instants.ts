// Time in requests and answers: every instant goes out as RFC 3339 in UTC with milliseconds, every rule as wall time. Inside it is a number.
import { z } from 'zod';

/** An instant on its way out. */
export const instant = z
  .number()
  .transform((ms) => new Date(ms).toISOString())
  .pipe(z.string().meta({ format: 'date-time', example: '2026-11-21T10:00:00.000Z' }));

/**
 * The years 2000 to 2199: no broadcast lies in any other, and calendars and their time zones are odd there. What comes in is held to it here and
 * nowhere else; what was kept before goes out as it is.
 */
const YEARS = /^2[01]\d\d-/;

/** A day of the place, on its way out. */
export const localDate = z.iso.date().meta({ example: '2026-11-23' });

/** A day of the place, on its way in. */
export const localDateIn = z.iso.date().regex(YEARS).meta({ example: '2026-11-23' });

/** A time of day of the place, on its way in or out. */
export const wallTime = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?$/)
  .meta({ example: '06:30' });

/** An instant on its way in. */
export const instantIn = z.iso
  .datetime({ offset: true })
  .regex(YEARS)
  .transform((text) => Date.parse(text))
  .meta({ example: '2026-11-21T17:00:00+07:00' });

const INSTANT_NAME = /(At|^at|^until|^earliest|^from|^to)$/;
/** Numbers below this are durations or counts, never instants of this century. */
const LEAST_INSTANT = Date.UTC(2000, 0, 1);

/**
 * The same value with its instants as text. For values whose shape is open (details of an event, values of a problem): there an
 * instant is known by its name, which ends in `At` or is one of the few that our types use.
 */
export function withInstantTexts(value: unknown, name = ''): unknown {
  if (typeof value === 'number' && value >= LEAST_INSTANT && INSTANT_NAME.test(name))
    return new Date(value).toISOString();
  if (Array.isArray(value)) return value.map((each) => withInstantTexts(each, name));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, withInstantTexts(each, key)]));
}

/** An open value on its way out. */
export const openValues = z
  .record(z.string(), z.unknown())
  .transform((values) => withInstantTexts(values) as Record<string, unknown>)
  .pipe(z.record(z.string(), z.unknown()));
