// What waits for an approval, and since when: what the desk shows, and what is brought before more people when it waits too long.
import type { Announcement, Booking, Instant } from '#domain';
import { readable } from '../acting/run-all';
import type { StoreReads } from '../ports/stores';

/** What waits, and everybody who had a hand in it. */
export interface WaitingApproval {
  /** The booking, or the announcement that was handed in without one. */
  readonly subjectId: string;
  readonly announcementId: string;
  /** Null: nobody has booked it yet. */
  readonly bookingId: string | null;
  readonly communeId: string;
  readonly title: string;
  readonly editors: readonly string[];
  readonly proposedBy: string | null;
  readonly since: Instant;
  /** When it would sound first; null while that is not known. */
  readonly firstStartsAt: Instant | null;
}

/**
 * Proposed bookings, and announcements that were handed in without one: a booking asks for its announcement too. `failures`: why others
 * could not be read.
 */
export async function waitingApprovals(
  stores: StoreReads,
  communeId: string,
  now: Instant,
): Promise<{ readonly found: readonly WaitingApproval[]; readonly failures: readonly unknown[] }> {
  const open = await stores.bookings.open(communeId);
  const bookings = open.filter(({ state }) => state === 'proposed');
  const booked = new Set(bookings.map(({ announcementId }) => announcementId));
  const handedIn = await stores.announcements.submitted(communeId);
  return readable([
    ...bookings.map((booking) => waitingBooking(stores, booking, now)),
    ...handedIn.filter(({ id }) => !booked.has(id)).map((announcement) => waitingAnnouncement(stores, announcement)),
  ]);
}

async function waitingBooking(stores: StoreReads, booking: Booking, now: Instant): Promise<WaitingApproval> {
  const { id: subjectId, communeId, announcementId, createdBy: proposedBy, createdAt } = booking;
  const announcement = (await stores.announcements.announcement(announcementId))!;
  const { title } = announcement;
  const editors = [...announcement.editors, ...booking.amendedBy];
  const voided = (await stores.bookings.approvals(subjectId)).map(({ voidedAt }) => voidedAt ?? createdAt);
  const ahead = (await stores.air.airingsOfBooking(subjectId)).filter(
    ({ state, startsAt }) => state === 'held' && startsAt > now,
  );
  const firstStartsAt = ahead[0]?.startsAt ?? null;
  return {
    subjectId,
    announcementId,
    bookingId: subjectId,
    communeId,
    title,
    editors,
    proposedBy,
    since: Math.max(createdAt, ...voided),
    firstStartsAt,
  };
}

async function waitingAnnouncement(stores: StoreReads, announcement: Announcement): Promise<WaitingApproval> {
  const { id: subjectId, communeId, title, editors, createdAt } = announcement;
  const handedIn = (await stores.events.ofSubject(communeId, subjectId)).filter(
    ({ kind }) => kind === 'announcement.submitted',
  );
  const since = Math.max(createdAt, ...handedIn.map(({ at }) => at));
  return {
    subjectId,
    announcementId: subjectId,
    bookingId: null,
    communeId,
    title,
    editors,
    proposedBy: null,
    since,
    firstStartsAt: null,
  };
}
