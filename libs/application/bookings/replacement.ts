// A booking takes the place of others in the same unit of work in which it is saved, or nothing of it happens. Their authors and
// approvers are told.
import {
  BOOKING_LIFECYCLE,
  follow,
  withoutThem,
  Problem,
  type Actor,
  type Booking,
  type GivingWay,
  type Instant,
  type PreviewTerms,
  type ZoneCandidate,
} from '#domain';
import { requireAct } from '../acting/access';
import type { BookingTrials } from './booking-trials';
import { tell } from '../acting/notices';
import type { OrderedBooking } from './precedence';
import type { Stores } from '../ports/stores';

/** Why the approval of what gave way holds no more. */
const VOID_REASON = 'booking-replaced';

/** The air around a booking once others have given way to it. */
interface RoomMade {
  readonly zones: readonly ZoneCandidate[];
  readonly gone: readonly GivingWay[];
}

/**
 * What giving way would come to: a single booking as a whole, a series on the days in conflict. Needs the right to cancel. Throws Problem
 * `booking-not-replaceable` for one that is not in its way, or is an emergency.
 */
export async function withRoomMade(
  trials: BookingTrials,
  { booking, zones }: Pick<OrderedBooking, 'booking' | 'zones'>,
  replaces: readonly string[],
  actor: Actor,
  terms: PreviewTerms,
): Promise<RoomMade> {
  if (replaces.length === 0) return { zones, gone: [] };
  requireAct(actor, 'booking.cancel', { communeId: booking.communeId, villageId: null });
  const { conflicts } = await trials.forecast(zones, terms);
  const candidates = await trials.inTheWay(zones, conflicts, terms);
  const gone = [...new Set(replaces)].map((bookingId) => {
    const givingWay = candidates.find((each) => each.bookingId === bookingId);
    if (!givingWay) throw new Problem('booking-not-replaceable', { bookingId });
    return givingWay;
  });
  return { zones: withoutThem(zones, gone), gone };
}

/** Takes these out of the way of `booking`. Throws Problem `booking-not-replaceable` for one that is frozen. */
export async function giveWay(
  stores: Stores,
  booking: Booking,
  gone: readonly GivingWay[],
  actor: Actor,
  now: Instant,
  lockMs: number,
): Promise<void> {
  for (const givingWay of gone) {
    const { bookingId } = givingWay;
    const replaced = await stores.bookings.booking(bookingId);
    if (!replaced || (await isFrozen(stores, replaced, givingWay, now, lockMs))) {
      throw new Problem('booking-not-replaceable', { bookingId });
    }
    await replace(stores, replaced, givingWay, booking, actor, now);
  }
}

/** Also in zones where nothing stands in the way: it gives way as a whole. */
async function isFrozen(
  stores: Stores,
  { id, recurrence }: Booking,
  { localDates }: GivingWay,
  now: Instant,
  lockMs: number,
): Promise<boolean> {
  const airings = await stores.air.airingsOfBooking(id);
  const onAir = airings.filter(({ state, startsAt }) => state === 'planned' && startsAt < now + lockMs);
  if (recurrence.kind === 'once' || onAir.length === 0) return onAir.length > 0;
  const rundowns = await Promise.all(onAir.map(({ rundownId }) => stores.air.rundown(rundownId)));
  return rundowns.some((rundown) => rundown !== undefined && localDates.includes(rundown.localDate));
}

async function replace(
  stores: Stores,
  replaced: Booking,
  { localDates, title }: GivingWay,
  by: Booking,
  actor: Actor,
  now: Instant,
): Promise<void> {
  const { id, communeId, state, recurrence, cancelledDates, createdBy, approvedBy } = replaced;
  const whole = recurrence.kind === 'once';
  if (whole) {
    await stores.bookings.update(id, { state: follow(BOOKING_LIFECYCLE, state, 'replace') });
    await stores.bookings.voidApprovals(id, now, VOID_REASON);
  } else {
    await stores.bookings.update(id, { cancelledDates: [...new Set([...cancelledDates, ...localDates])].sort() });
  }
  await stores.events.append({
    communeId,
    at: now,
    kind: 'booking.replaced',
    actor: actor.personId,
    subjectId: id,
    details: { announcementId: replaced.announcementId, by: by.id, localDates: whole ? null : localDates },
  });
  const { title: byTitle } = (await stores.announcements.announcement(by.announcementId))!;
  const concerned = [createdBy, approvedBy].filter((personId) => personId !== null && personId !== actor.personId);
  await tell(
    stores,
    concerned as string[],
    { communeId, kind: 'booking-replaced', subjectId: id, values: { title, by: byTitle, who: actor.name } },
    now,
  );
}
