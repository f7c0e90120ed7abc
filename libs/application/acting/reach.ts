// The same question for reading and for writing: does a grant of this person reach the announcement, the booking, the recording? Whoever acts
// for the whole commune is asked nothing more.
import {
  mayChange,
  mayDo,
  maySee,
  Problem,
  seesAll,
  type Act,
  type Actor,
  type Airing,
  type Announcement,
  type Booking,
  type BookingState,
  type Place,
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

/** Whether a village, a zone or a pole, told by its id, is of a village that a grant reaches. */
export type Sight = (placeId: string) => boolean;

/** What of the places of a commune the actor may look at. */
export async function sightOf({ places }: StoreReads, actor: Actor, communeId: string): Promise<Sight> {
  if (seesAll(actor, communeId)) return () => true;
  const mayLook = (villageId: string) => mayDo(actor, 'commune.view', { communeId, villageId });
  const villages = (await places.villages(communeId)).filter(({ id }) => mayLook(id));
  const zones = (await places.zones(communeId)).filter(({ villageId }) => mayLook(villageId));
  const zoneIds = new Set(zones.map(({ id }) => id));
  const poles = (await places.controllers(communeId)).filter(({ zoneId }) => zoneIds.has(zoneId));
  const seen = new Set([...zoneIds, ...[...villages, ...poles].map(({ id }) => id)]);
  return (placeId) => seen.has(placeId);
}

/** Passes when the actor may look at the village. Throws Problem `not-found`: it tells nothing of what stands behind it. */
export function requireSight(actor: Actor, { communeId, villageId }: Place): void {
  if (!mayDo(actor, 'commune.view', { communeId, villageId })) throw new Problem('not-found');
}

/** Something that is ordered for zones, null for all of them: a drill, an emergency, a stop. */
interface Order {
  readonly communeId: string;
  readonly zoneIds: readonly string[] | null;
}

/** Those of the orders that reach a place which the actor may look at, or in which they had a hand. */
export async function ordersInReach<T extends Order>(
  stores: StoreReads,
  actor: Actor,
  communeId: string,
  orders: readonly T[],
  makersOf: (order: T) => readonly (string | null)[],
): Promise<readonly T[]> {
  if (seesAll(actor, communeId)) return orders;
  const sight = await sightOf(stores, actor, communeId);
  return orders.filter(
    (order) => makersOf(order).includes(actor.personId) || order.zoneIds === null || order.zoneIds.some(sight),
  );
}

/** The order, if it is among those of `ordersInReach`. Throws Problem `not-found`. */
export async function orderInReach<T extends Order>(
  stores: StoreReads,
  actor: Actor,
  order: T | undefined,
  makersOf: (order: T) => readonly (string | null)[],
): Promise<T> {
  const { communeId } = visible(actor, order);
  const [seen] = await ordersInReach(stores, actor, communeId, [order!], makersOf);
  return visible(actor, seen);
}

/**
 * Those of the airings that are told to the actor: what nobody has approved is somebody's wish, and is kept from whoever does not see its
 * booking. Whether the actor may look at where they sound is asked beside.
 */
export async function airingsInReach<T extends Pick<Airing, 'bookingId' | 'state'>>(
  stores: StoreReads,
  actor: Actor,
  communeId: string,
  airings: readonly T[],
): Promise<readonly T[]> {
  if (seesAll(actor, communeId)) return airings;
  const asked = airings.filter(({ state }) => state !== 'planned').flatMap(({ bookingId }) => bookingId ?? []);
  const wishes = (await stores.bookings.byIds([...new Set(asked)])).filter(({ approvedAt }) => approvedAt === null);
  const seen = new Set(await withinReach(wishes, (booking) => seesBooking(stores, actor, booking)));
  const hidden = new Set(wishes.filter((booking) => !seen.has(booking)).map(({ id }) => id));
  return airings.filter(({ bookingId, state }) => state === 'planned' || !hidden.has(bookingId ?? ''));
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
