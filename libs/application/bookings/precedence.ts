// Who of two priorities goes first in a rundown: decided by a person with the right to, written down, and open to change.
import {
  forecastBooking,
  mayDo,
  precedenceAmong,
  Problem,
  type Actor,
  type Booking,
  type BookingOrder,
  type Instant,
  type MetPriority,
  type ZoneCandidate,
} from '#domain';
import { Injectable } from '@nestjs/common';
import { requireAct, visible } from '../acting/access';
import { withBooking, zonesOf } from './booking-checks';
import { BookingWrites, requireRoom } from './booking-writes';
import { AirSettings } from '../ports/air-settings';
import { Clock } from '../ports/clock';
import type { Stores } from '../ports/stores';

/** Whether the actor decides who goes first; whoever does not leaves it to the approval. */
export function decidesOrder(actor: Actor, communeId: string): boolean {
  return mayDo(actor, 'booking.order', { communeId, villageId: null });
}

/** A booking with the air around it, and the priorities among which it was given its place. */
export interface OrderedBooking {
  readonly booking: Booking;
  readonly zones: readonly ZoneCandidate[];
  readonly met: readonly MetPriority[];
}

/** The booking with the place that somebody gave it among the priorities it meets. Throws Problem `not-allowed`. */
export function inOrder(
  booking: Booking,
  zones: readonly ZoneCandidate[],
  order: BookingOrder | undefined,
  actor: Actor,
): OrderedBooking {
  if (order === undefined) return { booking, zones, met: [] };
  requireAct(actor, 'booking.order', { communeId: booking.communeId, villageId: null });
  const { met } = forecastBooking(zones, { orderLater: true });
  const ordered = { ...booking, precedence: met.length > 0 ? precedenceAmong(met, order) : booking.precedence };
  return { booking: ordered, zones: withBooking(zones, ordered), met };
}

/** Writes the decision down, with what it was before and whom it concerns. */
export async function recordOrder(
  stores: Stores,
  booking: Booking,
  before: number,
  met: readonly MetPriority[],
  actor: Actor,
  now: Instant,
): Promise<void> {
  const others = new Map(met.map(({ bookingId, title, precedence }) => [bookingId, { bookingId, title, precedence }]));
  await stores.events.append({
    communeId: booking.communeId,
    at: now,
    kind: 'booking.order-decided',
    actor: actor.personId,
    subjectId: booking.id,
    details: { before, after: booking.precedence, others: [...others.values()] },
  });
}

@Injectable()
export class BookingPrecedence {
  constructor(
    private readonly writes: BookingWrites,
    private readonly clock: Clock,
    private readonly settings: AirSettings,
  ) {}

  /**
   * Gives the booking another place in its class; what is frozen stays. Throws Problem `not-allowed`, `wrong-state`,
   * `booking-needs-order` when it would stand where another priority stands, and what `Bookings.propose` throws.
   */
  async reorder(actor: Actor, id: string, precedence: number): Promise<Booking> {
    const now = this.clock.now();
    return this.writes.run(async (stores) => {
      const before = visible(actor, await stores.bookings.booking(id));
      requireAct(actor, 'booking.order', { communeId: before.communeId, villageId: null });
      if (before.state !== 'proposed' && before.state !== 'approved') {
        throw new Problem('wrong-state', { state: before.state, event: 'order' });
      }
      const after = { ...before, precedence };
      const { met } = await requireRoom(stores, after, await zonesOf(stores, after, now, this.settings.limits));
      await stores.bookings.update(id, { precedence });
      await stores.air.wantPlan(before.communeId);
      await recordOrder(stores, after, before.precedence, met, actor, now);
      return (await stores.bookings.booking(id))!;
    });
  }
}
