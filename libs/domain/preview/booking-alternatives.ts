// Ways out of a conflict: the same booking at another time, less often, or in the place of others; each tried as a whole before it is offered.
import type { BookedStart, Booking } from '../bookings/booking';
import { tryBooking, type BookingConflict, type TrialTerms, type ZoneCandidate } from './booking-conflicts';
import { replacementFor, withoutThem, type GivingWay } from './booking-replacement';
import { addDays, instantOf, localDateOf, wallTimeOf } from '../calendar/calendar';
import { windowOn } from '../calendar/daily-window';
import { commonFreeMinutes, wholeMinute } from './free-times';
import { decisionEndsAt, leadEndsAt } from '../planning/ground';
import { firstDateOf, partFrom, type Recurrence } from '../calendar/recurrence';
import { DAY_MS, type Instant, type LocalDate } from '../calendar/time';

/** What kind of way out: directly after what is in the way, a later slot, another time, fewer repeats, a later first day, in the place of others. */
export const WAYS_OUT = ['queue-after', 'next-slot', 'other-time', 'fewer-repeats', 'later-begin', 'replace'] as const;
/** One of `WAYS_OUT`. */
type WayOut = (typeof WAYS_OUT)[number];

/** The same booking otherwise, with no conflict when it was tried; asked for as it stands here, it is what was tried. */
export interface BookingAlternative {
  readonly kind: WayOut;
  readonly start: BookedStart;
  readonly recurrence: Recurrence;
  readonly repeats: number;
  /** The bookings that would have to give way; empty except for `replace`. */
  readonly replaces: readonly string[];
  /** The same bookings as people know them, with the days they would lose. */
  readonly givingWay: readonly GivingWay[];
  /** When it would first sound. */
  readonly firstStartsAt: Instant;
}

/** How many other times and slots are offered. */
const MAX_TIMES = 3;
/** How many are tried before giving up: every try plans all zones. */
const MAX_TRIES = 12;

/** Ways out of these conflicts: other times first, the nearest first; then fewer repeats; then who could give way. */
export function alternativesTo(
  zones: readonly ZoneCandidate[],
  conflicts: readonly BookingConflict[],
  terms: TrialTerms,
): readonly BookingAlternative[] {
  const [first] = zones;
  const conflict = earliest(conflicts);
  if (!first || !conflict) return [];
  const tried = (wishes: Iterable<Wish>, most: number) => worked(wishes, most, zones, terms);
  const givingWay = replacementFor(zones, conflicts, terms) ?? [];
  return [
    ...worked(otherTimes(zones, first, conflicts, conflict.localDate), MAX_TIMES, zones, terms, offeredFrom(first)),
    ...tried(fewerRepeats(first), 1),
    ...tried(givingWay.length > 0 ? [asAsked(first, 'replace', { givingWay })] : [], 1),
  ];
}

type Wish = Omit<BookingAlternative, 'firstStartsAt' | 'replaces'>;

/** The earliest other time that is worth offering: somebody has to approve it first. Who has a reason to be late stands ready. */
function offeredFrom({ request, candidate }: ZoneCandidate): Instant {
  return candidate.booking.lateReason === null ? decisionEndsAt(request) : leadEndsAt(request);
}

/** The wishes that have no conflict and begin no earlier than this, up to so many. */
function worked(
  wishes: Iterable<Wish>,
  most: number,
  zones: readonly ZoneCandidate[],
  terms: TrialTerms,
  earliestAt = -Infinity,
): readonly BookingAlternative[] {
  const found: BookingAlternative[] = [];
  let tries = 0;
  for (const wish of wishes) {
    if (tries++ === MAX_TRIES) break;
    const { start, recurrence, repeats, givingWay } = wish;
    const changed = zones.map((zone) => withChange(zone, { start, recurrence, repeats }));
    const trial = tryBooking(withoutThem(changed, givingWay), terms);
    const [starts] = trial.starts;
    if (starts && starts.startsAt >= earliestAt && trial.conflicts.length === 0) {
      const replaces = givingWay.map(({ bookingId }) => bookingId);
      found.push({ ...wish, replaces, firstStartsAt: starts.startsAt });
    }
    if (found.length === most) break;
  }
  return found;
}

function withChange({ request, candidate }: ZoneCandidate, change: Partial<Booking>): ZoneCandidate {
  return { request, candidate: { ...candidate, booking: { ...candidate.booking, ...change } } };
}

/** The booking as it was asked for, but for this. */
function asAsked({ candidate }: ZoneCandidate, kind: WayOut, change: Partial<Wish>): Wish {
  const { start, recurrence, repeats } = candidate.booking;
  return { kind, start, recurrence, repeats, givingWay: [], ...change };
}

function earliest(conflicts: readonly BookingConflict[]): BookingConflict | undefined {
  return [...conflicts].sort((a, b) => (a.localDate < b.localDate ? -1 : 1))[0];
}

function* otherTimes(
  zones: readonly ZoneCandidate[],
  first: ZoneCandidate,
  conflicts: readonly BookingConflict[],
  conflictDate: LocalDate,
): Iterable<Wish> {
  const { start, recurrence } = first.candidate.booking;
  const today = localDateOf(first.request.now, first.request.timeZone);
  // A series that began in the past can begin tomorrow.
  const fromTomorrow = partFrom(recurrence, addDays(today, 1));
  const begun = fromTomorrow !== undefined && firstDateOf(recurrence) <= today;
  if (begun) yield asAsked(first, 'later-begin', { recurrence: fromTomorrow });
  if (start.kind !== 'slot') yield* laterTimes(zones, first, conflicts, conflictDate);
  else if (recurrence.kind === 'once') yield* behindEmergency(zones, first, conflicts);
  yield* laterSlots(first, conflictDate);
}

/** What an emergency keeps out of its slot may sound directly after it, whatever slot that is in. */
function* behindEmergency(
  zones: readonly ZoneCandidate[],
  first: ZoneCandidate,
  conflicts: readonly BookingConflict[],
): Iterable<Wish> {
  const emergencies = conflicts.filter(({ kind }) => kind === 'emergency');
  const [endsAt] = endsOf(emergencies, first).sort((a, b) => b - a);
  if (endsAt === undefined) return;
  const from = Math.max(endsAt, offeredFrom(first));
  for (const startsAt of commonFreeMinutes(zones, { from, to: from + DAY_MS })) {
    return yield atThatTime(first, startsAt, startsAt === wholeMinute(endsAt) ? 'queue-after' : 'other-time');
  }
}

/** One repeat less, and one less again. */
function* fewerRepeats(first: ZoneCandidate): Iterable<Wish> {
  for (let repeats = first.candidate.booking.repeats - 1; repeats > 0; repeats -= 1) {
    yield asAsked(first, 'fewer-repeats', { repeats });
  }
}

/** Slots after the booked one: for a single day on that day and the next ones, for a series on the same days. */
function* laterSlots(first: ZoneCandidate, conflictDate: LocalDate): Iterable<Wish> {
  const { recurrence, start } = first.candidate.booking;
  const { timeZone, now, slots } = first.request;
  const inOrder = [...slots].sort((a, b) => (a.from + a.id < b.from + b.id ? -1 : 1));
  const booked = inOrder.findIndex(({ id }) => start.kind === 'slot' && id === start.slotId);
  if (recurrence.kind !== 'once') {
    const others = [...inOrder.slice(booked + 1), ...inOrder.slice(0, Math.max(0, booked))];
    yield* others.map(({ id }) => asAsked(first, 'next-slot', { start: { kind: 'slot', slotId: id } }));
    return;
  }
  const firstDate = laterDate(conflictDate, localDateOf(now, timeZone));
  for (let date = firstDate; date <= addDays(firstDate, 2); date = addDays(date, 1)) {
    for (const slot of date === recurrence.date ? inOrder.slice(booked + 1) : inOrder) {
      if (windowOn(slot, date, timeZone).to <= now) continue;
      yield asAsked(first, 'next-slot', {
        recurrence: { kind: 'once', date },
        start: { kind: 'slot', slotId: slot.id },
      });
    }
  }
}

/** Whole minutes at which all zones are free; for a single day up to a day later, for a series up to midnight. */
function* laterTimes(
  zones: readonly ZoneCandidate[],
  first: ZoneCandidate,
  conflicts: readonly BookingConflict[],
  conflictDate: LocalDate,
): Iterable<Wish> {
  const { booking } = first.candidate;
  const { timeZone } = first.request;
  const midnight = instantOf(addDays(conflictDate, 1), '00:00', timeZone);
  // As soon as possible was looked for on that day already.
  const booked = booking.start.kind === 'exact' ? instantOf(conflictDate, booking.start.at, timeZone) : midnight;
  const from = Math.max(booked, offeredFrom(first));
  const once = booking.recurrence.kind === 'once';
  const followers = new Set(endsOf(conflicts, first).map(wholeMinute));
  for (const startsAt of commonFreeMinutes(zones, { from, to: once ? from + DAY_MS : midnight })) {
    if (startsAt === booked) continue;
    yield atThatTime(first, startsAt, followers.has(startsAt) ? 'queue-after' : 'other-time');
  }
}

/** When what is in the way ends, with the silence that belongs after it. */
function endsOf(conflicts: readonly BookingConflict[], { request }: ZoneCandidate): Instant[] {
  return conflicts.flatMap((each) => {
    if (each.kind === 'overlap') return each.endsAt + request.broadcastLimits.minGapMs;
    return each.kind === 'emergency' ? each.endsAt : [];
  });
}

/** The booking at that instant; a single day moves along with it. */
function atThatTime(first: ZoneCandidate, startsAt: Instant, kind: WayOut): Wish {
  const { recurrence } = first.candidate.booking;
  const { timeZone } = first.request;
  return asAsked(first, kind, {
    start: { kind: 'exact', at: wallTimeOf(startsAt, timeZone) },
    recurrence: recurrence.kind === 'once' ? { kind: 'once', date: localDateOf(startsAt, timeZone) } : recurrence,
  });
}

function laterDate(a: LocalDate, b: LocalDate): LocalDate {
  return a > b ? a : b;
}
