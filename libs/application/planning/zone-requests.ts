// A commune as the planner asks for it: what its zones share is read once, and each zone when its turn comes, so that planning a large commune
// holds up nobody.
import {
  airtimeIn,
  DAY_MS,
  planFault,
  strictestLimits,
  type Airing,
  type Emergency,
  type Instant,
  type Interruption,
  type PlanFault,
  type PlanLimits,
  type PlanRequest,
  type Zone,
} from '#domain';
import { derivedId } from '#protocol';
import { quietPlaces } from '../acting/places-as-told';
import { alteredTemplates } from '../acting/template-as-told';
import { endedAirings } from './ended-airings';
import { bookedItem, PlanSources } from './plan-sources';
import type { StoreReads } from '../ports/stores';

/** What all zones of a commune share. */
export type SharedByZones = NonNullable<Awaited<ReturnType<typeof sharedOf>>>;

export class ZoneRequests {
  private constructor(
    private readonly stores: StoreReads,
    readonly now: Instant,
    private readonly limits: PlanLimits,
    readonly shared: SharedByZones,
  ) {}

  /** Reads what all zones share. Undefined for an unknown commune. */
  static async open(
    stores: StoreReads,
    communeId: string,
    now: Instant,
    limits: PlanLimits,
  ): Promise<ZoneRequests | undefined> {
    const shared = await sharedOf(stores, communeId, now);
    return shared && new ZoneRequests(stores, now, limits, shared);
  }

  /** One request for each of the zones, with what could not be read; a zone that cannot even be asked for is left out. */
  async of(
    zones: readonly Zone[],
  ): Promise<{ readonly requests: readonly PlanRequest[]; readonly faults: readonly PlanFault[] }> {
    const { stores, now, limits } = this;
    const { commune, villages, slots, specialDays, stops, emergencies, controllers, sources } = this.shared;
    const communeId = commune.id;
    const faults: PlanFault[] = [];
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
    await sources.include(planned.flatMap(({ existing }) => existing.flatMap((airing) => airing.bookingId ?? [])));
    const requests = planned.flatMap((each): readonly PlanRequest[] => {
      const { zone, existing, existingRundowns, endedIds, interruptions } = each;
      const village = villages.get(zone.villageId);
      if (!village) {
        faults.push(planFault('zone', zone.id, `its village ${zone.villageId} does not stand`));
        return [];
      }
      const standing = new Set(controllers.filter(({ zoneId }) => zoneId === zone.id).map(({ id }) => id));
      const setAside: string[] = [];
      const altered = new Set(existing.filter((airing) => !sources.isAsBooked(airing)).map(({ id }) => id));
      const items = sources.bookings.flatMap((booking) => {
        try {
          if (!booking.zoneIds.includes(zone.id)) return [];
          const item = bookedItem(booking, sources, village, standing);
          if (!sources.isAsApproved(booking)) altered.add(booking.id);
          return item ?? [];
        } catch (error) {
          faults.push(planFault('booking', booking.id, error));
          setAside.push(booking.id);
          return [];
        }
      });
      for (const { bookingId } of existing)
        if (bookingId !== null && !setAside.includes(bookingId) && sources.isAltered(bookingId)) altered.add(bookingId);
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
        altered,
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
}

/** Emergencies that hold air now, or held it within the last day, or since a plan was last finished: none is left out while nobody plans. */
export async function recentEmergencies(
  { air, emergencies }: StoreReads,
  communeId: string,
  now: Instant,
): Promise<readonly Emergency[]> {
  const { plannedAt } = await air.planMark(communeId);
  return emergencies.airedSince(communeId, Math.min(now - DAY_MS, plannedAt ?? 0));
}

async function sharedOf(stores: StoreReads, communeId: string, now: Instant) {
  const { places, air } = stores;
  const quiet = await quietPlaces(stores, communeId);
  if (!quiet) return undefined;
  const { commune, specialDays } = quiet;
  const villages = await places.villages(communeId);
  return {
    commune,
    zones: await places.zones(communeId),
    villages: new Map(villages.map((village) => [village.id, quiet.village(village)])),
    slots: await places.slots(communeId),
    specialDays,
    alteredRows: [...quiet.altered(villages), ...(await alteredTemplates(stores, communeId))],
    stops: await air.stops(communeId, now),
    emergencies: await recentEmergencies(stores, communeId, now),
    controllers: await places.controllers(communeId),
    sources: await PlanSources.open(stores, commune),
  };
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
