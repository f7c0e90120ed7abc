// Conflicts as people talk of them: by village, in the time of the commune. Inside they are known by zone and instant.
import type { BookingConflict, PlacedConflict, TimeZone } from '#domain';
import type { StoreReads } from '../ports/stores';

/** Conflicts with the villages in which they are, and the zone in whose time they are told. */
export interface ConflictsInPlaces {
  readonly conflicts: readonly PlacedConflict[];
  readonly timeZone: TimeZone;
}

/** Every conflict with its village; in a village that is gone, with the name of its zone. */
export async function inPlaces(
  { places }: StoreReads,
  communeId: string,
  conflicts: readonly BookingConflict[],
): Promise<ConflictsInPlaces> {
  const { timeZone } = (await places.commune(communeId))!;
  if (conflicts.length === 0) return { conflicts: [], timeZone };
  const villages = new Map((await places.villages(communeId)).map((village) => [village.id, village]));
  const names = new Map(
    (await places.zones(communeId)).map((zone) => {
      const village = villages.get(zone.villageId);
      return [zone.id, village ? `${village.label} ${village.name}` : zone.name];
    }),
  );
  return {
    timeZone,
    conflicts: conflicts.map((conflict) => ({ ...conflict, village: names.get(conflict.zoneId) ?? '' })),
  };
}
