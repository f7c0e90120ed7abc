// Ways out of a conflict: other times for the same booking, each tried as a whole before it is offered.
import type { BookedStart, Booking, Recurrence } from './booking';
import { fullDays, isCapped } from './broadcast-limits';
import { tryBooking, type BookingConflict, type ZoneCandidate } from './booking-conflicts';
import { addDays, instantOf, localDateOf, wallTimeOf } from './calendar';
import { windowOn } from './daily-window';
import { planZone, type BookedItem } from './planning';
import { stopsInForce, takesAir, timeOf } from './planning/ground';
import { lengthOfRepeats } from './planning/occurrences';
import { widened } from './planning/room';
import { quietStretches } from './quiet-hours';
import { firstDateOf, partFrom } from './recurrence';
import { DAY_MS, MINUTE_MS, overlaps, type Instant, type Interval, type LocalDate } from './time';

/** The same booking at another time, with no conflict when it was tried. */
export interface BookingAlternative {
  readonly start: BookedStart;
  readonly recurrence: Recurrence;
  /** When it would first sound. */
  readonly firstStartsAt: Instant;
}

/** How many ways out are offered. */
const MAX_ALTERNATIVES = 3;
/** How many are tried before giving up: every try plans all zones. */
const MAX_TRIES = 12;

/** Ways out of these conflicts, the nearest first. For an exact time later times, for a slot later slots; a single day may become a later one. */
export function alternativesTo(
  zones: readonly ZoneCandidate[],
  conflicts: readonly BookingConflict[],
  days: number,
): readonly BookingAlternative[] {
  const [first] = zones;
  const conflict = earliest(conflicts);
  if (!first || !conflict) return [];
  const found: BookingAlternative[] = [];
  let tries = 0;
  for (const wish of wishes(zones, first, conflict.localDate)) {
    if (tries++ === MAX_TRIES || found.length === MAX_ALTERNATIVES) break;
    const trial = tryBooking(
      zones.map((zone) => withWish(zone, wish)),
      days,
    );
    const [start] = trial.starts;
    if (start && trial.conflicts.length === 0) found.push({ ...wish, firstStartsAt: start.startsAt });
  }
  return found;
}

type Wish = Pick<Booking, 'start' | 'recurrence'>;

function withWish({ request, candidate }: ZoneCandidate, wish: Wish): ZoneCandidate {
  return { request, candidate: { ...candidate, booking: { ...candidate.booking, ...wish } } };
}

function earliest(conflicts: readonly BookingConflict[]): BookingConflict | undefined {
  return [...conflicts].sort((a, b) => (a.localDate < b.localDate ? -1 : 1))[0];
}

function* wishes(zones: readonly ZoneCandidate[], first: ZoneCandidate, conflictDate: LocalDate): Iterable<Wish> {
  const { start, recurrence } = first.candidate.booking;
  const today = localDateOf(first.request.now, first.request.timeZone);
  // A series that began in the past can begin tomorrow.
  const fromTomorrow = partFrom(recurrence, addDays(today, 1));
  if (fromTomorrow && firstDateOf(recurrence) <= today) yield { start, recurrence: fromTomorrow };
  yield* start.kind === 'exact' ? laterTimes(zones, first, conflictDate) : laterSlots(first, conflictDate);
}

/** Slots after the booked one: for a single day on that day and the next ones, for a series on the same days. */
function* laterSlots({ request, candidate }: ZoneCandidate, conflictDate: LocalDate): Iterable<Wish> {
  const { recurrence, start } = candidate.booking;
  const { timeZone, now, slots } = request;
  const inOrder = [...slots].sort((a, b) => (a.from + a.id < b.from + b.id ? -1 : 1));
  const booked = inOrder.findIndex(({ id }) => start.kind === 'slot' && id === start.slotId);
  if (recurrence.kind !== 'once') {
    const others = [...inOrder.slice(booked + 1), ...inOrder.slice(0, Math.max(0, booked))];
    yield* others.map(({ id }) => ({ recurrence, start: { kind: 'slot', slotId: id } as const }));
    return;
  }
  const firstDate = laterDate(conflictDate, localDateOf(now, timeZone));
  for (let date = firstDate; date <= addDays(firstDate, 2); date = addDays(date, 1)) {
    for (const slot of date === recurrence.date ? inOrder.slice(booked + 1) : inOrder) {
      if (windowOn(slot, date, timeZone).to <= now) continue;
      yield { recurrence: { kind: 'once', date }, start: { kind: 'slot', slotId: slot.id } };
    }
  }
}

/** Whole minutes at which all zones are free; for a single day up to a day later, for a series up to midnight. */
function* laterTimes(zones: readonly ZoneCandidate[], first: ZoneCandidate, conflictDate: LocalDate): Iterable<Wish> {
  const { booking } = first.candidate;
  const { now, timeZone, limits } = first.request;
  if (booking.start.kind !== 'exact') return;
  const booked = instantOf(conflictDate, booking.start.at, timeZone);
  const from = Math.max(booked, now + (booking.lateReason === null ? limits.lockMs : limits.leadMs));
  const once = booking.recurrence.kind === 'once';
  const before = once ? from + DAY_MS : instantOf(addDays(conflictDate, 1), '00:00', timeZone);
  const lengthMs = Math.max(...zones.map((zone) => lengthOf(zone)));
  const taken = zones.flatMap((zone) => takenTimes(zone, { from: from - DAY_MS, to: before + DAY_MS }));
  for (const startsAt of freeMinutes({ from, to: before }, lengthMs, taken)) {
    if (startsAt === booked) continue;
    const start = { kind: 'exact', at: wallTimeOf(startsAt, timeZone) } as const;
    yield { start, recurrence: once ? { kind: 'once', date: localDateOf(startsAt, timeZone) } : booking.recurrence };
  }
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
  const entries = airings.filter((airing) => airing.kind === 'item' && takesAir(airing));
  const soundMs = candidate.booking.repeats * lengthOfOne(candidate);
  return [
    ...entries.map(timeOf).map((entry) => widened(entry, broadcastLimits.minGapMs)),
    ...(candidate.messageClass === 'emergency'
      ? []
      : fullDays(soundMs, entries.filter(isCapped), span, broadcastLimits, timeZone)),
    ...quietStretches(quietHours, span, timeZone, specialDays),
    ...stopsInForce(request),
  ].filter((time) => overlaps(time, span));
}

function* freeMinutes(within: Interval, lengthMs: number, taken: readonly Interval[]): Iterable<Instant> {
  let startsAt = wholeMinute(within.from);
  while (startsAt < within.to) {
    const time = { from: startsAt, to: startsAt + lengthMs };
    const inTheWay = taken.filter((each) => overlaps(each, time));
    if (inTheWay.length === 0) yield startsAt;
    startsAt = wholeMinute(inTheWay.length === 0 ? time.to : Math.max(...inTheWay.map(({ to }) => to)));
  }
}

function wholeMinute(instant: Instant): Instant {
  return Math.ceil(instant / MINUTE_MS) * MINUTE_MS;
}

function laterDate(a: LocalDate, b: LocalDate): LocalDate {
  return a > b ? a : b;
}
