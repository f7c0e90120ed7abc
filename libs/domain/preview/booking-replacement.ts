// Which bookings would have to give way to another one. A single booking gives way as a whole, a series only on the days in question.
import type { Airing } from '../air/air';
import {
  planWithout,
  trialGround,
  tryBooking,
  type BookingConflict,
  type TrialTerms,
  type ZoneCandidate,
} from './booking-conflicts';
import type { BookedItem, PlanRequest } from '../planning/plan-zone';
import { lockEndsAt, takesAir, timeOf, touches } from '../planning/ground';
import { byPrecedence, dueOccurrences, type Occurrence } from '../planning/occurrences';
import { overlaps, type Interval, type LocalDate } from '../calendar/time';

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
export function replacementFor(
  zones: readonly ZoneCandidate[],
  conflicts: readonly BookingConflict[],
  terms: TrialTerms,
): readonly GivingWay[] | undefined {
  if (!conflicts.every(({ kind }) => CAUSED_BY_OTHERS.includes(kind))) return undefined;
  const fits = (chosen: readonly GivingWay[]) => tryBooking(withoutThem(zones, chosen), terms).conflicts.length === 0;
  const candidates = inTheWay(zones, conflicts, terms).slice(0, MAX_GIVING_WAY);
  for (let count = 1; count <= candidates.length; count += 1) {
    const chosen = candidates.slice(0, count);
    if (!fits(chosen)) continue;
    return chosen.reduce<readonly GivingWay[]>((needed, each) => {
      const fewer = needed.filter((one) => one !== each);
      return fewer.length > 0 && fits(fewer) ? fewer : needed;
    }, chosen);
  }
  return undefined;
}

/**
 * Everything that may give way: what has its place in a rundown with a conflict, is no emergency, and is not frozen. First what sounds at
 * the very time that is asked for, then the lightest and latest.
 */
export function inTheWay(
  zones: readonly ZoneCandidate[],
  conflicts: readonly BookingConflict[],
  terms: TrialTerms,
): readonly GivingWay[] {
  const found = zones.flatMap((zone) => standingInTheWay(zone, conflicts, terms));
  const byBooking = new Map<string, Obstacle[]>();
  for (const each of found) byBooking.set(each.item.booking.id, [...(byBooking.get(each.item.booking.id) ?? []), each]);
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
  const datesOf = new Map(givingWay.map(({ bookingId, localDates }) => [bookingId, localDates]));
  return zones.map(({ request, candidate }) => ({
    candidate,
    request: {
      ...request,
      items: request.items.map((item) => {
        const localDates = datesOf.get(item.booking.id);
        return localDates ? { ...item, booking: { ...item.booking, ...changeOf(item, localDates) } } : item;
      }),
    },
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

function standingInTheWay(
  zone: ZoneCandidate,
  conflicts: readonly BookingConflict[],
  { days }: TrialTerms,
): readonly Obstacle[] {
  const inZone = conflicts.filter(({ zoneId }) => zoneId === zone.request.zoneId);
  if (inZone.length === 0) return [];
  const { without, itself } = trialGround(zone, days);
  const airings = new Map(planWithout(zone, without).airings.map((airing) => [airing.id, airing]));
  const wanted = dueOccurrences(itself).filter((own) => inZone.some(({ localDate }) => localDate === own.localDate));
  return dueOccurrences(without).flatMap((other) => {
    const entries = other.airingIds.flatMap((id) => airings.get(id) ?? []).filter(takesAir);
    if (!mayGiveWay(other, entries, zone.request) || !wanted.some((own) => meets(own, other))) return [];
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
