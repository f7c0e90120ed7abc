// When several zones are free at once, by whole minutes. Ways out of a conflict and "as soon as possible" both look here.
import type { Airing } from '../air/air';
import { upTo, type ZoneCandidate } from './booking-conflicts';
import { addDays, instantOf, localDateOf } from '../calendar/calendar';
import { fullDays, isCapped } from '../air/broadcast-limits';
import { planZone, type BookedItem, type PlanRequest } from '../planning/plan-zone';
import { lockEndsAt, stopsInForce, takesAir, timeOf } from '../planning/ground';
import { lengthOfRepeats } from '../planning/occurrences';
import { widened } from '../planning/room';
import { quietStretches } from '../calendar/quiet-hours';
import { DAY_MS, MINUTE_MS, overlaps, type Instant, type Interval, type LocalDate } from '../calendar/time';
import type { Pieces } from './pieces';
import type { TrialDays } from './trial-days';

/** Whole minutes of the stretch at which the booking would find all its zones free, by time; no two of them overlap. */
export function* commonFreeMinutes(
  zones: readonly ZoneCandidate[],
  within: Interval,
  trialDays: TrialDays,
): Pieces<Iterable<Instant>> {
  const around = { from: within.from - DAY_MS, to: within.to + DAY_MS };
  const lengthMs = Math.max(...zones.map(lengthOf));
  const taken: Interval[] = [];
  const seen = new Set<string>();
  for (const zone of zones) {
    const { request, candidate } = zone;
    const dates = datesOfSpan({ from: within.from, to: within.to + lengthMs }, request);
    const isApart = trialDays.specialDateOfOthers(request, candidate) !== undefined;
    const kind = isApart ? trialDays.kindOf(request, candidate, dates) : undefined;
    if (kind !== undefined && seen.has(kind)) continue;
    if (kind !== undefined) seen.add(kind);
    taken.push(...takenTimes(zone, around, dates, trialDays));
    yield;
  }
  return minutesBetween(inOrder(taken), within, lengthMs);
}

/** Whole minutes at which so much is free, from one to the first after it. */
function* minutesBetween(taken: readonly Interval[], within: Interval, lengthMs: number): Iterable<Instant> {
  let startsAt = wholeMinute(within.from);
  let next = 0;
  while (startsAt < within.to) {
    while (next < taken.length && taken[next]!.to <= startsAt) next += 1;
    const inTheWay = taken[next];
    const isFree = inTheWay === undefined || inTheWay.from >= startsAt + lengthMs;
    if (isFree) yield startsAt;
    startsAt = wholeMinute(isFree ? startsAt + lengthMs : inTheWay.to);
  }
}

/** By start; those that share an instant, or meet, are one. */
function inOrder(times: readonly Interval[]): readonly Interval[] {
  const merged: Interval[] = [];
  for (const time of [...times].sort((a, b) => a.from - b.from)) {
    const last = merged.at(-1);
    if (last && time.from <= last.to) merged[merged.length - 1] = { from: last.from, to: Math.max(last.to, time.to) };
    else merged.push(time);
  }
  return merged;
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
function takenTimes(
  { request, candidate }: ZoneCandidate,
  span: Interval,
  dates: readonly LocalDate[],
  trialDays: TrialDays,
): readonly Interval[] {
  const { timeZone, quietHours, specialDays, broadcastLimits } = request;
  const entries = soundsOn(dates, { request, candidate }, span, trialDays);
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

/** What has its time without the booking: day by day where that comes to the same, otherwise planned as far as the span reaches. */
function soundsOn(
  dates: readonly LocalDate[],
  { request, candidate }: ZoneCandidate,
  span: Interval,
  trialDays: TrialDays,
): readonly Airing[] {
  const { now, timeZone, limits } = request;
  const others = { ...request, items: request.items.filter(({ booking }) => booking.id !== candidate.booking.id) };
  const special = trialDays.specialDateOfOthers(request, candidate);
  if (special === undefined) {
    const horizonDays = Math.max(limits.horizonDays, Math.ceil((span.to - now) / DAY_MS));
    const { airings } = planZone({ ...others, limits: { ...limits, horizonDays } });
    return airings.filter((airing) => holdsItsTime(airing, request));
  }
  const isNear = ({ startsAt }: Airing) => localDateOf(startsAt, timeZone) <= special;
  const near = dates.some((date) => date <= special) ? planZone(upTo(special, others)).airings.filter(isNear) : [];
  const far = dates
    .filter((date) => date > special)
    .flatMap((date) => {
      const example = trialDays.exampleOf(request, candidate, date);
      const byMs = instantOf(date, '00:00', timeZone) - instantOf(example.date, '00:00', timeZone);
      return example.airings.map((airing) => ({ ...airing, startsAt: airing.startsAt + byMs }));
    });
  return [...near, ...far].filter((airing) => holdsItsTime(airing, request));
}

function datesOfSpan({ from, to }: Interval, { timeZone }: PlanRequest): readonly LocalDate[] {
  const dates: LocalDate[] = [];
  const last = localDateOf(to, timeZone);
  for (let date = localDateOf(from, timeZone); date <= last; date = addDays(date, 1)) dates.push(date);
  return dates;
}

/** Opening and closing go with the items around them, until they are frozen. */
function holdsItsTime(airing: Airing, request: PlanRequest): boolean {
  const moves = airing.kind === 'opening' || airing.kind === 'closing';
  return takesAir(airing) && (!moves || airing.startsAt < lockEndsAt(request));
}
