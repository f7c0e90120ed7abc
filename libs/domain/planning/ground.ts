// What every step of planning stands on: the request, what was planned before by id, and when nothing may sound.
import type { Airing } from '../air/air';
import { lastSoundOf, mayStillSound } from '../air/last-sound';
import type { MessageClass } from '../announcements/message-class';
import { quietStretches } from '../calendar/quiet-hours';
import { TimeIndex } from '../calendar/time-index';
import { DAY_MS, MINUTE_MS, overlaps, type Instant, type Interval } from '../calendar/time';
import type { Occurrence } from './occurrences';
import type { PlanRequest } from './request';
import { isExercise } from '../air/air';

export interface Ground {
  readonly request: PlanRequest;
  readonly due: readonly Occurrence[];
  /** What is due, by the ids of its airings. */
  readonly dueById: ReadonlyMap<string, Occurrence>;
  readonly existing: ReadonlyMap<string, Airing>;
  readonly quiet: TimeIndex<Interval>;
  /** Stops that hold. */
  readonly stops: readonly Interval[];
  /** Drills that were ordered, and what was planned of bookings that are set aside: what is planned later finds its place beside them. */
  readonly unmoved: readonly Airing[];
  readonly emergencies: readonly Interval[];
}

export function groundOf(request: PlanRequest, due: readonly Occurrence[]): Ground {
  const { now, existing, quietHours, specialDays, timeZone } = request;
  const stops = stopsInForce(request);
  const setAside = new Set(request.setAside);
  const isUnmoved = (airing: Airing) =>
    isExercise(airing) || (airing.bookingId !== null && setAside.has(airing.bookingId));
  const unmoved = existing.filter(isUnmoved).map((airing) => left(airing, request, stops));
  const instants = [...due.map(({ frame }) => frame.window.to), ...existing.map(({ startsAt }) => startsAt)];
  const latest = instants.reduce((a, b) => Math.max(a, b), now);
  const quiet = new TimeIndex<Interval>();
  const span = { from: now - 2 * DAY_MS, to: latest + 2 * DAY_MS };
  for (const stretch of quietStretches(quietHours, span, timeZone, specialDays)) quiet.add(stretch, stretch);
  return {
    request,
    due,
    dueById: new Map(due.flatMap((occurrence) => occurrence.airingIds.map((id) => [id, occurrence] as const))),
    existing: new Map(existing.filter((airing) => !isUnmoved(airing)).map((airing) => [airing.id, airing] as const)),
    quiet,
    stops,
    unmoved,
    emergencies: request.emergencies,
  };
}

/** Nothing moves it, but what is to come is silent where none of its poles stands any more, and a booking that is set aside under a stop. */
function left(airing: Airing, request: PlanRequest, stops: readonly Interval[]): Airing {
  if (!takesAir(airing) || airing.startsAt <= request.now) return airing;
  if (request.altered.has(airing.id)) return { ...airing, state: 'cancelled', reason: 'not-as-approved' };
  if (standingOf(airing, request).length === 0) return { ...airing, state: 'cancelled', reason: 'no-poles' };
  const stopped = !isExercise(airing) && touches(longestTimeOf(airing), stops);
  return stopped ? { ...airing, state: 'cancelled', reason: 'stopped' } : airing;
}

/** Those of its poles that still stand in the zone. */
export function standingOf({ controllerIds }: Pick<Airing, 'controllerIds'>, request: PlanRequest): readonly string[] {
  return controllerIds.filter((id) => request.standing.includes(id));
}

/** When stops silence this zone. */
export function stopsInForce({ stops, zoneId }: PlanRequest): readonly Interval[] {
  return stops
    .filter(({ zoneIds, liftedAt }) => liftedAt === null && (zoneIds === null || zoneIds.includes(zoneId)))
    .map(({ from, until }) => ({ from, to: until }));
}

/** The quiet hours in the interval that bind this class. Only an emergency passes. */
export function quietFor(messageClass: MessageClass, interval: Interval, { quiet }: Ground): readonly Interval[] {
  return messageClass === 'emergency' ? [] : quiet.near(interval);
}

/** Whether the interval touches any of the others. */
export function touches(interval: Interval, others: readonly Interval[]): boolean {
  return others.some((other) => overlaps(interval, other));
}

/** Whether an emergency takes the time of the airing before it begins: then the airing has to move. One that sounds already is cut short. */
export function displaces(emergencies: readonly Interval[], airing: Pick<Airing, 'startsAt' | 'durationMs'>): boolean {
  return emergencies.some((emergency) => emergency.from <= airing.startsAt && airing.startsAt < emergency.to);
}

/** Whether a stop, or before it begins an emergency or quiet hours, takes the air of a signature sound that was planned. */
export function losesItsAir(signature: Airing, { request, quiet, stops, emergencies }: Ground): boolean {
  const time = timeOf(signature);
  if (touches(time, stops)) return true;
  return displaces(emergencies, signature) || (signature.startsAt > request.now && quiet.touches(time));
}

/** The time an airing takes. */
export function timeOf({ startsAt, durationMs }: Pick<Airing, 'startsAt' | 'durationMs'>): Interval {
  return { from: startsAt, to: startsAt + durationMs };
}

/** All the time in which some pole may sound it. */
export function longestTimeOf(airing: Pick<Airing, 'startsAt' | 'durationMs' | 'lateLimitMs'>): Interval {
  return { from: airing.startsAt, to: lastSoundOf(airing) };
}

/** Whether nothing can happen to it any more: its time is over, and no pole is left that may begin or sound it late. */
export function isPast(airing: Airing, { now, endedIds }: PlanRequest): boolean {
  return timeOf(airing).to <= now && (endedIds.has(airing.id) || !mayStillSound(airing, now));
}

/** Whether the airing takes its time on air, for certain or until it is decided. */
export function takesAir({ state }: Airing): boolean {
  return state === 'planned' || state === 'held';
}

/** Whether the booking of the airing was changed behind our back. */
export function isOfAltered({ bookingId }: Pick<Airing, 'bookingId'>, { altered }: PlanRequest): boolean {
  return bookingId !== null && altered.has(bookingId);
}

/** Starts before this are frozen: the show lock. */
export function lockEndsAt({ now, limits }: PlanRequest): Instant {
  return now + limits.lockMs;
}

/** What people need to hear it and to say yes, before the show lock closes on it. A proposal that is still open by then is dropped. */
const DECISION_MS = 30 * MINUTE_MS;

/** What starts before this can hardly be approved in time: no time that is offered lies before it. */
export function decisionEndsAt(request: PlanRequest): Instant {
  return lockEndsAt(request) + DECISION_MS;
}

/** The first instant for which an order still reaches the poles. */
export function leadEndsAt({ now, limits }: PlanRequest): Instant {
  return now + limits.leadMs;
}
