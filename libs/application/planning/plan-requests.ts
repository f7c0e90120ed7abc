// Gathers what the planner needs to know of a commune. Preview, planning and "tonight" all start from here, so that they cannot disagree.
import { undatable, type Instant, type PlanLimits, type PlanRequest, type Zone } from '#domain';
import type { StoreReads } from '../ports/stores';
import { ZoneRequests } from './zone-requests';

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
  const commune = await ZoneRequests.open(stores, communeId, now, limits);
  if (!commune) return [];
  const { requests } = await commune.of(commune.shared.zones.filter(({ id }) => !zoneIds || zoneIds.has(id)));
  const known = failing.map(({ subjectId }) => subjectId);
  return requests.map((request) => ({
    ...request,
    setAside: [...new Set([...request.setAside, ...known, ...undatable(request)])],
  }));
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
