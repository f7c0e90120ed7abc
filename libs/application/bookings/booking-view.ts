// A booking as people look at it: with what it would sound, what an approval must name, and its days as other calendars write them.
import { rfc5545Of, type Booking } from '#domain';
import { bookingDigest } from '../acting/as-approved';
import { viewOf, type AnnouncementView } from '../announcements/announcement-view';
import { warningsOf, type BookingWarning } from './booking-checks';
import type { StoreReads } from '../ports/stores';

/** A booking with its announcement and the digest that an approval must name. */
export interface BookingView extends Booking {
  readonly announcement: AnnouncementView;
  /** Null while a sound of the announcement is not ready. */
  readonly digest: string | null;
  readonly warnings: readonly BookingWarning[];
  /** The series as RFC 5545 text; a slot is told by its start. Null while its rule names no day, or its time is not known. */
  readonly rfc5545: string | null;
}

/** The booking with everything beside it, as `stores` know it now. */
export async function bookingView(stores: StoreReads, booking: Booking): Promise<BookingView> {
  const announcement = await viewOf(stores, (await stores.announcements.announcement(booking.announcementId))!);
  return {
    ...booking,
    announcement,
    digest: announcement.digest && bookingDigest(announcement.digest, booking),
    warnings: await warningsOf(stores, booking),
    rfc5545: await textOf(stores, booking),
  };
}

async function textOf(
  { places }: StoreReads,
  { communeId, start, recurrence, cancelledDates }: Booking,
): Promise<string | null> {
  const slot = start.kind === 'slot' ? await places.slot(start.slotId) : undefined;
  const at = start.kind === 'exact' ? start.at : slot?.from;
  if (at === undefined) return null;
  const { timeZone } = (await places.commune(communeId))!;
  return rfc5545Of({ recurrence, at, timeZone, cancelledDates, specialDays: await places.specialDays(communeId) });
}
