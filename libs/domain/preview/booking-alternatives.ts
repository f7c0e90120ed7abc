// Ways out of a conflict: the same booking at another time, less often, or in the place of others; each tried as a whole before it is offered.
import type { BookedStart, Booking } from '../bookings/booking';
import { startWithoutConflict, type BookingConflict, type TrialTerms, type ZoneCandidate } from './booking-conflicts';
import { replacementFor, withoutThem, type GivingWay } from './booking-replacement';
import { addDays, instantOf, localDateOf, wallTimeOf } from '../calendar/calendar';
import { windowOn } from '../calendar/daily-window';
import { commonFreeMinutes, wholeMinute } from './free-times';
import { decisionEndsAt, leadEndsAt } from '../planning/ground';
import { firstDateOf, partFrom, type Recurrence } from '../calendar/recurrence';
import { DAY_MS, type Instant, type Interval, type LocalDate } from '../calendar/time';
import type { Pieces } from './pieces';
import type { TrialDays } from './trial-days';

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
/** How many are tried before giving up. */
const MAX_TRIES = 12;

/** Ways out of these conflicts: other times first, the nearest first; then fewer repeats; then who could give way. */
export function* alternativesTo(
  zones: readonly ZoneCandidate[],
  conflicts: readonly BookingConflict[],
  terms: TrialTerms,
  trialDays: TrialDays,
): Pieces<readonly BookingAlternative[]> {
  const [first] = zones;
  const conflict = earliest(conflicts);
  if (!first || !conflict) return [];
  const question = { zones, first, conflicts, conflictDate: conflict.localDate, terms, trialDays };
  const givingWay = (yield* replacementFor(zones, conflicts, terms, trialDays)) ?? [];
  return [
    ...(yield* worked(otherTimes(question), MAX_TIMES, question, offeredFrom(first))),
    ...(yield* worked(fewerRepeats(first), 1, question)),
    ...(yield* worked(givingWay.length > 0 ? [asAsked(first, 'replace', { givingWay })] : [], 1, question)),
  ];
}

/** What is asked, with what was found out while it is answered. */
interface Question {
  readonly zones: readonly ZoneCandidate[];
  readonly first: ZoneCandidate;
  readonly conflicts: readonly BookingConflict[];
  /** The first day with a conflict. */
  readonly conflictDate: LocalDate;
  readonly terms: TrialTerms;
  readonly trialDays: TrialDays;
}

type Wish = Omit<BookingAlternative, 'firstStartsAt' | 'replaces'>;

/** Wishes one after the other; undefined: a piece of the looking for them is done. */
type Wishes = Iterable<Wish | undefined>;

/** The earliest other time that is worth offering: somebody has to approve it first. Who has a reason to be late stands ready. */
function offeredFrom({ request, candidate }: ZoneCandidate): Instant {
  return candidate.booking.lateReason === null ? decisionEndsAt(request) : leadEndsAt(request);
}

/** The wishes that have no conflict and begin no earlier than this, up to so many. */
function* worked(
  wishes: Wishes,
  most: number,
  { zones, terms, trialDays }: Question,
  earliestAt = -Infinity,
): Pieces<readonly BookingAlternative[]> {
  const found: BookingAlternative[] = [];
  let tries = 0;
  for (const wish of wishes) {
    if (!wish) {
      yield;
      continue;
    }
    if (tries++ === MAX_TRIES) break;
    const { start, recurrence, repeats, givingWay } = wish;
    const changed = zones.map((zone) => withChange(zone, { start, recurrence, repeats }));
    const startsAt = yield* startWithoutConflict(withoutThem(changed, givingWay), terms, trialDays);
    if (startsAt !== undefined && startsAt >= earliestAt) {
      const replaces = givingWay.map(({ bookingId }) => bookingId);
      found.push({ ...wish, replaces, firstStartsAt: startsAt });
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

function* otherTimes(question: Question): Wishes {
  const { first, conflictDate } = question;
  const { start, recurrence } = first.candidate.booking;
  const today = localDateOf(first.request.now, first.request.timeZone);
  // A series that began in the past can begin tomorrow.
  const fromTomorrow = partFrom(recurrence, addDays(today, 1));
  const begun = fromTomorrow !== undefined && firstDateOf(recurrence) <= today;
  if (begun) yield asAsked(first, 'later-begin', { recurrence: fromTomorrow });
  if (start.kind !== 'slot') yield* laterTimes(question);
  else if (recurrence.kind === 'once') yield* behindEmergency(question);
  yield* laterSlots(first, conflictDate);
}

/** What an emergency keeps out of its slot may sound directly after it, whatever slot that is in. */
function* behindEmergency(question: Question): Wishes {
  const { first, conflicts } = question;
  const emergencies = conflicts.filter(({ kind }) => kind === 'emergency');
  const [endsAt] = endsOf(emergencies, first).sort((a, b) => b - a);
  if (endsAt === undefined) return;
  const from = Math.max(endsAt, offeredFrom(first));
  for (const startsAt of freeMinutes({ from, to: from + DAY_MS }, question)) {
    if (startsAt === undefined) yield undefined;
    else return yield atThatTime(first, startsAt, startsAt === wholeMinute(endsAt) ? 'queue-after' : 'other-time');
  }
}

/** The free minutes, after undefined for each piece of the looking for them. */
function* freeMinutes(within: Interval, { zones, trialDays }: Question): Iterable<Instant | undefined> {
  const looking = commonFreeMinutes(zones, within, trialDays);
  for (;;) {
    const piece = looking.next();
    if (piece.done) return yield* piece.value;
    yield undefined;
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
function* laterTimes(question: Question): Wishes {
  const { first, conflicts, conflictDate } = question;
  const { booking } = first.candidate;
  const { timeZone } = first.request;
  const midnight = instantOf(addDays(conflictDate, 1), '00:00', timeZone);
  // As soon as possible was looked for on that day already.
  const booked = booking.start.kind === 'exact' ? instantOf(conflictDate, booking.start.at, timeZone) : midnight;
  const from = Math.max(booked, offeredFrom(first));
  const once = booking.recurrence.kind === 'once';
  const followers = new Set(endsOf(conflicts, first).map(wholeMinute));
  for (const startsAt of freeMinutes({ from, to: once ? from + DAY_MS : midnight }, question)) {
    if (startsAt === booked) continue;
    if (startsAt === undefined) yield undefined;
    else yield atThatTime(first, startsAt, followers.has(startsAt) ? 'queue-after' : 'other-time');
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
