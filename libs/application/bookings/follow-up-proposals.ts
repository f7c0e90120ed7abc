// Proposals that follow from something that happened on air: a correction, a resending. They are held against everything else like every
// other booking, and approved like it.
import type { Actor, Booking } from '#domain';
import { requireSlot, saveProposal } from './booking-request';
import type { BookingTrials, TriedBooking } from './booking-trials';
import type { BookingView } from './booking-view';
import type { StoreReads, Stores } from '../ports/stores';

/** Who approves it decides its order among priorities. */
const ORDER_LATER = { orderLater: true };

/** What saving such a proposal would do, for `propose`. */
export function foreseenFor(trials: BookingTrials, stores: StoreReads, booking: Booking): Promise<TriedBooking> {
  return trials.tried(stores, booking, booking.createdAt, ORDER_LATER);
}

/**
 * Saves a proposal that has its place and tells who may approve it; which of two priorities goes first is left to the approver. Throws
 * the Problems of `Bookings.propose`.
 */
export async function propose(
  trials: BookingTrials,
  stores: Stores,
  booking: Booking,
  actor: Actor,
  foreseen: () => Promise<TriedBooking>,
): Promise<BookingView> {
  const { communeId, start, purpose } = booking;
  await requireSlot(stores, communeId, start);
  const again = () => foreseenFor(trials, stores, booking);
  await trials.requireRoom(stores, booking, await foreseen(), again, ORDER_LATER);
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
