// Who of two priorities goes first in a rundown: decided by a person with the right to, written down, and open to change.
import {
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
import { withBooking } from './booking-checks';
import { requirePlace } from './booking-refusals';
import { BookingTrials } from './booking-trials';
import { BookingWrites } from './booking-writes';
import { Clock } from '../ports/clock';
import type { StoreReads, Stores } from '../ports/stores';
import { UnitOfWork } from '../ports/unit-of-work';

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
export async function inOrder(
  trials: BookingTrials,
  booking: Booking,
  zones: readonly ZoneCandidate[],
  order: BookingOrder | undefined,
  actor: Actor,
): Promise<OrderedBooking> {
  if (order === undefined) return { booking, zones, met: [] };
  requireAct(actor, 'booking.order', { communeId: booking.communeId, villageId: null });
  const { met } = await trials.forecast(zones, { orderLater: true });
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
    private readonly trials: BookingTrials,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /**
   * Gives the booking another place in its class; what is frozen stays. Throws Problem `not-allowed`, `wrong-state`,
   * `booking-needs-order` when it would stand where another priority stands, and what `Bookings.propose` throws.
   */
  async reorder(actor: Actor, id: string, precedence: number): Promise<Booking> {
    const now = this.clock.now();
    const foresee = async (stores: StoreReads) => {
      const after = { ...visible(actor, await stores.bookings.booking(id)), precedence };
      const zones = await this.trials.zonesOf(stores, after, now);
      return { after, zones, forecast: await this.trials.forecast(zones) };
    };
    const known = await this.unitOfWork.read.bookings.booking(id);
    return this.writes.runForeseen(known, foresee, async (stores, foreseen) => {
      const before = visible(actor, await stores.bookings.booking(id));
      requireAct(actor, 'booking.order', { communeId: before.communeId, villageId: null });
      if (before.state !== 'proposed' && before.state !== 'approved') {
        throw new Problem('wrong-state', { state: before.state, event: 'order' });
      }
      const { after, zones, forecast } = await foreseen();
      await requirePlace(stores, after, zones, forecast);
      await stores.bookings.update(id, { precedence });
      await stores.air.wantPlan(before.communeId);
      await recordOrder(stores, after, before.precedence, forecast.met, actor, now);
      return (await stores.bookings.booking(id))!;
    });
  }
}
