// The same question for reading and for writing: does a grant of this person reach the announcement, the booking, the recording? Whoever acts
// for the whole commune is asked nothing more.
import {
  mayChange,
  maySee,
  Problem,
  seesAll,
  type Act,
  type Actor,
  type Announcement,
  type Booking,
  type BookingState,
  type Reachable,
  type Recording,
} from '#domain';
import { requireActSomewhere, visible } from './access';
import type { StoreReads } from '../ports/stores';

/** What another person has agreed to is meant for the villages in which it is booked; before that it is somebody's wish. */
const DECIDED: readonly BookingState[] = ['approved', 'finished'];

/** The announcement, if a grant of the actor reaches it. Throws Problem `not-found`: absent and out of reach look alike. */
export async function announcementInReach(stores: StoreReads, actor: Actor, id: string): Promise<Announcement> {
  const announcement = visible(actor, await stores.announcements.announcement(id));
  if (!(await seesAnnouncement(stores, actor, announcement))) throw new Problem('not-found');
  return announcement;
}

/** Whether a grant of the actor reaches it. */
export async function seesAnnouncement(stores: StoreReads, actor: Actor, announcement: Announcement): Promise<boolean> {
  return seesAll(actor, announcement.communeId) || maySee(actor, await announcementReach(stores, announcement));
}

/** Passes when the actor may do the act to it. Throws Problem `not-allowed`, and what `requireActSomewhere` throws. */
export async function requireActOn(
  stores: StoreReads,
  actor: Actor,
  act: Act,
  announcement: Announcement,
): Promise<void> {
  requireActSomewhere(actor, act, announcement.communeId);
  if (!mayChange(actor, act, await announcementReach(stores, announcement))) throw new Problem('not-allowed', { act });
}

/** The booking, if a grant of the actor reaches it. Throws Problem `not-found`. */
export async function bookingInReach(stores: StoreReads, actor: Actor, id: string): Promise<Booking> {
  const booking = visible(actor, await stores.bookings.booking(id));
  if (!(await seesBooking(stores, actor, booking))) throw new Problem('not-found');
  return booking;
}

/** Whether a grant of the actor reaches it. */
export async function seesBooking(stores: StoreReads, actor: Actor, booking: Booking): Promise<boolean> {
  const { communeId, createdBy, amendedBy, announcementId } = booking;
  if (seesAll(actor, communeId)) return true;
  const { editors } = (await stores.announcements.announcement(announcementId))!;
  const villageIds = await villagesMeant(stores, communeId, [booking]);
  return maySee(actor, { communeId, makers: [createdBy, ...amendedBy, ...editors], villageIds });
}

/** Those of which the question says yes. */
export async function withinReach<T>(items: readonly T[], sees: (item: T) => Promise<boolean>): Promise<readonly T[]> {
  const seen = await Promise.all(items.map(sees));
  return items.filter((_, index) => seen[index]);
}

/** Whether the actor may look at it: whoever sent it in, and whoever sees the whole commune. */
export function seesRecording(actor: Actor, { communeId, uploadedBy }: Recording): boolean {
  return maySee(actor, { communeId, makers: [uploadedBy], villageIds: [] });
}

async function announcementReach(stores: StoreReads, { id, communeId, editors }: Announcement): Promise<Reachable> {
  const villageIds = await villagesMeant(stores, communeId, await stores.bookings.ofAnnouncement(id));
  return { communeId, makers: editors, villageIds };
}

async function villagesMeant(
  { places }: StoreReads,
  communeId: string,
  bookings: readonly Booking[],
): Promise<readonly string[]> {
  const zoneIds = new Set(
    bookings.filter(({ state }) => DECIDED.includes(state)).flatMap((booking) => booking.zoneIds),
  );
  if (zoneIds.size === 0) return [];
  return (await places.zones(communeId)).filter(({ id }) => zoneIds.has(id)).map(({ villageId }) => villageId);
}
