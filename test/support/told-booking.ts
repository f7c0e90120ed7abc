// A booking that a test puts in by hand together with what its acts would have said in the log: without that it was booked by nobody, and is silent.
import type { Stores } from '#application';
import type { Booking } from '#domain';

/** Inserts a proposal or an approved booking. */
export async function insertTold(
  { bookings, events }: Pick<Stores, 'bookings' | 'events'>,
  booking: Booking,
): Promise<void> {
  await bookings.insert(booking);
  const { id: subjectId, communeId, announcementId, createdBy, createdAt, soonestAt } = booking;
  const { start, recurrence, cancelledDates, zoneIds, repeats, lateLimitMs, lateReason } = booking;
  const { purpose, precedence, afterInterruption, state, approvedBy, approvedAt, approvedDigest } = booking;
  const wish = { start, recurrence, cancelledDates, zoneIds, repeats, lateLimitMs, lateReason };
  const asked = { ...wish, purpose, precedence, afterInterruption };
  await events.append({
    ...{ communeId, at: createdAt, kind: 'booking.proposed', actor: createdBy, subjectId },
    details: { announcementId, asked },
  });
  if (state !== 'approved') return;
  await events.append({
    ...{ communeId, at: approvedAt!, kind: 'booking.approved', actor: approvedBy!, subjectId },
    details: { announcementId, digest: approvedDigest!, onBehalfOf: null, warnings: [], lateReason, soonestAt },
  });
}
