// What would go wrong if a booking were saved, found by planning its zones with and without it.
import type { Booking } from '../bookings/booking';
import { prioritiesMet, type MetPriority } from './booking-order';
import { addDays, daysBetween, instantOf, localDateOf } from '../calendar/calendar';
import { windowOn } from '../calendar/daily-window';
import type { BookingConflict } from './conflict-reasons';
import type { BookedItem, PlanRequest } from '../planning/plan-zone';
import { dueOccurrences, isOver, type Occurrence } from '../planning/occurrences';
import { datesOf, daysOfRule, firstDateOf, lastDateOf } from '../calendar/recurrence';
import type { Instant, LocalDate } from '../calendar/time';
import type { Pieces } from './pieces';
import type { TrialDays } from './trial-days';
import { MAX_DAYS_AHEAD } from './trial-kinds';
import { together, tryPlanned, type PreviewedStart, type TriedDays } from './tried-days';
import { canonicalJson } from '../canonical-json';

export type { BookingConflict, PlacedConflict } from './conflict-reasons';
export type { PreviewedStart } from './tried-days';

/** One zone with what the booking would be in it. */
export interface ZoneCandidate {
  readonly request: PlanRequest;
  readonly candidate: BookedItem;
}

/** How a booking is tried. */
export interface TrialTerms {
  /** So many days from today, or to its first day. */
  readonly days: number;
  /** Who of two priorities goes first is decided later, by somebody else. */
  readonly orderLater: boolean;
}

/** What became of a try. */
interface Trial {
  readonly starts: readonly PreviewedStart[];
  readonly conflicts: readonly BookingConflict[];
  /** The priorities whose rundowns it would share, whether or not their order was decided. */
  readonly met: readonly MetPriority[];
}

/** Plans every zone as if the booking were approved now, zone by zone. */
export function* tryBooking(zones: readonly ZoneCandidate[], terms: TrialTerms, trialDays: TrialDays): Pieces<Trial> {
  const trials: Trial[] = [];
  for (const zone of zones) {
    trials.push(yield* tryInZone(zone, terms, trialDays, tried));
    yield;
  }
  return {
    starts: trials.flatMap(({ starts }) => starts).sort((a, b) => a.startsAt - b.startsAt),
    conflicts: trials.flatMap(({ conflicts }) => conflicts),
    met: trials.flatMap(({ met }) => met),
  };
}

/**
 * When the booking would first sound where it has no conflict in any zone; undefined where it has, or where it would not sound. Of zones that
 * are alike one is tried, and nothing after the first conflict.
 */
export function* startWithoutConflict(
  zones: readonly ZoneCandidate[],
  terms: TrialTerms,
  trialDays: TrialDays,
): Pieces<Instant | undefined> {
  let first = Infinity;
  const seen = new Set<string>();
  for (const zone of zones) {
    yield;
    const { request, candidate } = zone;
    const special = trialDays.specialDate(request, candidate);
    const kind = special && trialDays.kindOf(request, candidate, datesTried(zone, terms.days));
    if (kind !== undefined && seen.has(kind)) continue;
    if (kind !== undefined) seen.add(kind);
    const { starts, conflicts } = yield* tryInZone(zone, terms, trialDays, triedToConflict);
    if (conflicts.length > 0) return undefined;
    first = starts.reduce((earliest, { startsAt }) => Math.min(earliest, startsAt), first);
  }
  return first === Infinity ? undefined : first;
}

interface TrialGround {
  readonly without: PlanRequest;
  readonly itself: PlanRequest;
}

/** What a trial plans in one zone: everything else, and the booking as if it were approved now; no further than it is tried. */
export function trialGround({ request, candidate }: ZoneCandidate, days: number): TrialGround {
  const booking: Booking = { ...candidate.booking, state: 'approved', approvedAt: request.now };
  const without = upTo(lastDateTried(booking, request, days), {
    ...request,
    // What cannot be planned may be mended by exactly this change.
    setAside: request.setAside.filter((id) => id !== booking.id),
    items: request.items.filter((item) => item.booking.id !== booking.id),
  });
  return { without, itself: { ...without, items: [{ ...candidate, booking }] } };
}

/** The last day that the trial looks at: so many days ahead or to the first that is to come, but not past the last of the series. */
function lastDateTried({ recurrence }: Booking, request: PlanRequest, days: number): LocalDate {
  const today = localDateOf(request.now, request.timeZone);
  const ahead = { from: today, before: addDays(today, MAX_DAYS_AHEAD) };
  const first = firstOf(daysOfRule(recurrence, ahead, request.specialDays)) ?? today;
  const daysToLast = daysBetween(today, lastDateOf(recurrence));
  return addDays(today, Math.min(MAX_DAYS_AHEAD, daysToLast, Math.max(days, daysBetween(today, first))));
}

function firstOf<T>(values: Iterable<T>): T | undefined {
  for (const value of values) return value;
  return undefined;
}

/** The request without what lies after that day, where the booking cannot be in anybody's way. */
export function upTo(last: LocalDate, request: PlanRequest): PlanRequest {
  const { now, timeZone, limits, existing, existingRundowns } = request;
  // A rundown of that day may reach over midnight.
  const end = instantOf(addDays(last, 2), '00:00', timeZone);
  return {
    ...request,
    existing: existing.filter(({ startsAt }) => startsAt < end),
    existingRundowns: existingRundowns.filter(({ localDate }) => localDate <= last),
    limits: { ...limits, horizonDays: Math.max(0, daysBetween(localDateOf(now, timeZone), last)) },
  };
}

function* tryInZone(
  zone: ZoneCandidate,
  { days, orderLater }: TrialTerms,
  trialDays: TrialDays,
  how: typeof tried,
): Pieces<Trial> {
  const { now, zoneId } = zone.request;
  const ground = trialGround(zone, days);
  const { without, itself } = ground;
  const { booking } = itself.items[0]!;
  const { asked, starts, refused, displaced } = yield* how(zone, ground, trialDays);
  const met = isPriority(zone) ? prioritiesMet(stillDue(itself), dueOccurrences(without), zoneId) : [];
  // A series that was amended may have begun at another time of day.
  const sounded = booking.amendedBy.length > 0 && asked > 0;
  const conflicts = [
    ...(sounded ? [] : inThePast(booking, zone.request, asked === 0 ? now : booking.createdAt)),
    ...refused,
    ...displaced,
    ...(orderLater ? [] : met.flatMap((each) => undecided(booking, each) ?? [])),
  ];
  return { starts, conflicts: distinct(conflicts), met };
}

/** Day by day where that comes to the same; otherwise all days at once. */
function* tried(zone: ZoneCandidate, ground: TrialGround, trialDays: TrialDays, toConflict = false): Pieces<TriedDays> {
  const { request } = zone;
  const { without, itself } = ground;
  const [candidate] = itself.items;
  const planned = (stretch: PlanRequest) =>
    tryPlanned(stretch, { ...stretch, items: itself.items }, trialDays.planWithout(request, stretch).airings, request);
  const special = trialDays.specialDate(request, candidate!);
  const dates = special === undefined ? [] : datesWithin(itself);
  const far = dates.filter((date) => date > special!);
  if (far.length === 0) return planned(without);
  const days: TriedDays[] = [];
  for (const date of far) {
    const day = trialDays.tryDay(request, candidate!, date);
    days.push(day);
    if (toConflict && day.refused.length + day.displaced.length > 0) return together(days);
    yield;
  }
  if (far.length === dates.length) return together(days);
  return together([planned(upTo(special!, without)), ...days]);
}

/** No further than to the first day that has a conflict. */
function triedToConflict(zone: ZoneCandidate, ground: TrialGround, trialDays: TrialDays): Pieces<TriedDays> {
  return tried(zone, ground, trialDays, true);
}

/** The days that a trial looks at. */
function datesTried(zone: ZoneCandidate, days: number): readonly LocalDate[] {
  const { request, candidate } = zone;
  return datesUpTo(lastDateTried(candidate.booking, request, days), candidate.booking, request);
}

function datesWithin({ items, now, timeZone, limits, specialDays }: PlanRequest): readonly LocalDate[] {
  const last = addDays(localDateOf(now, timeZone), limits.horizonDays);
  return datesUpTo(last, items[0]!.booking, { now, timeZone, specialDays });
}

/** From the day before today, whose last slot may reach over midnight. */
function datesUpTo(
  last: LocalDate,
  { recurrence, cancelledDates }: Booking,
  { now, timeZone, specialDays }: Pick<PlanRequest, 'now' | 'timeZone' | 'specialDays'>,
): readonly LocalDate[] {
  const window = { from: addDays(localDateOf(now, timeZone), -1), before: addDays(last, 1) };
  return datesOf(recurrence, window, cancelledDates, specialDays);
}

function stillDue(itself: PlanRequest): readonly Occurrence[] {
  return dueOccurrences(itself).filter((occurrence) => !isOver(occurrence, itself.now));
}

function isPriority({ candidate }: ZoneCandidate): boolean {
  return candidate.messageClass === 'priority';
}

/** Equal precedence says that nobody decided. */
function undecided(
  { precedence }: Booking,
  { zoneId, localDate, bookingId, title, precedence: other }: MetPriority,
): BookingConflict | undefined {
  return precedence === other ? { kind: 'priority-order', zoneId, localDate, bookingId, title } : undefined;
}

/** The first day of the series, when its exact time or its whole slot had gone by at that instant. */
function inThePast(
  { recurrence, start, soonestAt }: Booking,
  request: PlanRequest,
  at: Instant,
): readonly BookingConflict[] {
  const { timeZone, zoneId, slots, specialDays } = request;
  const slot = start.kind === 'slot' ? slots.find(({ id }) => id === start.slotId) : undefined;
  const before = addDays(localDateOf(at, timeZone), 1);
  const localDate = firstOf(daysOfRule(recurrence, { from: firstDateOf(recurrence), before }, specialDays));
  if (localDate === undefined) return [];
  const wallTime = start.kind === 'exact' ? start.at : (slot?.from ?? '00:00');
  const startsAt = soonestAt ?? instantOf(localDate, wallTime, timeZone);
  const goneAt = slot ? windowOn(slot, localDate, timeZone).to : startsAt;
  return goneAt <= at ? [{ zoneId, localDate, kind: 'in-the-past', startsAt }] : [];
}

function distinct(conflicts: readonly BookingConflict[]): readonly BookingConflict[] {
  return [...new Map(conflicts.map((conflict) => [canonicalJson(conflict), conflict])).values()];
}
