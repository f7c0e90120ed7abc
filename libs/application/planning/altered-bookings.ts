// An approved booking that is not what was approved: it is silent, and whoever may approve or looks after the installation is told, once for each
// approval.
import { ToldRows, type Booking, type Instant } from '#domain';
import { caretakersOf, peopleWhoMay, tell } from '../acting/notices';
import type { Stores } from '../ports/stores';

/** Writes down which bookings are not what was approved, and tells people of those of which they do not know. */
export async function noteAltered(stores: Stores, bookings: readonly Booking[], now: Instant): Promise<void> {
  for (const booking of bookings) {
    if (await isKnown(stores, booking)) continue;
    const { id, communeId, announcementId, approvedDigest } = booking;
    const title = await approvedTitle(stores, booking);
    await stores.events.append({
      ...{ communeId, at: now, kind: 'booking.altered', actor: 'system', subjectId: id },
      details: { announcementId, digest: approvedDigest },
    });
    const place = { communeId, villageId: null };
    const told = [
      ...(await peopleWhoMay(stores, 'approval.refuse', place)),
      ...(await caretakersOf(stores, communeId)),
    ];
    await tell(stores, told, { communeId, kind: 'not-as-approved', subjectId: id, values: { title } }, now);
  }
}

/** As the log says: what stands in the row may be what somebody made of it. */
async function approvedTitle(stores: Stores, { id, communeId, announcementId }: Booking): Promise<string> {
  const rows = new ToldRows();
  for (const event of await stores.events.ofSubject(communeId, id)) rows.hear(event);
  const toldId = String(rows.told('booking', id)?.['announcementId'] ?? announcementId);
  for (const event of await stores.events.ofSubject(communeId, toldId)) rows.hear(event);
  const told = rows.told('announcement', toldId)?.['title'];
  return typeof told === 'string' ? told : ((await stores.announcements.announcement(announcementId))?.title ?? id);
}

async function isKnown({ events }: Stores, { id, communeId, approvedDigest }: Booking): Promise<boolean> {
  const happened = await events.ofSubject(communeId, id);
  return happened.some(({ kind, details }) => kind === 'booking.altered' && details.digest === approvedDigest);
}
