// What an emergency would do, in numbers that a person can judge before giving the order: whom it reaches, whom not, and what it interrupts.
import type { Airing, StopOrder } from '../air/air';
import { plannedEnd, repeatEveryMs, repeatStarts, type EmergencyPlace, type EmergencyPlay } from './emergency';
import type { Controller } from '../places/places';
import { overlaps, type Instant } from '../calendar/time';

/** One village as the emergency would reach it. */
interface ReachedVillage {
  readonly villageId: string;
  readonly name: string;
  readonly households: number;
  /** Null: nobody counted them. */
  readonly people: number | null;
  readonly controllers: number;
  /** Those that would not hear the order now; they join when they are back before the end. */
  readonly offlineControllers: readonly Pick<Controller, 'id' | 'name'>[];
  /** Languages that are spoken there and in which nothing was recorded, the main language first. */
  readonly missingLanguages: readonly string[];
  /** A stop holds there so long, and it silences an emergency too. Null: none does. */
  readonly stoppedUntil: Instant | null;
}

/** An item that would be cut short, or would have to wait. */
interface InterruptedItem {
  readonly airingId: string;
  readonly zoneId: string;
  readonly title: string;
  readonly startsAt: Instant;
  readonly endsAt: Instant;
  readonly onAirNow: boolean;
}

/** The same numbers in the dry run, the request, and the confirmation. */
export interface EmergencyConsequence {
  readonly villages: readonly ReachedVillage[];
  readonly households: number;
  /** Null: not known of every village that it reaches. */
  readonly people: number | null;
  readonly controllers: number;
  readonly offline: number;
  readonly interrupts: readonly InterruptedItem[];
  readonly repeats: number;
  readonly everyMs: number;
  readonly startsAt: Instant;
  readonly endsAt: Instant;
}

/** Everything the consequence follows from. */
interface ConsequenceFacts {
  readonly places: readonly EmergencyPlace[];
  readonly plays: readonly EmergencyPlay[];
  readonly controllers: readonly Pick<Controller, 'id' | 'name'>[];
  readonly onlineControllerIds: ReadonlySet<string>;
  /** Languages in which it is recorded. */
  readonly languages: readonly string[];
  /** Airings of these zones around the time in question. */
  readonly airings: readonly Airing[];
  readonly stops: readonly StopOrder[];
  readonly startsAt: Instant;
  readonly minutes: number;
}

/** What giving the order would do if it started at `startsAt`. */
export function consequenceOf(facts: ConsequenceFacts): EmergencyConsequence {
  const { plays, startsAt, minutes } = facts;
  const everyMs = repeatEveryMs(plays);
  const endsAt = plannedEnd(startsAt, minutes, plays);
  const villages = [...new Set(facts.places.map(({ village }) => village.id))].map((id) => reachedVillage(id, facts));
  return {
    villages,
    households: sum(villages.map(({ households }) => households)),
    people: sumOfKnown(villages.map(({ people }) => people)),
    controllers: sum(villages.map(({ controllers }) => controllers)),
    offline: sum(villages.map(({ offlineControllers }) => offlineControllers.length)),
    interrupts: interruptedItems(facts, endsAt),
    repeats: Math.max(
      0,
      ...plays.map(({ durationMs }) => repeatStarts({ startsAt, endsAt, everyMs }, durationMs).length),
    ),
    everyMs,
    startsAt,
    endsAt,
  };
}

function reachedVillage(villageId: string, facts: ConsequenceFacts): ReachedVillage {
  const places = facts.places.filter(({ village }) => village.id === villageId);
  const { name, households, people, languages } = places[0]!.village;
  const controllerIds = new Set(places.flatMap((place) => place.controllerIds));
  const zoneIds = places.map(({ zone }) => zone.id);
  const stops = facts.stops.filter(
    (stop) =>
      stop.liftedAt === null &&
      !stop.sparesEmergency &&
      stop.until > facts.startsAt &&
      (stop.zoneIds === null || stop.zoneIds.some((id) => zoneIds.includes(id))),
  );
  return {
    villageId,
    name,
    households,
    people,
    controllers: controllerIds.size,
    offlineControllers: facts.controllers
      .filter(({ id }) => controllerIds.has(id) && !facts.onlineControllerIds.has(id))
      .map(({ id, name: controllerName }) => ({ id, name: controllerName })),
    missingLanguages: languages.filter((language) => !facts.languages.includes(language)),
    stoppedUntil: stops.length > 0 ? Math.max(...stops.map(({ until }) => until)) : null,
  };
}

function interruptedItems(
  { places, airings, startsAt }: ConsequenceFacts,
  endsAt: Instant,
): readonly InterruptedItem[] {
  const zoneIds = new Set(places.map(({ zone }) => zone.id));
  return airings
    .filter(({ zoneId, kind, state }) => zoneIds.has(zoneId) && kind === 'item' && state === 'planned')
    .map((airing) => ({ airing, time: { from: airing.startsAt, to: airing.startsAt + airing.durationMs } }))
    .filter(({ time }) => overlaps(time, { from: startsAt, to: endsAt }))
    .map(({ airing: { id, zoneId, title }, time: { from, to } }) => ({
      airingId: id,
      zoneId,
      title,
      startsAt: from,
      endsAt: to,
      onAirNow: from <= startsAt,
    }));
}

/** Null as soon as one of them is not known: half a sum would sound like all of it. */
function sumOfKnown(numbers: readonly (number | null)[]): number | null {
  return numbers.reduce((a, b) => (a === null || b === null ? null : a + b), 0);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((a, b) => a + b, 0);
}
