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
  type PlanLimits,
} from '#domain';
import { Injectable } from '@nestjs/common';
import { requireAct, visible } from '../acting/access';
import { requireRoom, withWaysOut, zonesOf } from './booking-checks';
import { AirSettings } from '../ports/air-settings';
import { Clock } from '../ports/clock';
import type { StoreReads, Stores } from '../ports/stores';
import { UnitOfWork } from '../ports/unit-of-work';

/** Whether the actor decides who goes first; whoever does not leaves it to the approval. */
export function decidesOrder(actor: Actor, communeId: string): boolean {
  return mayDo(actor, 'booking.order', { communeId, villageId: null });
}

/** The booking with the place that somebody gave it among the priorities it meets. Throws Problem `not-allowed`. */
export async function inOrder(
  stores: StoreReads,
  booking: Booking,
  order: BookingOrder | undefined,
  actor: Actor,
  now: Instant,
  limits: PlanLimits,
): Promise<{ readonly booking: Booking; readonly met: readonly MetPriority[] }> {
  if (order === undefined) return { booking, met: [] };
  requireAct(actor, 'booking.order', { communeId: booking.communeId, villageId: null });
  const { met } = forecastBooking(await zonesOf(stores, booking, now, limits), { orderLater: true });
  const precedence = met.length > 0 ? precedenceAmong(met, order) : booking.precedence;
  return { booking: { ...booking, precedence }, met };
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
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly settings: AirSettings,
  ) {}

  /**
   * Gives the booking another place in its class; what is frozen stays. Throws Problem `not-allowed`, `wrong-state`,
   * `booking-needs-order` when it would stand where another priority stands, and what `Bookings.propose` throws.
   */
  async reorder(actor: Actor, id: string, precedence: number): Promise<Booking> {
    const { read } = this.unitOfWork;
    const { limits } = this.settings;
    const now = this.clock.now();
    return withWaysOut(read, now, limits, () =>
      this.unitOfWork.run(async (stores) => {
        const before = visible(actor, await stores.bookings.booking(id));
        requireAct(actor, 'booking.order', { communeId: before.communeId, villageId: null });
        if (before.state !== 'proposed' && before.state !== 'approved') {
          throw new Problem('wrong-state', { state: before.state, event: 'order' });
        }
        const after = { ...before, precedence };
        const { met } = await requireRoom(stores, after, now, limits);
        await stores.bookings.update(id, { precedence });
        await stores.air.wantPlan(before.communeId);
        await recordOrder(stores, after, before.precedence, met, actor, now);
        return (await stores.bookings.booking(id))!;
      }),
    );
  }
}
