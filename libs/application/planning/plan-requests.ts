// Gathers what the planner needs to know of a commune. Preview, planning and "tonight" all start from here, so that they cannot disagree.
import {
  airtimeIn,
  DAY_MS,
  soundsFor,
  strictestLimits,
  undatable,
  type Airing,
  type Announcement,
  type BookedItem,
  type Booking,
  type Commune,
  type Instant,
  type Interruption,
  planFault,
  type PlanFault,
  type PlanLimits,
  type PlanRequest,
  type Recording,
  type SoundRef,
  type Village,
  type Zone,
} from '#domain';
import { derivedId } from '#protocol';
import { endedAirings } from './ended-airings';
import type { StoreReads } from '../ports/stores';

/**
 * One request per zone of the commune, or only for the zones named. Empty for an unknown commune. Bookings that cannot be planned are set
 * aside, those of which the planner knows and those that it will meet; a zone that cannot even be asked for is left out.
 */
export async function airRequests(
  stores: StoreReads,
  communeId: string,
  now: Instant,
  limits: PlanLimits,
  zoneIds?: ReadonlySet<string>,
): Promise<readonly PlanRequest[]> {
  const failing = (await stores.air.planFailures(communeId)).filter(({ part }) => part === 'booking');
  const { requests } = await requestsOf(stores, communeId, now, limits, zoneIds);
  const known = failing.map(({ subjectId }) => subjectId);
  return requests.map((request) => ({
    ...request,
    setAside: [...new Set([...request.setAside, ...known, ...undatable(request)])],
  }));
}

/** The same with everything tried anew, and with what could not be read: the planner writes that down. */
export async function requestsOf(
  stores: StoreReads,
  communeId: string,
  now: Instant,
  limits: PlanLimits,
  zoneIds?: ReadonlySet<string>,
): Promise<{ readonly requests: readonly PlanRequest[]; readonly faults: readonly PlanFault[] }> {
  const commune = await stores.places.commune(communeId);
  if (!commune) return { requests: [], faults: [] };
  const faults: PlanFault[] = [];
  const zones = (await stores.places.zones(communeId)).filter((zone) => !zoneIds || zoneIds.has(zone.id));
  const villages = new Map((await stores.places.villages(communeId)).map((village) => [village.id, village]));
  const slots = await stores.places.slots(communeId);
  const specialDays = await stores.places.specialDays(communeId);
  const stops = await stores.air.stops(communeId, now);
  const emergencies = await stores.emergencies.airedSince(communeId, now - DAY_MS);
  const controllers = await stores.places.controllers(communeId);
  const window = { from: now - DAY_MS, to: now + (limits.horizonDays + 1) * DAY_MS };
  const known = await Promise.allSettled(
    zones.map(async (zone) => {
      const airings = await stores.air.airingsOfZone(zone.id, window.from, window.to);
      const existing = airings.filter(({ kind }) => kind !== 'emergency');
      return {
        zone,
        existing,
        existingRundowns: (await stores.air.rundownsOfZone(zone.id, window.from, window.to)).filter(
          ({ id }) => !airings.some((airing) => airing.rundownId === id && !existing.includes(airing)),
        ),
        endedIds: await endedAirings(stores, existing, now),
        interruptions: emergencies.length > 0 ? await interruptionsOf(stores, existing) : [],
      };
    }),
  );
  const planned = known.flatMap((outcome, index) => {
    if (outcome.status === 'fulfilled') return [outcome.value];
    faults.push(planFault('zone', zones[index]!.id, outcome.reason));
    return [];
  });
  const sources = await planSources(
    stores,
    commune,
    planned.flatMap(({ existing }) => existing.flatMap((airing) => airing.bookingId ?? [])),
  );
  const requests = planned.flatMap((each): readonly PlanRequest[] => {
    const { zone, existing, existingRundowns, endedIds, interruptions } = each;
    const village = villages.get(zone.villageId);
    if (!village) {
      faults.push(planFault('zone', zone.id, `its village ${zone.villageId} does not stand`));
      return [];
    }
    const standing = new Set(controllers.filter(({ zoneId }) => zoneId === zone.id).map(({ id }) => id));
    const setAside: string[] = [];
    const items = sources.bookings.flatMap((booking) => {
      try {
        return booking.zoneIds.includes(zone.id) ? (bookedItem(booking, sources, village, standing) ?? []) : [];
      } catch (error) {
        faults.push(planFault('booking', booking.id, error));
        setAside.push(booking.id);
        return [];
      }
    });
    const request: PlanRequest = {
      communeId,
      villageId: village.id,
      zoneId: zone.id,
      timeZone: commune.timeZone,
      quietHours: village.quietHours ?? commune.quietHours,
      broadcastLimits: strictestLimits(commune.rules.limits, village.limits),
      specialDays,
      slots,
      items,
      standing: [...standing],
      setAside,
      opening: sources.signature(commune.openingAnnouncementId),
      closing: sources.signature(commune.closingAnnouncementId),
      existing,
      existingRundowns,
      endedIds,
      stops: stops.filter((stop) => stop.zoneIds === null || stop.zoneIds.includes(zone.id)),
      emergencies: emergencies.flatMap((emergency) => {
        const held = airtimeIn(emergency, zone.id);
        return held ? { ...held, title: emergency.title } : [];
      }),
      interruptions,
      now,
      limits,
      idOf: derivedId,
    };
    return [request];
  });
  return { requests, faults };
}

/** Items that devices report as cut short by an emergency, with the controllers that do. */
async function interruptionsOf(stores: StoreReads, existing: readonly Airing[]): Promise<readonly Interruption[]> {
  const items = existing.filter(({ kind, state }) => kind === 'item' && state === 'planned');
  const playbacks = (await stores.air.playbacksOfAirings(items.map(({ id }) => id))).filter(
    ({ state, reason }) => state === 'interrupted' && reason === 'pre-empted',
  );
  return [...new Set(playbacks.map(({ airingId }) => airingId))].map((airingId) => ({
    airingId,
    controllerIds: playbacks.filter((each) => each.airingId === airingId).map(({ controllerId }) => controllerId),
  }));
}

/** The item that a booking is in one zone; undefined while one of its sounds is not ready. `standing`: the controllers of the zone. */
export function bookedItem(
  booking: Booking,
  sources: Pick<PlanSources, 'announcements' | 'recordings'>,
  village: Village,
  standing: ReadonlySet<string>,
): BookedItem | undefined {
  const announcement = sources.announcements.get(booking.announcementId);
  if (!announcement) return undefined;
  const versions = announcement.versions.flatMap(({ language, recordingId }) => {
    const rendition = sources.recordings.get(recordingId)?.rendition;
    return rendition ? [{ language, sound: soundRef(rendition) }] : [];
  });
  if (versions.length === 0 || versions.length < announcement.versions.length) return undefined;
  return {
    booking,
    announcementId: announcement.id,
    title: announcement.title,
    messageClass: announcement.messageClass,
    sounds: soundsFor(versions, village.languages),
    controllerIds: booking.controllerIds.filter((id) => standing.has(id)),
  };
}

/** The announcements and recordings that some bookings speak of. */
interface PlanSources {
  readonly bookings: readonly Booking[];
  readonly announcements: ReadonlyMap<string, Announcement>;
  readonly recordings: ReadonlyMap<string, Recording>;
  /** The sound of an approved signature announcement; null when there is none. */
  signature(announcementId: string | null): SoundRef | null;
}

/** Open bookings of the commune, those that existing airings came from, and everything they are made of. */
async function planSources(stores: StoreReads, commune: Commune, bookingIds: readonly string[]): Promise<PlanSources> {
  const open = await stores.bookings.open(commune.id);
  const known = new Set(open.map(({ id }) => id));
  const former = await stores.bookings.byIds([...new Set(bookingIds)].filter((id) => !known.has(id)));
  const bookings = [...open, ...former];
  const announcementIds = [
    ...bookings.map(({ announcementId }) => announcementId),
    ...[commune.openingAnnouncementId, commune.closingAnnouncementId].filter((id) => id !== null),
  ];
  const announcements = byId(await stores.announcements.byIds([...new Set(announcementIds)]));
  // One that cannot be read is told where its booking is planned.
  const recordingIds = [...announcements.values()].flatMap(({ versions }) =>
    Array.isArray(versions) ? versions.map(({ recordingId }) => recordingId) : [],
  );
  const recordings = byId(await stores.recordings.byIds([...new Set(recordingIds)]));
  return {
    bookings,
    announcements,
    recordings,
    signature: (announcementId) => {
      const announcement = announcementId === null ? undefined : announcements.get(announcementId);
      const recordingId = announcement?.state === 'approved' ? announcement.versions[0]?.recordingId : undefined;
      const rendition = recordingId === undefined ? undefined : recordings.get(recordingId)?.rendition;
      return rendition ? soundRef(rendition) : null;
    },
  };
}

/** Zones by what a person picked: whole villages, single zones, or everything. */
export function zonesPicked(
  zones: readonly Zone[],
  pick: {
    readonly wholeCommune?: boolean;
    readonly villageIds?: readonly string[];
    readonly zoneIds?: readonly string[];
  },
): readonly Zone[] {
  return zones.filter(
    (zone) => pick.wholeCommune || pick.villageIds?.includes(zone.villageId) || pick.zoneIds?.includes(zone.id),
  );
}

function soundRef({ sha256, bytes, durationMs }: SoundRef): SoundRef {
  return { sha256, bytes, durationMs };
}

function byId<T extends { readonly id: string }>(things: readonly T[]): ReadonlyMap<string, T> {
  return new Map(things.map((thing) => [thing.id, thing]));
}
