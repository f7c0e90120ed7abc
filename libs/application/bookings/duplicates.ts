// Asking before the same thing is done a second time: an identical booking, the same recording in the same village. Whoever means it says so.
import { duplicatesOf, Problem, SAME_NOTICE_WITHIN_MS, type Booking, type Instant } from '#domain';
import type { StoreReads } from '../ports/stores';

/** What a request says when the same thing is meant a second time. */
export interface MeantTwice {
  readonly duplicateOk?: boolean | undefined;
}

/** Throws Problem `booking-duplicate` where the same is booked already, unless it is meant, or the one that stands gives way. */
export async function refuseDuplicate(
  stores: StoreReads,
  booking: Booking,
  { duplicateOk, replaces = [] }: MeantTwice & { readonly replaces?: readonly string[] },
): Promise<void> {
  if (duplicateOk) return;
  const others = await stores.bookings.ofAnnouncement(booking.announcementId);
  const [same] = duplicatesOf(booking, others, booking.createdAt).filter(({ id }) => !replaces.includes(id));
  if (same) throw new Problem('booking-duplicate', await toldOf(stores, same));
}

/** Throws Problem `village-notice-duplicate` where the village aired this recording a moment ago, or is about to, unless it is meant. */
export async function refuseSameNotice(
  stores: StoreReads,
  {
    communeId,
    villageId,
    recordingId,
  }: { readonly communeId: string; readonly villageId: string; readonly recordingId: string },
  { duplicateOk }: MeantTwice,
  now: Instant,
): Promise<void> {
  if (duplicateOk) return;
  const zones = await stores.places.zones(communeId);
  const own = new Set(zones.filter((zone) => zone.villageId === villageId).map(({ id }) => id));
  const recent = (await stores.bookings.open(communeId)).filter(
    ({ purpose, createdAt, zoneIds }) =>
      purpose === 'village_notice' && createdAt > now - SAME_NOTICE_WITHIN_MS && zoneIds.some((id) => own.has(id)),
  );
  const said = await stores.announcements.byIds(recent.map(({ announcementId }) => announcementId));
  const same = recent.find(({ announcementId }) =>
    said.some(({ id, versions }) => id === announcementId && versions.some((each) => each.recordingId === recordingId)),
  );
  if (same) throw new Problem('village-notice-duplicate', await toldOf(stores, same));
}

/** Which it is, whose, and since when. */
async function toldOf({ announcements, people, places }: StoreReads, booking: Booking) {
  const { id: bookingId, communeId, announcementId, createdBy, createdAt: bookedAt } = booking;
  const { title } = (await announcements.announcement(announcementId))!;
  const bookedBy = (await people.person(createdBy))?.name;
  const { timeZone } = (await places.commune(communeId))!;
  return { bookingId, title, bookedBy, bookedAt, timeZone };
}
