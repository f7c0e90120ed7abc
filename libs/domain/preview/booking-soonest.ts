// "As soon as possible": the first whole minute of its day at which every zone of a booking is free and still reached in time.
import type { Booking } from '../bookings/booking';
import { tryBooking, type TrialTerms, type ZoneCandidate } from './booking-conflicts';
import { addDays, instantOf, localDateOf } from '../calendar/calendar';
import { windowOn } from '../calendar/daily-window';
import { commonFreeMinutes } from './free-times';
import type { PlanRequest } from '../planning/plan-zone';
import { firstDateOf } from '../calendar/recurrence';
import type { Pieces } from './pieces';
import type { TrialDays } from './trial-days';
import { SECOND_MS, type Instant, type Interval } from '../calendar/time';

/** What planning may take after the approval, besides the lead time that an order needs to reach the poles. */
const PLANNING_MS = 10 * SECOND_MS;
/** How many minutes are tried before it is called full. */
const MAX_TRIES = 12;

/** The start that the booking would get if it were approved now; undefined when its day has no room for it any more. */
export function* soonestStart(
  zones: readonly ZoneCandidate[],
  terms: TrialTerms,
  trialDays: TrialDays,
): Pieces<Instant | undefined> {
  let tries = 0;
  let notBefore = -Infinity;
  for (const soonestAt of yield* commonFreeMinutes(zones, rest(zones[0]!), trialDays)) {
    if (soonestAt < notBefore) continue;
    if (tries++ === MAX_TRIES) return undefined;
    const placed = zones.map((zone) => withSoonestAt(zone, soonestAt));
    const { starts, conflicts } = yield* tryBooking(placed, terms, trialDays);
    if (starts.length > 0 && conflicts.length === 0) return soonestAt;
    // No other minute of a rundown that sounds long enough already will do.
    if (conflicts.some(({ kind }) => kind === 'rundown-cap')) notBefore = slotEndAfter(soonestAt, zones[0]!.request);
  }
  return undefined;
}

/** The zone with the booking at that instant. */
export function withSoonestAt({ request, candidate }: ZoneCandidate, soonestAt: Instant): ZoneCandidate {
  return { request, candidate: { ...candidate, booking: { ...candidate.booking, soonestAt } } };
}

/** Whether its start is only chosen when it is approved. */
export function waitsForItsStart({ start, soonestAt }: Booking): boolean {
  return start.kind === 'soonest' && soonestAt === null;
}

/** The end of the slot in which the instant lies; the instant itself outside every slot. */
function slotEndAfter(instant: Instant, { slots, timeZone }: PlanRequest): Instant {
  const date = localDateOf(instant, timeZone);
  const ends = [addDays(date, -1), date]
    .flatMap((each) => slots.map((slot) => windowOn(slot, each, timeZone)))
    .flatMap(({ from, to }) => (from <= instant && instant < to ? to : []));
  return Math.max(instant, ...ends);
}

/** What is left of the booked day once an order could reach the poles. */
function rest({ request: { now, timeZone, limits }, candidate }: ZoneCandidate): Interval {
  const date = firstDateOf(candidate.booking.recurrence);
  return {
    from: Math.max(instantOf(date, '00:00', timeZone), now + limits.leadMs + PLANNING_MS),
    to: instantOf(addDays(date, 1), '00:00', timeZone),
  };
}
