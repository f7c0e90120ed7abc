// A booking takes the place of others in the same unit of work in which it is saved, or nothing of it happens. Their authors and
// approvers are told.
import {
  BOOKING_LIFECYCLE,
  follow,
  forecastBooking,
  inTheWay,
  withoutThem,
  Problem,
  PREVIEW_DAYS,
  type Actor,
  type Booking,
  type GivingWay,
  type Instant,
  type PlanLimits,
  type PreviewTerms,
  type ZoneCandidate,
} from '#domain';
import { requireAct } from '../acting/access';
import { tell } from '../acting/notices';
import type { OrderedBooking } from './precedence';
import type { Stores } from '../ports/stores';

/** Why the approval of what gave way holds no more. */
const VOID_REASON = 'booking-replaced';

/**
 * Takes these bookings out of the way of `booking`: a single one as a whole, a series on the days in conflict. Needs the right to cancel.
 * Returns the air around it without them. Throws Problem `booking-not-replaceable` for one that is not in its way, is frozen, or is an
 * emergency.
 */
export async function giveWay(
  stores: Stores,
  { booking, zones }: Pick<OrderedBooking, 'booking' | 'zones'>,
  replaces: readonly string[],
  actor: Actor,
  now: Instant,
  limits: PlanLimits,
  terms: PreviewTerms,
): Promise<readonly ZoneCandidate[]> {
  if (replaces.length === 0) return zones;
  requireAct(actor, 'booking.cancel', { communeId: booking.communeId, villageId: null });
  const { conflicts } = forecastBooking(zones, terms);
  const candidates = inTheWay(zones, conflicts, { days: PREVIEW_DAYS, orderLater: false, ...terms });
  const gone: GivingWay[] = [];
  for (const bookingId of new Set(replaces)) {
    const givingWay = candidates.find((each) => each.bookingId === bookingId);
    const replaced = await stores.bookings.booking(bookingId);
    if (!givingWay || !replaced || (await isFrozen(stores, replaced, givingWay, now, limits))) {
      throw new Problem('booking-not-replaceable', { bookingId });
    }
    await replace(stores, replaced, givingWay, booking, actor, now);
    gone.push(givingWay);
  }
  return withoutThem(zones, gone);
}

/** Also in zones where nothing stands in the way: it gives way as a whole. */
async function isFrozen(
  stores: Stores,
  { id, recurrence }: Booking,
  { localDates }: GivingWay,
  now: Instant,
  { lockMs }: PlanLimits,
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
