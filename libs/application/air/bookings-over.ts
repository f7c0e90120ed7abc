// Bookings whose time is over: proposals that nobody approved in time, and approved ones that have no day left. Looked for while others write.
import {
  BOOKING_LIFECYCLE,
  endByTime,
  follow,
  mayStillSound,
  planFault,
  type Booking,
  type Instant,
  type PlanFault,
  type PlanLimits,
} from '#domain';
import { eachPart } from '../planning/plan-failures';
import type { Breath } from '../ports/breath';
import type { StoreReads, Stores } from '../ports/stores';
import type { UnitOfWork } from '../ports/unit-of-work';

/** So many are ended in one unit of work: at midnight all series of a year may be over. */
const AT_ONCE = 20;

/** Ends them, and returns those that cannot be read. */
export async function endBookings(
  unitOfWork: UnitOfWork,
  breath: Breath,
  communeId: string,
  now: Instant,
  limits: PlanLimits,
): Promise<readonly PlanFault[]> {
  const { read } = unitOfWork;
  const eventOf = await endings(read, communeId, now, limits);
  if (!eventOf) return [];
  const faults: PlanFault[] = [];
  const over: Booking[] = [];
  for (const booking of await read.bookings.open(communeId)) {
    try {
      if (await eventOf(read, booking)) over.push(booking);
    } catch (error) {
      faults.push(planFault('booking', booking.id, error));
    }
    await breath.taken();
  }
  for (let from = 0; from < over.length; from += AT_ONCE) {
    const some = over.slice(from, from + AT_ONCE);
    const end = async (stores: Stores, before: Booking) => {
      const booking = await stores.bookings.booking(before.id);
      const event = booking?.state === before.state ? await eventOf(stores, booking) : undefined;
      if (!event) return;
      await stores.bookings.update(before.id, { state: follow(BOOKING_LIFECYCLE, before.state, event) });
      await stores.events.append({
        communeId,
        at: now,
        actor: 'system',
        subjectId: before.id,
        ...(event === 'finish'
          ? { kind: 'booking.finished' }
          : { kind: 'booking.missed', details: { reason: 'unapproved' } }),
      });
    };
    const failed = await unitOfWork.run((stores) => eachPart(stores, 'booking', some, (each) => end(stores, each)));
    faults.push(...failed);
  }
  return faults;
}

/** A way to ask how time ends a booking of this commune, if it does. Undefined for an unknown commune. */
async function endings({ places }: StoreReads, communeId: string, now: Instant, limits: PlanLimits) {
  const commune = await places.commune(communeId);
  if (!commune) return undefined;
  const slots = await places.slots(communeId);
  const specialDays = await places.specialDays(communeId);
  return async (stores: StoreReads, booking: Booking) => {
    const event = endByTime(booking, slots, commune.timeZone, now, limits, specialDays);
    return event === 'finish' && (await maySound(stores, booking, now)) ? undefined : event;
  };
}

/** Whether a pole may still begin or sound something of it: until then it can be cancelled, also past midnight. */
async function maySound(stores: StoreReads, { id }: Booking, now: Instant): Promise<boolean> {
  const airings = await stores.air.airingsOfBooking(id);
  return airings.some((airing) => airing.state === 'planned' && mayStillSound(airing, now));
}
