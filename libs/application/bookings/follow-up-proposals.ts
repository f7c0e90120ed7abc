// Proposals that follow from something that happened on air: a correction, a resending. They are held against everything else like every
// other booking, and approved like it.
import type { Actor, Booking, PlanLimits } from '#domain';
import { zonesOf } from './booking-checks';
import { requireSlot, saveProposal } from './booking-request';
import type { BookingView } from './booking-view';
import { requireRoom } from './booking-writes';
import type { StoreReads, Stores } from '../ports/stores';

/**
 * Saves a proposal that has its place and tells who may approve it; which of two priorities goes first is left to the approver. Throws
 * the Problems of `Bookings.propose`.
 */
export async function propose(
  stores: Stores,
  booking: Booking,
  actor: Actor,
  limits: PlanLimits,
): Promise<BookingView> {
  const { communeId, start, purpose, createdAt } = booking;
  await requireSlot(stores, communeId, start);
  await requireRoom(stores, booking, await zonesOf(stores, booking, createdAt, limits), { orderLater: true });
  return saveProposal(stores, booking, actor, { purpose });
}

/** The zones in which these controllers stand, sorted. */
export async function zoneIdsOf(
  stores: StoreReads,
  communeId: string,
  controllerIds: readonly string[],
): Promise<readonly string[]> {
  const wanted = new Set(controllerIds);
  const standing = (await stores.places.controllers(communeId)).filter(({ id }) => wanted.has(id));
  return [...new Set(standing.map(({ zoneId }) => zoneId))].sort();
}
