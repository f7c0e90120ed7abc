// What a drill would be, zone by zone: wrapped in the words that say that it is one, and held against everything else on air.
import {
  DAY_MS,
  DRILL_LATE_LIMIT_MS,
  drillConflicts,
  localDateOf,
  MAX_DRILL_DAYS_AHEAD,
  Problem,
  requireKept,
  soundsFor,
  type Airing,
  type Announcement,
  type BookingConflict,
  type Commune,
  type Drill,
  type Instant,
  type PlanLimits,
  type Rundown,
  type SoundRef,
  type Village,
  type Zone,
} from '#domain';
import { derivedId } from '#protocol';
import { airRequests, zonesPicked } from '../planning/plan-requests';
import type { StoreReads } from '../ports/stores';

/** What a person asks for. Zones are the union of what is picked. */
export interface DrillRequest {
  /** What is practised, such as the warning of an emergency. */
  readonly announcementId: string;
  readonly wholeCommune?: boolean;
  readonly villageIds?: readonly string[];
  readonly zoneIds?: readonly string[];
  readonly startsAt: Instant;
  readonly reason: string;
}

/** A drill that could be ordered if nothing stands in its way. */
export interface DrillPlan {
  readonly drill: Drill;
  /** One for each zone that has poles. */
  readonly airings: readonly Airing[];
  readonly rundowns: readonly Rundown[];
  readonly villages: readonly Village[];
  readonly conflicts: readonly BookingConflict[];
}

/** The drill as it would be; `conflicts` says what stands in its way. Throws Problem for what no other time would mend. */
export async function planDrill(
  stores: StoreReads,
  commune: Commune,
  request: DrillRequest,
  by: Pick<Drill, 'id' | 'orderedBy' | 'orderedAt'>,
  limits: PlanLimits,
): Promise<DrillPlan> {
  const { startsAt } = request;
  const { orderedAt: now } = by;
  if (startsAt > now + MAX_DRILL_DAYS_AHEAD * DAY_MS)
    throw new Problem('drill-too-far', { maxDays: MAX_DRILL_DAYS_AHEAD });
  const zones = zonesPicked(await stores.places.zones(commune.id), request);
  if (zones.length === 0) throw new Problem('booking-no-zones');
  const parts = await partsOf(stores, commune, request.announcementId);
  const villages = new Map((await stores.places.villages(commune.id)).map((village) => [village.id, village]));
  const controllers = await stores.places.controllers(commune.id);
  const placed = zones.flatMap((zone) => {
    const controllerIds = controllers.filter(({ zoneId }) => zoneId === zone.id).map(({ id }) => id);
    return controllerIds.length > 0 ? [{ zone, controllerIds: controllerIds.sort() }] : [];
  });
  if (placed.length === 0) throw new Problem('booking-no-controllers');
  const airings = placed.map(({ zone, controllerIds }) => {
    const sounds = parts.flatMap(({ soundsIn }) => soundsIn(villages.get(zone.villageId)!.languages));
    return drillAiring(by.id, zone, { sounds, controllerIds, startsAt, announcement: parts[1].announcement });
  });
  const drill: Drill = {
    ...by,
    communeId: commune.id,
    announcementId: request.announcementId,
    title: parts[1].announcement.title,
    zoneIds: placed.map(({ zone }) => zone.id).sort(),
    controllerIds: placed.flatMap(({ controllerIds }) => controllerIds).sort(),
    startsAt,
    expiresAt: startsAt + DRILL_LATE_LIMIT_MS,
    endsAt: startsAt + DRILL_LATE_LIMIT_MS + Math.max(...airings.map(({ durationMs }) => durationMs)),
    reason: request.reason,
    state: 'planned',
  };
  return {
    drill,
    airings,
    rundowns: placed.map(({ zone }) => drillRundown(drill, zone, commune)),
    villages: [...new Set(placed.map(({ zone }) => zone.villageId))].map((id) => villages.get(id)!),
    conflicts: await conflictsOf(stores, airings, now, limits),
  };
}

/** The airing of a drill in one zone. */
export function drillAiringId(drillId: string, zoneId: string): string {
  return derivedId('drill', drillId, zoneId);
}

async function conflictsOf(
  stores: StoreReads,
  airings: readonly Airing[],
  now: Instant,
  limits: PlanLimits,
): Promise<readonly BookingConflict[]> {
  const [{ communeId, startsAt }] = airings as [Airing];
  // As far ahead as the drill is: the plan of that day has to be known.
  const horizonDays = Math.max(limits.horizonDays, Math.ceil((startsAt - now) / DAY_MS) + 1);
  const zoneIds = new Set(airings.map(({ zoneId }) => zoneId));
  const requests = await airRequests(stores, communeId, now, { ...limits, horizonDays }, zoneIds);
  return requests.flatMap((request) => {
    const { durationMs } = airings.find(({ zoneId }) => zoneId === request.zoneId)!;
    return drillConflicts(request, { from: startsAt, to: startsAt + durationMs });
  });
}

/** One of the three things that are said. */
interface Part {
  readonly announcement: Announcement;
  readonly soundsIn: (languages: readonly string[]) => readonly SoundRef[];
}

/** Opening, content and end. Throws Problem `drill-not-wrapped`, `announcement-not-approved`, `recording-not-ready`. */
async function partsOf(
  stores: StoreReads,
  { id, rules }: Commune,
  announcementId: string,
): Promise<readonly [Part, Part, Part]> {
  const { openingAnnouncementId, closingAnnouncementId } = rules.drill;
  const opening = await approved(stores, id, openingAnnouncementId);
  const closing = await approved(stores, id, closingAnnouncementId);
  if (!opening || !closing) throw new Problem('drill-not-wrapped', { part: opening ? 'closing' : 'opening' });
  const content = await stores.announcements.announcement(announcementId);
  if (content?.communeId !== id) throw new Problem('not-found', { field: 'announcementId' });
  if (content.state !== 'approved') throw new Problem('announcement-not-approved', { state: content.state });
  return [await partOf(stores, opening), await partOf(stores, content), await partOf(stores, closing)];
}

async function approved(
  stores: StoreReads,
  communeId: string,
  announcementId: string | null,
): Promise<Announcement | undefined> {
  const announcement = announcementId === null ? undefined : await stores.announcements.announcement(announcementId);
  return announcement?.state === 'approved' && announcement.communeId === communeId ? announcement : undefined;
}

async function partOf(stores: StoreReads, announcement: Announcement): Promise<Part> {
  const recordings = await stores.recordings.byIds(announcement.versions.map(({ recordingId }) => recordingId));
  requireKept(recordings);
  const renditions = new Map(recordings.map(({ id, rendition }) => [id, rendition]));
  const versions = announcement.versions.map(({ language, recordingId }) => {
    const rendition = renditions.get(recordingId);
    if (!rendition) throw new Problem('recording-not-ready');
    const { sha256, bytes, durationMs } = rendition;
    return { language, sound: { sha256, bytes, durationMs } };
  });
  return { announcement, soundsIn: (languages) => soundsFor(versions, languages) };
}

function drillAiring(
  drillId: string,
  zone: Zone,
  {
    sounds,
    controllerIds,
    startsAt,
    announcement,
  }: Pick<Airing, 'sounds' | 'controllerIds' | 'startsAt'> & { readonly announcement: Announcement },
): Airing {
  return {
    id: drillAiringId(drillId, zone.id),
    rundownId: derivedId('drill-rundown', drillId, zone.id),
    communeId: zone.communeId,
    zoneId: zone.id,
    kind: 'drill',
    restartOf: null,
    bookingId: null,
    announcementId: announcement.id,
    title: announcement.title,
    messageClass: 'normal',
    startsAt,
    durationMs: sounds.reduce((sum, sound) => sum + sound.durationMs, 0),
    lateLimitMs: DRILL_LATE_LIMIT_MS,
    sounds,
    controllerIds,
    state: 'planned',
    reason: null,
    reasonValues: {},
  };
}

/** A rundown of its own, so that a drill never mixes with a slot. */
function drillRundown({ id, startsAt, endsAt }: Drill, zone: Zone, { timeZone }: Commune): Rundown {
  return {
    id: derivedId('drill-rundown', id, zone.id),
    communeId: zone.communeId,
    villageId: zone.villageId,
    zoneId: zone.id,
    slotKey: `drill-${id}`,
    slotName: 'DIỄN TẬP',
    localDate: localDateOf(startsAt, timeZone),
    startsAt,
    endsAt,
  };
}
