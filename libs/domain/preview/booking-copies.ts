// "Like yesterday", "like last week": what sounded on one day, wished for on another.
import type { Booking, BookedStart } from '../bookings/booking';
import { addDays } from '../calendar/calendar';
import { datesOf } from '../calendar/recurrence';
import type { SpecialDay } from '../calendar/special-days';
import type { LocalDate } from '../calendar/time';
import { canonicalJson } from '../canonical-json';

/** Which day is the pattern: the day before, or the same weekday of the week before. */
export const COPY_PATTERNS = ['yesterday', 'last-week'] as const;
/** One of `COPY_PATTERNS`. */
export type CopyPattern = (typeof COPY_PATTERNS)[number];

/** One booking of the pattern day, wished for once on the other day. */
export interface BookingCopy {
  readonly copyOf: string;
  readonly announcementId: string;
  readonly zoneIds: readonly string[];
  readonly start: BookedStart;
  readonly repeats: number;
  readonly lateLimitMs: number;
}

/** The day that is the pattern for that date. */
export function patternDay(like: CopyPattern, date: LocalDate): LocalDate {
  return addDays(date, like === 'yesterday' ? -1 : -7);
}

/**
 * What was due and approved on the pattern day, in the order of its bookings, without what an open booking already brings to `date`: the
 * same announcement in the same zones at the same time. Copying twice therefore adds nothing.
 */
export function copiesFor(
  bookings: readonly Booking[],
  like: CopyPattern,
  date: LocalDate,
  specialDays: readonly SpecialDay[],
): readonly BookingCopy[] {
  const isDue = ({ recurrence, cancelledDates }: Booking, day: LocalDate) =>
    datesOf(recurrence, { from: day, before: addDays(day, 1) }, cancelledDates, specialDays).length > 0;
  const there = bookings.filter(({ state }) => state === 'proposed' || state === 'approved');
  const known = new Set(there.filter((booking) => isDue(booking, date)).map(keyOf));
  return bookings
    .filter(({ state }) => state === 'approved' || state === 'finished')
    .filter((booking) => booking.start.kind !== 'soonest' && isDue(booking, patternDay(like, date)))
    .flatMap((booking) => {
      const key = keyOf(booking);
      if (known.has(key)) return [];
      known.add(key);
      const { id, announcementId, zoneIds, start, repeats, lateLimitMs } = booking;
      return { copyOf: id, announcementId, zoneIds, start, repeats, lateLimitMs };
    });
}

function keyOf({ announcementId, zoneIds, start, repeats }: Booking): string {
  return canonicalJson({ announcementId, zoneIds: [...zoneIds].sort(), start, repeats });
}
