// What a change of places or rules would do to what is approved: told to whoever is about to decide, from the same plan that will be made.
import type { Airing } from '../air/air';
import type { ZonePlan, PlannedZone } from '../planning/request';
import type { Instant } from '../calendar/time';

/** An approved booking that a change concerns, with the first start it concerns. */
interface ConcernedBooking {
  readonly bookingId: string;
  readonly title: string;
  readonly firstStartsAt: Instant;
  /** How many starts it loses or has to begin at another time. */
  readonly starts: number;
}

/** Bookings that would lose starts on some pole, and others that would only begin at another time. */
export interface PlanChange {
  readonly lost: readonly ConcernedBooking[];
  readonly moved: readonly ConcernedBooking[];
}

/** Compares what is to sound after `now` in all zones. A booking that loses something is not told as moved too. */
export function planChange(before: readonly ZonePlan[], after: readonly ZonePlan[], now: Instant): PlanChange {
  const [old, fresh] = [itemsOf(before, now), itemsOf(after, now)];
  const lost: ConcernedBooking[] = [];
  const moved: ConcernedBooking[] = [];
  for (const bookingId of new Set(old.map((airing) => airing.bookingId!))) {
    const mine = old.filter((airing) => airing.bookingId === bookingId);
    const later = fresh.filter((airing) => airing.bookingId === bookingId);
    const fewer = startsLost(mine, later);
    if (fewer.length > 0) lost.push(concerned(bookingId, mine, fewer));
    else {
      const others = without(startsOf(mine), startsOf(later));
      if (others.length > 0) moved.push(concerned(bookingId, mine, others));
    }
  }
  return { lost: lost.sort(byStart), moved: moved.sort(byStart) };
}

/** Zones in which something is to sound now and of which no pole would be left. */
export function zonesSilenced(
  before: readonly PlannedZone[],
  after: readonly PlannedZone[],
  now: Instant,
): readonly string[] {
  const empty = new Set(after.flatMap(({ request }) => (request.standing.length === 0 ? [request.zoneId] : [])));
  return before
    .filter(({ request: { zoneId, standing } }) => standing.length > 0 && empty.has(zoneId))
    .filter(({ plan }) => itemsOf([plan], now).length > 0)
    .map(({ request }) => request.zoneId);
}

/** Starts that the poles lose: those of the pole that loses the most. Poles that hear it at the same times are one. */
function startsLost(before: readonly Airing[], after: readonly Airing[]): readonly Instant[] {
  const poles = new Set(before.flatMap(({ controllerIds }) => controllerIds));
  return [...poles]
    .map((pole) => {
      const [had, has] = [startsOf(at(before, pole)), startsOf(at(after, pole))];
      const gone = without(had, has);
      return gone.slice(0, Math.max(0, had.length - has.length));
    })
    .reduce((most, each) => (each.length > most.length ? each : most), []);
}

function itemsOf(plans: readonly ZonePlan[], now: Instant): readonly Airing[] {
  return plans
    .flatMap(({ airings }) => airings)
    .filter(
      ({ kind, state, bookingId, startsAt }) =>
        kind === 'item' && state === 'planned' && bookingId !== null && startsAt > now,
    );
}

function at(airings: readonly Airing[], pole: string): readonly Airing[] {
  return airings.filter(({ controllerIds }) => controllerIds.includes(pole));
}

function startsOf(airings: readonly Airing[]): readonly Instant[] {
  return [...new Set(airings.map(({ startsAt }) => startsAt))].sort((a, b) => a - b);
}

function without(starts: readonly Instant[], others: readonly Instant[]): readonly Instant[] {
  return starts.filter((start) => !others.includes(start));
}

function concerned(bookingId: string, airings: readonly Airing[], starts: readonly Instant[]): ConcernedBooking {
  return { bookingId, title: airings[0]!.title, firstStartsAt: starts[0]!, starts: starts.length };
}

function byStart(a: ConcernedBooking, b: ConcernedBooking): number {
  return a.firstStartsAt - b.firstStartsAt || (a.bookingId < b.bookingId ? -1 : 1);
}
