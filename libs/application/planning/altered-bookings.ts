// A booking that is not what was asked for and approved: it is silent, and whoever may approve or looks after the installation is told, once for
// each that it was changed to.
import { ToldRows, type Instant } from '#domain';
import { caretakersOf, peopleWhoMay, tell } from '../acting/notices';
import type { Stores } from '../ports/stores';
import type { AlteredBooking } from './plan-sources';

/** Writes down which bookings are not what was approved, and tells people of those of which they do not know. */
export async function noteAltered(stores: Stores, bookings: readonly AlteredBooking[], now: Instant): Promise<void> {
  for (const booking of bookings) {
    if (await isKnown(stores, booking)) continue;
    const { id, communeId, announcementId, digest, keptSha256 } = booking;
    const title = await approvedTitle(stores, booking);
    await stores.events.append({
      ...{ communeId, at: now, kind: 'booking.altered', actor: 'system', subjectId: id },
      details: { announcementId, digest, keptSha256 },
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
async function approvedTitle(stores: Stores, { id, communeId, announcementId }: AlteredBooking): Promise<string> {
  const rows = new ToldRows();
  for (const event of await stores.events.ofSubject(communeId, id)) rows.hear(event);
  const toldId = String(rows.told('booking', id)?.['announcementId'] ?? announcementId);
  for (const event of await stores.events.ofSubject(communeId, toldId)) rows.hear(event);
  const told = rows.told('announcement', toldId)?.['title'];
  return typeof told === 'string' ? told : ((await stores.announcements.announcement(announcementId))?.title ?? id);
}

async function isKnown({ events }: Stores, { id, communeId, keptSha256 }: AlteredBooking): Promise<boolean> {
  const { items } = await events.latest(communeId, { limit: 1 }, { subjectId: id, kinds: ['booking.altered'] });
  const [last] = items;
  return last?.kind === 'booking.altered' && last.details.keptSha256 === keptSha256;
}
