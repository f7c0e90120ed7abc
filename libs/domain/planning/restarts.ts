// What an emergency cut short: it sounds anew, once, where it was cut short and inside its slot; or there is a reason why it does not, and
// people are told.
import type { Airing, AiringReason } from '../air/air';
import type { Interval } from '../calendar/time';
import { fit, lengthOf, roomFor, type Block } from './blocks';
import { overrunOfAiring } from './caps';
import {
  displaces,
  isOfAltered,
  isPast,
  leadEndsAt,
  longestTimeOf,
  quietFor,
  standingOf,
  touches,
  type Ground,
} from './ground';
import type { Occurrence } from './occurrences';
import type { Interruption } from './request';
import { largestRoomMs } from './room';
import { cancelled } from './settled';
import { TakenAir } from './taken-air';

/** Restarts of earlier plans that keep their place or their end. Every other one is to be placed anew. */
export function settledRestarts(ground: Ground): readonly Airing[] {
  const { request, existing, emergencies } = ground;
  return [...existing.values()]
    .filter(({ restartOf }) => restartOf !== null)
    .flatMap((airing): readonly Airing[] => {
      if (isPast(airing, request) || airing.state === 'cancelled') return [airing];
      const begun = airing.startsAt <= request.now;
      if (airing.state === 'planned' && isOfAltered(airing, request)) return [cancelled(airing, 'not-as-approved')];
      if (airing.state !== 'planned') return originOf(airing, ground) ? [] : [airing];
      const origin = originOf(airing, ground);
      if (!origin) return [cancelled(airing, 'no-longer-due')];
      if (touches(longestTimeOf(airing), ground.stops)) return [cancelled(airing, 'stopped')];
      if (displaces(emergencies, airing)) return [];
      if (begun) return [airing];
      return airing.startsAt < leadEndsAt(request) && standingOf(airing, request).length > 0 ? [airing] : [];
    });
}

/** A restart, or the reason why there is none, for everything that was cut short. */
export function restartedItems(items: readonly Airing[], ground: Ground): readonly Airing[] {
  const settled = new Set(items.map(({ id }) => id));
  if (ground.request.interruptions.length === 0) return items;
  const placed = [...items];
  const taken = new TakenAir(ground);
  taken.take([...items, ...ground.unmoved]);
  const interruptions = [...ground.request.interruptions].sort((a, b) => (a.airingId < b.airingId ? -1 : 1));
  for (const interruption of interruptions) {
    const origin = ground.existing.get(interruption.airingId);
    if (!origin || settled.has(restartId(origin, ground))) continue;
    const restart = restartOf(origin, interruption, taken, ground);
    placed.push(restart);
    taken.take([restart]);
  }
  return placed;
}

function restartOf(origin: Airing, { controllerIds }: Interruption, taken: TakenAir, ground: Ground): Airing {
  const { request, emergencies } = ground;
  const concerned = standingOf(origin, request).filter((id) => controllerIds.includes(id));
  const anew = { ...origin, id: restartId(origin, ground), restartOf: origin.id, controllerIds: concerned };
  const report = (reason: AiringReason, reasonValues: Airing['reasonValues'] = {}): Airing => {
    const before = ground.existing.get(anew.id);
    // The first reason stays the true one: time only takes room away.
    return before?.state === 'dropped' ? before : { ...anew, state: 'dropped', reason, reasonValues };
  };
  if (isOfAltered(origin, request) || request.altered.has(origin.id)) return report('not-as-approved');
  const occurrence = occurrenceOf(origin, ground);
  const booking = occurrence?.item.booking;
  if (!occurrence || origin.restartOf !== null || booking?.afterInterruption !== 'restart') return report('emergency');
  if (concerned.length === 0) return report('no-poles');
  const { window } = occurrence.frame;
  const obstacles = [
    ...taken.blocked(window),
    ...quietFor(origin.messageClass, window, ground),
    ...ground.stops,
    ...emergencies,
  ];
  const block = { occurrence, repeats: [0], begun: false, followsAt: null };
  const startsAt = fit(block, leadEndsAt(request), obstacles, ground);
  if (startsAt === undefined) return report('overflow', { byMs: lackingMs(block, obstacles, ground) });
  const restart: Airing = { ...anew, startsAt, state: 'planned', reason: null, reasonValues: {} };
  const over = overrunOfAiring(restart, taken, ground);
  return over ? report(over.cap, { byMs: over.byMs, maxMs: over.maxMs }) : restart;
}

/** By how much what is left of its slot is too short. */
function lackingMs(block: Block, obstacles: readonly Interval[], ground: Ground): number {
  const { from, to } = roomFor(block, ground);
  const left = { from: Math.max(from, leadEndsAt(ground.request)), to };
  return lengthOf(block, ground) - largestRoomMs(left, obstacles);
}

function restartId({ id }: Airing, { request }: Ground): string {
  return request.idOf('restart', id);
}

function originOf({ restartOf: id }: Airing, ground: Ground): Occurrence | undefined {
  const origin = id === null ? undefined : ground.existing.get(id);
  return origin && occurrenceOf(origin, ground);
}

/** The booked day that the airing belongs to, while the booking is approved. */
function occurrenceOf(airing: Airing, { dueById }: Ground): Occurrence | undefined {
  const occurrence = dueById.get(airing.id);
  return occurrence?.item.booking.state === 'proposed' ? undefined : occurrence;
}
