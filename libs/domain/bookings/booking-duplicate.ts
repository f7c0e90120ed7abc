// Whether somebody asks for what is booked already: a second press, a second person, a form that was opened again because its answer was lost.
import type { Booking } from './booking';
import { fullWallTime } from '../calendar/calendar';
import { MINUTE_MS, type Instant } from '../calendar/time';
import { canonicalJson } from '../canonical-json';

/** What makes two bookings one wish. */
type BookedWish = Pick<Booking, 'announcementId' | 'zoneIds' | 'start' | 'recurrence' | 'repeats'>;

/** A village that airs the same recording again so soon is asked whether it means to. */
export const SAME_NOTICE_WITHIN_MS = 30 * MINUTE_MS;

/** The bookings that are open, still to come, and bring the same announcement as often, at the same time and days, to one of the same zones. */
export function duplicatesOf(wish: BookedWish, bookings: readonly Booking[], now: Instant): readonly Booking[] {
  const when = whenOf(wish);
  return bookings.filter(
    (booking) =>
      (booking.state === 'proposed' || booking.state === 'approved') &&
      booking.announcementId === wish.announcementId &&
      booking.zoneIds.some((id) => wish.zoneIds.includes(id)) &&
      whenOf(booking) === when &&
      (booking.soonestAt === null || booking.soonestAt > now),
  );
}

function whenOf({ start, recurrence, repeats }: BookedWish): string {
  const at = start.kind === 'exact' ? { kind: start.kind, at: fullWallTime(start.at) } : start;
  return canonicalJson({ start: at, recurrence, repeats });
}
