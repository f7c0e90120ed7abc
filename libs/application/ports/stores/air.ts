// What goes on air and what became of it: rundowns, airings, playbacks, stops, confirmations, retractions.
import type {
  Airing,
  AiringKind,
  Confirmation,
  Instant,
  LocalDate,
  PlanFailure,
  Playback,
  PlaybackState,
  Retraction,
  Rundown,
  StopOrder,
  TroubleSettlement,
  VillageSlot,
} from '#domain';
import type { Page, PageRequest } from './paging';

/** How far the plan of a commune lags behind what people changed. */
export interface PlanMark {
  readonly communeId: string;
  /** Rises with every change that concerns the plan. */
  readonly wanted: number;
  /** The value of `wanted` that the last planning saw. */
  readonly done: number;
  readonly plannedAt: Instant | null;
  /** When time alone may change the plan again; null before the first one. */
  readonly standsUntil: Instant | null;
  /** How often something of it could not be planned, ever. */
  readonly failures: number;
  /** The planning that began last; null before the first one. An earlier one that still runs has nothing to write any more. */
  readonly runId: string | null;
}

/** What a stretch of air consisted of. */
export interface AiredBetween {
  /** Starts rounded down to a quarter of an hour, as instants. */
  readonly quarters: readonly Instant[];
  /** 0 when nothing was on air. */
  readonly longestMs: number;
  readonly announcementIds: readonly string[];
}

/** One thing that people are told in a rundown, without its sounds and poles. */
// prettier-ignore
export type RundownItem = Pick<
  Airing, 'id' | 'rundownId' | 'bookingId' | 'title' | 'startsAt' | 'durationMs' | 'state' | 'reason'
>;

/** An airing as a board names it. */
export type NamedAiring = Pick<Airing, 'id' | 'kind' | 'title' | 'startsAt' | 'durationMs'>;

/** What some poles of a zone play next. */
export type NextAiring = NamedAiring & Pick<Airing, 'zoneId' | 'controllerIds'>;

/** What a pole said that it is playing. */
export type SoundingAiring = NamedAiring & Pick<Playback, 'controllerId'>;

/** Something that no pole is there to play. */
export type SilentAiring = Pick<Airing, 'zoneId' | 'title' | 'startsAt'>;

/** The rundowns of the next and of the last buổi phát of every village, by start. */
interface NearestRundowns {
  /** In each something that people are told sounds now, or may sound later. */
  readonly next: readonly Rundown[];
  /** Of those in which nothing sounds any more, whether it was on air or not. */
  readonly last: readonly Rundown[];
}

/** How many playbacks of one rundown agree in these; those that were heard are counted apart from those that were not. */
export interface PlaybackCount extends Pick<Playback, 'rundownId' | 'state' | 'reason' | 'playedAfterCancel'> {
  /** Of their airings. */
  readonly kind: AiringKind;
  /** The longest of them; null: none was heard. */
  readonly playedMs: number | null;
  readonly count: number;
}

/** What evidence can change of a playback. */
export type PlaybackOutcome = Pick<
  Playback,
  'id' | 'state' | 'startedAt' | 'playedMs' | 'reason' | 'playedAfterCancel' | 'changedAt'
>;

/** Playbacks that one pole named. */
export interface NamedPlaybacks {
  readonly controllerId: string;
  readonly playbackIds: readonly string[];
}

/** A pole, and the zone whose programme it has. */
export interface PoleOfZone {
  readonly controllerId: string;
  readonly zoneId: string;
}

export interface AirReads {
  rundown(id: string): Promise<Rundown | undefined>;
  /** Rundowns of a commune that overlap [from, to), by start. */
  rundowns(communeId: string, from: Instant, to: Instant): Promise<readonly Rundown[]>;
  /** The rundown of the commune that ended first of all. */
  firstRundown(communeId: string): Promise<Rundown | undefined>;
  /** Those of them that a board shows of each village. */
  rundownsNearest(communeId: string, now: Instant, from: Instant, to: Instant): Promise<NearestRundowns>;
  /**
   * Those of them in whose village, slot and day something failed or was heard although it had been taken off the air, and those of the
   * village slots named.
   */
  rundownsInQuestion(
    communeId: string,
    from: Instant,
    to: Instant,
    named: readonly VillageSlot[],
  ): Promise<readonly Rundown[]>;
  rundownsOfZone(zoneId: string, from: Instant, to: Instant): Promise<readonly Rundown[]>;
  /** Also of zones of the village that were given up since. */
  rundownsOfVillage(villageId: string, from: Instant, to: Instant): Promise<readonly Rundown[]>;
  airing(id: string): Promise<Airing | undefined>;
  airingsByIds(ids: readonly string[]): Promise<readonly Airing[]>;
  /** By start; of each only these fields, where they are named: nothing else is read. */
  airingsOfRundowns(rundownIds: readonly string[]): Promise<readonly Airing[]>;
  airingsOfRundowns<Name extends keyof Airing>(
    rundownIds: readonly string[],
    names: readonly Name[],
  ): Promise<readonly Pick<Airing, Name>[]>;
  /** What people are told in these rundowns, by start, in short. */
  itemsOfRundowns(rundownIds: readonly string[]): Promise<readonly RundownItem[]>;
  airingsOfBooking(bookingId: string): Promise<readonly Airing[]>;
  /**
   * What begins first after `now` and before `to` and says something, one for each zone of the commune and each different list of poles: poles that
   * came later are not in what was approved before.
   */
  nextAirings(communeId: string, now: Instant, to: Instant): Promise<readonly NextAiring[]>;
  /** What began in [from, to) in the commune's zones and is playing, by start. */
  soundingAirings(communeId: string, from: Instant, to: Instant): Promise<readonly SoundingAiring[]>;
  /** Those of the commune's zones that start in [from, to) and stay silent because no pole stands there, by start. */
  airingsWithoutPoles(communeId: string, from: Instant, to: Instant): Promise<readonly SilentAiring[]>;
  /** Airings of a zone that start in [from, to). */
  airingsOfZone(zoneId: string, from: Instant, to: Instant): Promise<readonly Airing[]>;
  /** What items of these zones were on air in [from, to): distinct quarter hours of their starts, the longest, and the announcements. */
  airedBetween(zoneIds: readonly string[], from: Instant, to: Instant): Promise<AiredBetween>;
  playbacksByIds(ids: readonly string[]): Promise<readonly Playback[]>;
  /** Of each only these fields, where they are named. */
  playbacksOfAirings(airingIds: readonly string[]): Promise<readonly Playback[]>;
  playbacksOfAirings<Name extends keyof Playback>(
    airingIds: readonly string[],
    names: readonly Name[],
  ): Promise<readonly Pick<Playback, Name>[]>;
  playbacksOfRundowns(rundownIds: readonly string[]): Promise<readonly Playback[]>;
  /** The playbacks of these rundowns, counted; of what opens and closes only those that were heard after they had been taken off the air. */
  playbackCounts(rundownIds: readonly string[]): Promise<readonly PlaybackCount[]>;
  /** Playbacks of a commune that are still open although their deadline has passed. */
  overduePlaybacks(communeId: string, now: Instant, limit: number): Promise<readonly Playback[]>;
  /** Stop orders of a commune with `until` after `now` and not lifted. */
  stops(communeId: string, now: Instant): Promise<readonly StopOrder[]>;
  stop(id: string): Promise<StopOrder | undefined>;
  confirmations(communeId: string, from: LocalDate, to: LocalDate): Promise<readonly Confirmation[]>;
  /** What was dealt with of the troubles of these days. */
  settlements(communeId: string, from: LocalDate, to: LocalDate): Promise<readonly TroubleSettlement[]>;
  retraction(id: string): Promise<Retraction | undefined>;
  /** Newest first. */
  retractions(communeId: string, page: PageRequest): Promise<Page<Retraction>>;
  planMark(communeId: string): Promise<PlanMark>;
  /** What of the commune cannot be planned now, the longest first. */
  planFailures(communeId: string): Promise<readonly PlanFailure[]>;
}

export interface AirStore extends AirReads {
  /** Inserts or replaces by id. */
  putRundowns(rundowns: readonly Rundown[]): Promise<void>;
  putAirings(airings: readonly Airing[]): Promise<void>;
  putPlaybacks(playbacks: readonly Playback[]): Promise<void>;
  /** Writes what evidence made of playbacks that are there; nothing else of them is touched. */
  putOutcomes(outcomes: readonly PlaybackOutcome[]): Promise<void>;
  /** Moves those of the named playbacks that stand in one of the states `from`, and are of the pole that names them. Returns these. */
  movePlaybacks(
    named: readonly NamedPlaybacks[],
    from: readonly PlaybackState[],
    to: PlaybackState,
    now: Instant,
  ): Promise<readonly Pick<Playback, 'id' | 'communeId' | 'airingId' | 'controllerId'>[]>;
  /** The same for what is planned on these poles from now on in their zones, but for drills, which do not travel with the programme. */
  movePlannedPlaybacks(
    poles: readonly PoleOfZone[],
    from: readonly PlaybackState[],
    to: PlaybackState,
    now: Instant,
  ): Promise<void>;
  insertStop(stop: StopOrder): Promise<void>;
  updateStop(id: string, change: Partial<StopOrder>): Promise<void>;
  /** Inserts, or replaces the same person's earlier word about the same village, slot, date and item, and since the same instant. */
  putConfirmation(confirmation: Confirmation): Promise<void>;
  deleteConfirmation(id: string): Promise<void>;
  insertSettlement(settlement: TroubleSettlement): Promise<void>;
  insertRetraction(retraction: Retraction): Promise<void>;
  updateRetraction(id: string, change: Partial<Retraction>): Promise<void>;
  /** Notes that the plan of the commune must be made again; it is asked for after the commit. */
  wantPlan(communeId: string): Promise<void>;
  /** Notes that a planning begins. From here on it is the only one that may write. */
  planBegun(communeId: string, runId: string): Promise<PlanMark>;
  planDone(communeId: string, seen: number, plannedAt: Instant, standsUntil: Instant): Promise<void>;
  /** Inserts, or replaces what is known of the same part; `failures` of the mark rises by one for each. */
  putPlanFailures(communeId: string, failures: readonly PlanFailure[]): Promise<void>;
  deletePlanFailure(failure: PlanFailure): Promise<void>;
}
