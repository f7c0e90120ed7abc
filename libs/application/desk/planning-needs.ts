// What the desk has to know of the plan itself: what keeps failing to be planned, and where something is due that nobody is there to play.
import { DAY_MS, groupedBy, keepsFailing, type Instant, type PlanFailure } from '#domain';
import type { Names } from '../acting/names';
import { nameOfPart } from '../planning/plan-failures';
import type { StoreReads } from '../ports/stores';

/** So far ahead it is looked for what stays silent. */
const AHEAD_MS = 7 * DAY_MS;

/** Something that cannot be planned, with its name. What was planned of it before is what its poles play. */
export interface UnplannedNeed extends Pick<
  PlanFailure,
  'part' | 'subjectId' | 'reason' | 'since' | 'lastAt' | 'times'
> {
  readonly name: string;
}

/** A zone without poles in which something is due. */
export interface ZoneWithoutPoles {
  readonly zoneId: string;
  readonly zone: string;
  readonly village: string;
  readonly titles: readonly string[];
  readonly firstStartsAt: Instant;
}

/** What keeps failing, the longest first. */
export async function unplannedNeeds(stores: StoreReads, communeId: string): Promise<readonly UnplannedNeed[]> {
  const failing = (await stores.air.planFailures(communeId)).filter(keepsFailing);
  return Promise.all(
    failing.map(async (failure) => {
      const { part, subjectId, reason, since, lastAt, times } = failure;
      return { part, subjectId, reason, since, lastAt, times, name: await nameOfPart(stores, failure) };
    }),
  );
}

/** Zones in which something of the next days stays silent because no pole of it stands there. */
export async function zonesWithoutPoles(
  stores: StoreReads,
  communeId: string,
  names: Names,
  now: Instant,
): Promise<readonly ZoneWithoutPoles[]> {
  const zones = await stores.places.zones(communeId);
  const silent = groupedBy(
    await stores.air.airingsWithoutPoles(communeId, now, now + AHEAD_MS),
    ({ zoneId }) => zoneId,
  );
  return zones.flatMap(({ id: zoneId, name: zone, villageId }) => {
    const ahead = silent.get(zoneId);
    if (!ahead) return [];
    const titles = [...new Set(ahead.map(({ title }) => title))];
    return [{ zoneId, zone, village: names.village(villageId), titles, firstStartsAt: ahead[0].startsAt }];
  });
}
