// What trying a booking comes to: where it would sound, why it has no place, what it would push out. Found by planning with and without it.
import type { Airing } from '../air/air';
import { instantOf } from '../calendar/calendar';
import type { Instant, LocalDate } from '../calendar/time';
import { conflictsOf, displacement, type BookingConflict } from './conflict-reasons';
import { takesAir } from '../planning/ground';
import { dueOccurrences, isOver } from '../planning/occurrences';
import { planZone, type PlanRequest } from '../planning/plan-zone';

/** One time at which the booking would sound. */
export interface PreviewedStart {
  readonly zoneId: string;
  readonly localDate: LocalDate;
  /** Counted from 0. */
  readonly repeat: number;
  readonly startsAt: Instant;
  readonly endsAt: Instant;
}

/** What trying the booking comes to. */
export interface TriedDays {
  /** How many times it is to sound, whether or not it finds a place. */
  readonly asked: number;
  readonly starts: readonly PreviewedStart[];
  /** Why the booking has no place itself. */
  readonly refused: readonly BookingConflict[];
  /** What it would push out. */
  readonly displaced: readonly BookingConflict[];
}

/**
 * Plans the zone with the booking, which is the only item of `itself`. `before`: what it plays without; `told`: the zone as it is now, of which
 * refusals speak.
 */
export function tryPlanned(
  without: PlanRequest,
  itself: PlanRequest,
  before: readonly Airing[],
  told: PlanRequest,
): TriedDays {
  const { now, zoneId } = without;
  const after = planZone({ ...without, items: [...without.items, ...itself.items] });
  const airings = new Map(after.airings.map((airing) => [airing.id, airing]));
  const wanted = dueOccurrences(itself)
    .filter((occurrence) => !isOver(occurrence, now))
    .flatMap((occurrence) =>
      occurrence.airingIds.map((id, repeat) => ({ occurrence, repeat, airing: airings.get(id)! })),
    );
  return {
    asked: wanted.length,
    starts: wanted
      .filter(({ airing }) => airing.state === 'planned')
      .map(({ occurrence: { localDate, durationMs }, repeat, airing: { startsAt } }) => {
        return { zoneId, localDate, repeat, startsAt, endsAt: startsAt + durationMs };
      }),
    refused: wanted.flatMap(({ occurrence, airing }) => conflictsOf(airing, occurrence, told)),
    displaced: pushedOut(before, airings).flatMap((airing) => displacement(airing, told)),
  };
}

/** Items that take air without the booking and would not with it, as they stood. */
function pushedOut(before: readonly Airing[], after: ReadonlyMap<string, Airing>): readonly Airing[] {
  return before
    .filter((airing) => airing.kind === 'item' && takesAir(airing))
    .flatMap((airing) => {
      const lost = after.get(airing.id);
      return lost?.state === 'dropped' ? { ...lost, startsAt: airing.startsAt } : [];
    });
}

/** All of it, in its order. */
export function together(days: readonly TriedDays[]): TriedDays {
  return {
    asked: days.reduce((sum, { asked }) => sum + asked, 0),
    starts: days.flatMap(({ starts }) => starts),
    refused: days.flatMap(({ refused }) => refused),
    displaced: days.flatMap(({ displaced }) => displaced),
  };
}

/** The same on another date, or in another zone. */
export function moved(days: TriedDays, from: LocalDate, to: LocalDate, { zoneId, timeZone }: PlanRequest): TriedDays {
  const byMs = instantOf(to, '00:00', timeZone) - instantOf(from, '00:00', timeZone);
  const conflict = (each: BookingConflict): BookingConflict => ({ ...later(each, byMs), zoneId, localDate: to });
  return {
    asked: days.asked,
    starts: days.starts.map((start) => {
      const { startsAt, endsAt } = start;
      return { ...start, zoneId, localDate: to, startsAt: startsAt + byMs, endsAt: endsAt + byMs };
    }),
    refused: days.refused.map(conflict),
    displaced: days.displaced.map(conflict),
  };
}

/** Only times of that day move; what is said of now, or of hours, stays. */
function later(conflict: BookingConflict, byMs: number): BookingConflict {
  switch (conflict.kind) {
    case 'overlap':
    case 'emergency':
      return { ...conflict, startsAt: conflict.startsAt + byMs, endsAt: conflict.endsAt + byMs };
    case 'in-the-past':
      return { ...conflict, startsAt: conflict.startsAt + byMs };
    default:
      return conflict;
  }
}
