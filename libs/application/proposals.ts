// Bookings that follow from something that happened on air: a correction, a resending, a notice of a village. They are made from their parts,
// held against everything else like every other booking, and approved like it.
import { DEFAULT_LATE_LIMIT_MS, type Actor, type Booking, type Instant, type PlanLimits } from '#domain';
import { tellApprovers } from './approvals';
import { previewOf, refuseConflicts } from './booking-checks';
import { bookingView, type BookingView } from './booking-desk';
import { newId } from './new-id';
import type { StoreReads, Stores } from './ports/stores';

/** What must be said of such a booking; the rest is as for one that nobody said more about. */
export type BookingParts = Pick<
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

/** Saves a proposal that collides with nothing and tells who may approve it. Throws the Problems of `BookingDesk.propose`. */
export async function propose(
  stores: Stores,
  booking: Booking,
  actor: Actor,
  limits: PlanLimits,
): Promise<BookingView> {
  const { id, communeId, announcementId, lateReason, purpose, createdAt } = booking;
  refuseConflicts(await previewOf(stores, booking, createdAt, limits));
  await stores.bookings.insert(booking);
  await stores.air.wantPlan(communeId);
  await stores.events.append({
    communeId,
    at: createdAt,
    kind: 'booking.proposed',
    actor: actor.personId,
    subjectId: id,
    details: { announcementId, lateReason, purpose },
  });
  const proposed = await bookingView(stores, booking);
  const { title, editors } = proposed.announcement;
  await tellApprovers(stores, { id, communeId, title, editors, proposedBy: actor.personId }, actor, createdAt);
  return proposed;
}

/** The zones in which these controllers stand, sorted. */
export async function zonesOf(
  stores: StoreReads,
  communeId: string,
  controllerIds: readonly string[],
): Promise<readonly string[]> {
  const wanted = new Set(controllerIds);
  const standing = (await stores.places.controllers(communeId)).filter(({ id }) => wanted.has(id));
  return [...new Set(standing.map(({ zoneId }) => zoneId))].sort();
}
