// When something was taken off the air, and by whom: the instant at which the act was accepted here, not that of the plan that followed it.
import { SECOND_MS, type Airing, type DomainEvent, type EventKind, type Instant } from '#domain';
import type { StoreReads } from '../ports/stores';

/** An act may have waited so long for its turn behind the plan that did not know of it yet. */
const WAITED_MS = 10 * SECOND_MS;

/** Acts on a booking or its announcement after which days of it may be on air no more. */
const ENDINGS: ReadonlySet<EventKind> = new Set([
  'booking.cancelled',
  'booking.declined',
  'booking.replaced',
  'booking.day-cancelled',
  'booking.amended',
  'announcement.edited',
  'announcement.voided',
]);

/** Acts on a pole after which it plays for its old place no more. */
const MOVES: ReadonlySet<EventKind> = new Set(['controller.changed', 'controller.retired']);

/**
 * When the airing was taken off the air, that the plan finds to be on it no more: the last act on it since the plan before, or `now`, where a
 * rule took it off.
 */
export async function takenOffAt(stores: StoreReads, airing: Airing, now: Instant): Promise<Instant> {
  if (airing.reason === 'stopped') return (await stopsOn(stores, airing, now)).reduce((a, b) => Math.min(a, b), now);
  return lastOf(await endingsSince(stores, airing, now), now);
}

/** Every act since the last plan that may have taken the airing off the air. */
export async function actsSincePlan(stores: StoreReads, airing: Airing, now: Instant): Promise<readonly Instant[]> {
  const since = await lastPlan(stores, airing);
  const stops = (await stopsOn(stores, airing, now)).filter((at) => since <= at);
  return [...stops, ...(await endingsSince(stores, airing, now))];
}

/** The same for a pole that is no longer among those that the airing is for. */
export async function poleLeftAt(
  stores: StoreReads,
  airing: Airing,
  controllerId: string,
  now: Instant,
): Promise<Instant> {
  const since = await lastPlan(stores, airing);
  const moves = await stores.events.ofSubject(airing.communeId, controllerId);
  return lastOf(instantsOf(moves, MOVES, since, now), now);
}

/** Who took it off the air at that instant; null: nobody, a rule or an emergency did. */
export async function whoTookOff(stores: StoreReads, airing: Airing, at: Instant): Promise<string | null> {
  const stop = (await stores.air.stops(airing.communeId, at)).find(({ from }) => from === at);
  if (stop) return stop.orderedBy;
  const act = (await actsOn(stores, airing)).findLast((each) => each.at === at && ENDINGS.has(each.kind));
  return act === undefined || act.actor === 'system' ? null : act.actor;
}

async function actsOn(
  { events }: StoreReads,
  { communeId, bookingId, announcementId }: Airing,
): Promise<readonly DomainEvent[]> {
  const subjects = [bookingId, announcementId].filter((id) => id !== null);
  return (await Promise.all(subjects.map((id) => events.ofSubject(communeId, id)))).flat();
}

async function endingsSince(stores: StoreReads, airing: Airing, now: Instant): Promise<readonly Instant[]> {
  return instantsOf(await actsOn(stores, airing), ENDINGS, await lastPlan(stores, airing), now);
}

/** When the stops began that hold in the zone. */
async function stopsOn({ air }: StoreReads, { communeId, zoneId }: Airing, now: Instant): Promise<readonly Instant[]> {
  return (await air.stops(communeId, now))
    .filter(({ zoneIds, from }) => from <= now && (zoneIds === null || zoneIds.includes(zoneId)))
    .map(({ from }) => from);
}

/** What happened before it, the last plan knew of. What could not be planned since then stands as it was before it failed. */
async function lastPlan({ air }: StoreReads, { communeId, zoneId, bookingId }: Airing): Promise<Instant> {
  const failing = (await air.planFailures(communeId)).filter(
    ({ part, subjectId }) => part === 'commune' || subjectId === zoneId || subjectId === bookingId,
  );
  const { plannedAt } = await air.planMark(communeId);
  return Math.min(plannedAt ?? 0, ...failing.map(({ since }) => since)) - WAITED_MS;
}

function instantsOf(
  events: readonly DomainEvent[],
  kinds: ReadonlySet<EventKind>,
  since: Instant,
  now: Instant,
): readonly Instant[] {
  return events.filter(({ kind, at }) => kinds.has(kind) && since <= at && at <= now).map(({ at }) => at);
}

function lastOf(instants: readonly Instant[], now: Instant): Instant {
  return instants.length === 0 ? now : Math.max(...instants);
}
