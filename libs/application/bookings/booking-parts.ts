// A new booking made from its fields: from what a person asks for at the desk, or as a proposal that follows from something that happened on
// air (a correction, a resending).
import { DEFAULT_LATE_LIMIT_MS, type Booking, type BookingAsked, type BookingWish, type Instant } from '#domain';
import { newId } from '../acting/new-id';

/** What must be given for a booking; every other field has a default. */
type BookingParts = Pick<
  Booking,
  'communeId' | 'announcementId' | 'controllerIds' | 'zoneIds' | 'start' | 'recurrence' | 'purpose' | 'createdBy'
> &
  Partial<Booking>;

/** A new proposal of these parts. */
export function bookingOf(parts: BookingParts, now: Instant): Booking {
  return {
    repeats: 1,
    lateLimitMs: DEFAULT_LATE_LIMIT_MS,
    lateReason: null,
    cancelledDates: [],
    precedence: 0,
    afterInterruption: 'restart',
    soonestAt: null,
    state: 'proposed',
    amendedBy: [],
    approvedBy: null,
    approvedAt: null,
    approvedDigest: null,
    revision: 1,
    ...parts,
    id: newId(now),
    createdAt: now,
  };
}

/** What of a booking a person can change. */
export function wishIn(booking: Booking): BookingWish {
  const { start, recurrence, cancelledDates, zoneIds, controllerIds, repeats, lateLimitMs, lateReason } = booking;
  return { start, recurrence, cancelledDates, zoneIds, controllerIds, repeats, lateLimitMs, lateReason };
}

/** Everything that was asked for, as the event of it says. */
export function askedIn(booking: Booking): BookingAsked {
  const { controllerIds: _, ...wish } = wishIn(booking);
  const { purpose, precedence, afterInterruption } = booking;
  return { ...wish, purpose, precedence, afterInterruption };
}
