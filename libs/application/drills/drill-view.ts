// A drill as people look at it: always named as an exercise, before it is ordered by whom it reaches, afterwards by what every pole made of it.
import type { BookingConflict, Drill, Instant, Playback } from '#domain';
import { playbackIdOf } from '#protocol';
import { drillAiringId, type DrillPlan } from './drill-plan';
import type { StoreReads } from '../ports/stores';

/** Whom a drill would reach, and what stands in its way. */
export interface DrillScope {
  readonly exercise: true;
  readonly title: string;
  readonly startsAt: Instant;
  /** By then it has ended everywhere. */
  readonly endsAt: Instant;
  readonly villages: readonly string[];
  readonly households: number;
  readonly controllers: number;
  /** Controllers that nothing reaches now. */
  readonly offlineControllerIds: readonly string[];
  readonly conflicts: readonly BookingConflict[];
}

/** What a drill was on one controller. */
interface DrillResult extends Pick<Playback, 'startedAt' | 'playedMs' | 'reason' | 'state'> {
  readonly controllerId: string;
  readonly controller: string;
  readonly zoneId: string;
  readonly zone: string;
}

/** A drill with its result on every controller. */
export interface DrillView extends Drill {
  readonly exercise: true;
  readonly results: readonly DrillResult[];
}

export async function drillScope(stores: StoreReads, { drill, villages, conflicts }: DrillPlan): Promise<DrillScope> {
  const devices = await stores.devices.devices(drill.communeId);
  const online = new Set(devices.filter((device) => device.online).map(({ controllerId }) => controllerId));
  const { title, startsAt, endsAt, controllerIds } = drill;
  return {
    exercise: true,
    title,
    startsAt,
    endsAt,
    villages: villages.map(({ name }) => name),
    households: villages.reduce((sum, { households }) => sum + households, 0),
    controllers: controllerIds.length,
    offlineControllerIds: controllerIds.filter((id) => !online.has(id)),
    conflicts,
  };
}

export async function drillView(stores: StoreReads, drill: Drill): Promise<DrillView> {
  const zones = new Map((await stores.places.zones(drill.communeId)).map(({ id, name }) => [id, name]));
  const airings = await stores.air.airingsByIds(drill.zoneIds.map((zoneId) => drillAiringId(drill.id, zoneId)));
  const playbacks = await stores.air.playbacksOfAirings(airings.map(({ id }) => id));
  const known = new Map(playbacks.map((playback) => [playback.id, playback]));
  const names = new Map((await stores.places.controllers(drill.communeId)).map(({ id, name }) => [id, name]));
  const results = airings.flatMap(({ id, zoneId, controllerIds }) =>
    controllerIds.map((controllerId): DrillResult => {
      const { state, startedAt, playedMs, reason } = known.get(playbackIdOf(id, controllerId))!;
      const place = { zoneId, zone: zones.get(zoneId) ?? '', controllerId, controller: names.get(controllerId) ?? '' };
      return { ...place, state, startedAt, playedMs, reason };
    }),
  );
  return { ...drill, exercise: true, results };
}
