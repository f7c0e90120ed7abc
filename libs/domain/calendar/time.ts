// Time as the rules see it: instants are epoch milliseconds in UTC, rules are wall time in an IANA zone. Nothing here asks what time it is.

/** Milliseconds since 1970-01-01T00:00:00Z. */
export type Instant = number;

/** A calendar day of a place, `YYYY-MM-DD`. */
export type LocalDate = string;

/** A time of day of a place, `HH:MM` or `HH:MM:SS`, 24 hours. */
export type WallTime = string;

/** An IANA zone name such as `Asia/Ho_Chi_Minh`. */
export type TimeZone = string;

/** Half-open: `from` belongs to it, `to` does not. */
export interface Interval {
  readonly from: Instant;
  readonly to: Instant;
}

export const SECOND_MS = 1_000;
export const MINUTE_MS = 60_000;
export const HOUR_MS = 3_600_000;
export const DAY_MS = 86_400_000;

/** True when the two half-open intervals share an instant. */
export function overlaps(a: Interval, b: Interval): boolean {
  return a.from < b.to && b.from < a.to;
}

/** Days of the week, Monday 1 to Sunday 7 (ISO 8601). */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;
