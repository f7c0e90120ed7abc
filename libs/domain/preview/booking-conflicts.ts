// What would go wrong if a booking were saved, found by planning its zones with and without it.
import type { Airing } from '../air/air';
import type { Booking } from '../bookings/booking';
import { prioritiesMet, type MetPriority } from './booking-order';
import { addDays, daysBetween, instantOf, localDateOf } from '../calendar/calendar';
import { windowOn } from '../calendar/daily-window';
import { conflictsOf, displacement, type BookingConflict } from './conflict-reasons';
import { planZone, type BookedItem, type PlanRequest, type ZonePlan } from '../planning/plan-zone';
import { takesAir } from '../planning/ground';
import { dueOccurrences, isOver } from '../planning/occurrences';
import { daysOfRule, firstDateOf, lastDateOf } from '../calendar/recurrence';
import type { Instant, LocalDate } from '../calendar/time';
import { canonicalJson } from '../canonical-json';

export type { BookingConflict, PlacedConflict } from './conflict-reasons';

/** One zone with what the booking would be in it. */
export interface ZoneCandidate {
  readonly request: PlanRequest;
  readonly candidate: BookedItem;
}

/** One time at which the booking would sound. */
export interface PreviewedStart {
  readonly zoneId: string;
  readonly localDate: LocalDate;
  /** Counted from 0. */
  readonly repeat: number;
  readonly startsAt: Instant;
  readonly endsAt: Instant;
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

/** No booking is looked at further ahead than this. */
const MAX_DAYS_AHEAD = 366;

/** Plans every zone as if the booking were approved now. */
export function tryBooking(zones: readonly ZoneCandidate[], terms: TrialTerms): Trial {
  const trials = zones.map((zone) => tryInZone(zone, terms));
  return {
    starts: trials.flatMap(({ starts }) => starts).sort((a, b) => a.startsAt - b.startsAt),
    conflicts: trials.flatMap(({ conflicts }) => conflicts),
    met: trials.flatMap(({ met }) => met),
  };
}

/** What a trial plans in one zone: everything else, and the booking as if it were approved now; no further than it is tried. */
export function trialGround(
  { request, candidate }: ZoneCandidate,
  days: number,
): { readonly without: PlanRequest; readonly itself: PlanRequest } {
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
function upTo(last: LocalDate, request: PlanRequest): PlanRequest {
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

/** What one zone plays without the booking does not depend on how the booking is tried: every try on the same request shares it. */
const plansWithout = new WeakMap<PlanRequest, Map<string, ZonePlan>>();

/** The plan of everything else in the zone; `without` is made of the zone's own request by `trialGround`. */
export function planWithout({ request, candidate }: ZoneCandidate, without: PlanRequest): ZonePlan {
  const known = plansWithout.get(request) ?? new Map<string, ZonePlan>();
  plansWithout.set(request, known);
  const key = `${candidate.booking.id} ${without.limits.horizonDays}`;
  const plan = known.get(key) ?? planZone(without);
  known.set(key, plan);
  return plan;
}

function tryInZone(zone: ZoneCandidate, { days, orderLater }: TrialTerms): Trial {
  const { now, zoneId } = zone.request;
  const { without, itself } = trialGround(zone, days);
  const { booking } = itself.items[0]!;
  const before = planWithout(zone, without);
  const after = planZone({ ...without, items: [...without.items, ...itself.items] });
  const airings = new Map(after.airings.map((airing) => [airing.id, airing]));
  const due = dueOccurrences(itself).filter((occurrence) => !isOver(occurrence, now));
  const wanted = due.flatMap((occurrence) =>
    occurrence.airingIds.map((id, repeat) => ({ occurrence, repeat, airing: airings.get(id)! })),
  );
  const met = isPriority(zone) ? prioritiesMet(due, dueOccurrences(without), zoneId) : [];
  // A series that was amended may have begun at another time of day.
  const sounded = booking.amendedBy.length > 0 && wanted.length > 0;
  const conflicts = [
    ...(sounded ? [] : inThePast(booking, zone.request, wanted.length === 0 ? now : booking.createdAt)),
    ...wanted.flatMap(({ occurrence, airing }) => conflictsOf(airing, occurrence, zone.request)),
    ...displaced(before.airings, airings).flatMap((airing) => displacement(airing, zone.request)),
    ...(orderLater ? [] : met.flatMap((each) => undecided(booking, each) ?? [])),
  ];
  const starts = wanted
    .filter(({ airing }) => airing.state === 'planned')
    .map(({ occurrence: { localDate, durationMs }, repeat, airing: { startsAt } }) => {
      return { zoneId, localDate, repeat, startsAt, endsAt: startsAt + durationMs };
    });
  return { starts, conflicts: distinct(conflicts), met };
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

/** Items that take air without the booking and would not with it, as they stood. */
function displaced(before: readonly Airing[], after: ReadonlyMap<string, Airing>): readonly Airing[] {
  return before
    .filter((airing) => airing.kind === 'item' && takesAir(airing))
    .flatMap((airing) => {
      const lost = after.get(airing.id);
      return lost?.state === 'dropped' ? { ...lost, startsAt: airing.startsAt } : [];
    });
}

function distinct(conflicts: readonly BookingConflict[]): readonly BookingConflict[] {
  return [...new Map(conflicts.map((conflict) => [canonicalJson(conflict), conflict])).values()];
}
