// When several zones are free at once, by whole minutes. Ways out of a conflict and "as soon as possible" both look here.
import type { Airing } from '../air/air';
import type { ZoneCandidate } from './booking-conflicts';
import { fullDays, isCapped } from '../air/broadcast-limits';
import { planZone, type BookedItem, type PlanRequest } from '../planning/plan-zone';
import { lockEndsAt, stopsInForce, takesAir, timeOf } from '../planning/ground';
import { lengthOfRepeats } from '../planning/occurrences';
import { widened } from '../planning/room';
import { quietStretches } from '../calendar/quiet-hours';
import { DAY_MS, MINUTE_MS, overlaps, type Instant, type Interval } from '../calendar/time';

/** Whole minutes of the stretch at which the booking would find all its zones free, by time; no two of them overlap. */
export function* commonFreeMinutes(zones: readonly ZoneCandidate[], within: Interval): Iterable<Instant> {
  const lengthMs = Math.max(...zones.map(lengthOf));
  const around = { from: within.from - DAY_MS, to: within.to + DAY_MS };
  const taken = zones.flatMap((zone) => takenTimes(zone, around));
  let startsAt = wholeMinute(within.from);
  while (startsAt < within.to) {
    const time = { from: startsAt, to: startsAt + lengthMs };
    const inTheWay = taken.filter((each) => overlaps(each, time));
    if (inTheWay.length === 0) yield startsAt;
    startsAt = wholeMinute(inTheWay.length === 0 ? time.to : Math.max(...inTheWay.map(({ to }) => to)));
  }
}

/** The whole minute at or after the instant. */
export function wholeMinute(instant: Instant): Instant {
  return Math.ceil(instant / MINUTE_MS) * MINUTE_MS;
}

function lengthOf({ candidate, request }: ZoneCandidate): number {
  return lengthOfRepeats(candidate.booking.repeats, lengthOfOne(candidate), request.broadcastLimits.minGapMs);
}

function lengthOfOne({ sounds }: BookedItem): number {
  return sounds.reduce((sum, { durationMs }) => sum + durationMs, 0);
}

/** When the zone sounds other things, has sounded enough, or must be silent. */
function takenTimes({ request, candidate }: ZoneCandidate, span: Interval): readonly Interval[] {
  const { timeZone, quietHours, specialDays, limits, broadcastLimits } = request;
  const daysAhead = Math.ceil((span.to - request.now) / DAY_MS);
  const { airings } = planZone({
    ...request,
    items: request.items.filter(({ booking }) => booking.id !== candidate.booking.id),
    limits: { ...limits, horizonDays: Math.max(limits.horizonDays, daysAhead) },
  });
  const entries = airings.filter((airing) => holdsItsTime(airing, request));
  const soundMs = candidate.booking.repeats * lengthOfOne(candidate);
  return [
    ...entries.map(timeOf).map((entry) => widened(entry, broadcastLimits.minGapMs)),
    ...(candidate.messageClass === 'emergency'
      ? []
      : fullDays(soundMs, entries.filter(isCapped), span, broadcastLimits, timeZone)),
    ...quietStretches(quietHours, span, timeZone, specialDays),
    ...stopsInForce(request),
    ...request.emergencies,
  ].filter((time) => overlaps(time, span));
}

/** Opening and closing go with the items around them, until they are frozen. */
function holdsItsTime(airing: Airing, request: PlanRequest): boolean {
  const moves = airing.kind === 'opening' || airing.kind === 'closing';
  return takesAir(airing) && (!moves || airing.startsAt < lockEndsAt(request));
}
