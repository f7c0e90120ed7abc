// Which bookings would have to give way to another one. A single booking gives way as a whole, a series only on the days in question.
import type { Airing } from '../air/air';
import type { Booking } from '../bookings/booking';
import {
  startWithoutConflict,
  trialGround,
  upTo,
  type BookingConflict,
  type TrialTerms,
  type ZoneCandidate,
} from './booking-conflicts';
import type { BookedItem, PlanRequest } from '../planning/plan-zone';
import { lockEndsAt, takesAir, timeOf, touches } from '../planning/ground';
import { byPrecedence, dueOccurrences, type Occurrence } from '../planning/occurrences';
import { overlaps, type Interval, type LocalDate } from '../calendar/time';
import type { Pieces } from './pieces';
import { onDay, type ExampleDay, type TrialDays } from './trial-days';

/** A booking that gives way, and on which days. */
export interface GivingWay {
  readonly bookingId: string;
  readonly title: string;
  readonly localDates: readonly LocalDate[];
}

/** What others cause: only that can end when they give way. */
const CAUSED_BY_OTHERS: readonly BookingConflict['kind'][] = ['overlap', 'overflow', 'rundown-cap', 'day-cap'];
/** More bookings than these are not asked to give way to one. */
const MAX_GIVING_WAY = 4;

/** The fewest bookings, the lightest and latest first, without which the booking finds its place; undefined when there are none. */
export function* replacementFor(
  zones: readonly ZoneCandidate[],
  conflicts: readonly BookingConflict[],
  terms: TrialTerms,
  trialDays: TrialDays,
): Pieces<readonly GivingWay[] | undefined> {
  if (!conflicts.every(({ kind }) => CAUSED_BY_OTHERS.includes(kind))) return undefined;
  const fits = function* (chosen: readonly GivingWay[]): Pieces<boolean> {
    return (yield* startWithoutConflict(withoutThem(zones, chosen), terms, trialDays)) !== undefined;
  };
  const candidates = (yield* inTheWay(zones, conflicts, terms, trialDays)).slice(0, MAX_GIVING_WAY);
  for (let count = 1; count <= candidates.length; count += 1) {
    const chosen = candidates.slice(0, count);
    if (!(yield* fits(chosen))) continue;
    let needed: readonly GivingWay[] = chosen;
    for (const each of chosen) {
      const fewer = needed.filter((one) => one !== each);
      if (fewer.length > 0 && (yield* fits(fewer))) needed = fewer;
    }
    return needed;
  }
  return undefined;
}

/**
 * Everything that may give way: what has its place in a rundown with a conflict, is no emergency, and is not frozen. First what sounds at
 * the very time that is asked for, then the lightest and latest.
 */
export function* inTheWay(
  zones: readonly ZoneCandidate[],
  conflicts: readonly BookingConflict[],
  terms: TrialTerms,
  trialDays: TrialDays,
): Pieces<readonly GivingWay[]> {
  const byBooking = new Map<string, Obstacle[]>();
  const datesIn = new Map<string, Set<LocalDate>>();
  for (const { zoneId, localDate } of conflicts) {
    datesIn.set(zoneId, (datesIn.get(zoneId) ?? new Set()).add(localDate));
  }
  const seen = new Set<string>();
  for (const zone of zones) {
    const dates = [...(datesIn.get(zone.request.zoneId) ?? [])].sort();
    const { request, candidate } = zone;
    const special = trialDays.specialDate(request, candidate);
    const kind = special && trialDays.kindOf(request, candidate, dates);
    const key = kind && `${kind} ${dates.join()}`;
    if (dates.length === 0 || (key !== undefined && seen.has(key))) continue;
    if (key !== undefined) seen.add(key);
    for (const each of standingInTheWay(zone, dates, terms, trialDays)) {
      const { id } = each.item.booking;
      const known = byBooking.get(id);
      if (known) known.push(each);
      else byBooking.set(id, [each]);
    }
    yield;
  }
  return [...byBooking.values()].sort(firstToGiveWay).map((obstacles) => {
    const { booking, title } = obstacles[0]!.item;
    return {
      bookingId: booking.id,
      title,
      localDates: [...new Set(obstacles.map(({ localDate }) => localDate))].sort(),
    };
  });
}

/** The zones as they are once these have given way. */
export function withoutThem(
  zones: readonly ZoneCandidate[],
  givingWay: readonly GivingWay[],
): readonly ZoneCandidate[] {
  if (givingWay.length === 0) return zones;
  const datesOf = new Map(givingWay.map(({ bookingId, localDates }) => [bookingId, localDates]));
  // Zones go on sharing their bookings.
  const changed = new Map<Booking, Booking>();
  const withoutDays = (item: BookedItem): BookedItem => {
    const localDates = datesOf.get(item.booking.id);
    if (!localDates) return item;
    const booking = changed.get(item.booking) ?? { ...item.booking, ...changeOf(item, localDates) };
    changed.set(item.booking, booking);
    return { ...item, booking };
  };
  return zones.map(({ request, candidate }) => ({
    candidate,
    request: { ...request, items: request.items.map(withoutDays) },
  }));
}

function changeOf({ booking }: BookedItem, localDates: readonly LocalDate[]): Partial<BookedItem['booking']> {
  if (booking.recurrence.kind === 'once') return { state: 'replaced' };
  return { cancelledDates: [...booking.cancelledDates, ...localDates] };
}

/** One day of a booking that stands in the way. */
interface Obstacle {
  readonly item: BookedItem;
  readonly localDate: LocalDate;
  /** It sounds when the other one is to sound, and cannot move. */
  readonly collides: boolean;
}

function* standingInTheWay(
  zone: ZoneCandidate,
  dates: readonly LocalDate[],
  { days }: TrialTerms,
  trialDays: TrialDays,
): Iterable<Obstacle> {
  const { request } = zone;
  const { without, itself } = trialGround(zone, days);
  const [candidate] = itself.items;
  const special = trialDays.specialDate(request, candidate!);
  const near = special === undefined ? dates : dates.filter((date) => date <= special);
  if (near.length > 0) {
    const stretch = special === undefined ? without : upTo(special, without);
    const { airings } = trialDays.planWithout(request, stretch);
    yield* obstaclesIn(stretch, { ...stretch, items: itself.items }, near, airings, request);
  }
  const alike = new Map<ExampleDay, LocalDate[]>();
  for (const date of dates.slice(near.length)) {
    const example = trialDays.exampleOf(request, candidate!, date);
    alike.set(example, [...(alike.get(example) ?? []), date]);
  }
  for (const [example, same] of alike) {
    const day = { ...example.without, items: [onDay(candidate!, example.date)] };
    const found = obstaclesIn(example.without, day, [example.date], example.airings, request);
    yield* same.flatMap((localDate) => found.map((each) => ({ ...each, localDate })));
  }
}

/** What stands in the way of the booking, the only item of `itself`, on these days. */
function obstaclesIn(
  without: PlanRequest,
  itself: PlanRequest,
  dates: readonly LocalDate[],
  planned: readonly Airing[],
  request: PlanRequest,
): readonly Obstacle[] {
  const airings = new Map(planned.map((airing) => [airing.id, airing]));
  const wanted = dueOccurrences(itself).filter(({ localDate }) => dates.includes(localDate));
  return dueOccurrences(without).flatMap((other) => {
    const entries = other.airingIds.flatMap((id) => airings.get(id) ?? []).filter(takesAir);
    if (!mayGiveWay(other, entries, request) || !wanted.some((own) => meets(own, other))) return [];
    const collides = wanted.some((own) => own.anchoredAt !== null && touches(timeOfAll(own), entries.map(timeOf)));
    return { item: other.item, localDate: other.localDate, collides };
  });
}

function mayGiveWay({ item }: Occurrence, entries: readonly Airing[], request: PlanRequest): boolean {
  const frozen = entries.some(({ startsAt }) => startsAt < lockEndsAt(request));
  return item.messageClass !== 'emergency' && entries.length > 0 && !frozen;
}

function meets(own: Occurrence, other: Occurrence): boolean {
  return overlaps(own.frame.window, other.frame.window);
}

function timeOfAll({ anchoredAt, durationMs, airingIds, frame }: Occurrence): Interval {
  return anchoredAt === null ? frame.window : { from: anchoredAt, to: anchoredAt + airingIds.length * durationMs };
}

function firstToGiveWay(a: readonly Obstacle[], b: readonly Obstacle[]): number {
  const collides = (obstacles: readonly Obstacle[]) => Number(obstacles.some((each) => each.collides));
  return collides(b) - collides(a) || byPrecedence(b[0]!.item, a[0]!.item);
}
