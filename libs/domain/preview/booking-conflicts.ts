// What would go wrong if a booking were saved, found by planning its zones with and without it.
import type { Booking } from '../bookings/booking';
import { prioritiesMet, type MetPriority } from './booking-order';
import { addDays, daysBetween, instantOf, localDateOf } from '../calendar/calendar';
import { windowOn } from '../calendar/daily-window';
import type { BookingConflict } from './conflict-reasons';
import { planZone, type BookedItem, type PlanRequest, type ZonePlan } from '../planning/plan-zone';
import { dueOccurrences, isOver, type Occurrence } from '../planning/occurrences';
import { datesOf, daysOfRule, firstDateOf, lastDateOf } from '../calendar/recurrence';
import type { Instant, LocalDate } from '../calendar/time';
import { daysAreApart, together, TrialDays, tryPlanned, type PreviewedStart, type TriedDays } from './trial-days';
import { canonicalJson } from '../canonical-json';

export type { BookingConflict, PlacedConflict } from './conflict-reasons';
export type { PreviewedStart } from './trial-days';

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

/** No booking is looked at further ahead than this. */
const MAX_DAYS_AHEAD = 366;

/** Plans every zone as if the booking were approved now. */
export function tryBooking(zones: readonly ZoneCandidate[], terms: TrialTerms): Trial {
  const trialDays = new TrialDays();
  const trials = zones.map((zone) => tryInZone(zone, terms, trialDays));
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

function tryInZone(zone: ZoneCandidate, { days, orderLater }: TrialTerms, trialDays: TrialDays): Trial {
  const { now, zoneId } = zone.request;
  const { without, itself } = trialGround(zone, days);
  const { booking } = itself.items[0]!;
  const { asked, starts, refused, displaced } = tried(zone, without, itself, trialDays);
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
function tried(zone: ZoneCandidate, without: PlanRequest, itself: PlanRequest, trialDays: TrialDays): TriedDays {
  const [candidate] = itself.items;
  const special = trialDays.lastSpecialDate(without);
  const whole = () => tryPlanned(without, itself, planWithout(zone, without).airings, zone.request);
  if (isPriority(zone) || !daysAreApart(without, candidate!)) return whole();
  const dates = datesTried(candidate!.booking, without);
  const far = dates.filter((date) => date > special);
  if (far.length === 0) return whole();
  const days = trialDays.tryDays(without, candidate!, far);
  if (far.length === dates.length) return days;
  const near = upTo(special, without);
  const first = tryPlanned(near, { ...near, items: itself.items }, planWithout(zone, near).airings, zone.request);
  return together([first, days]);
}

/** From the day before today, whose last slot may reach over midnight. */
function datesTried({ recurrence, cancelledDates }: Booking, request: PlanRequest): readonly LocalDate[] {
  const today = localDateOf(request.now, request.timeZone);
  const window = { from: addDays(today, -1), before: addDays(today, request.limits.horizonDays + 1) };
  return datesOf(recurrence, window, cancelledDates, request.specialDays);
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
