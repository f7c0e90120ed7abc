// Airings and playbacks of emergencies in one zone, as the devices made them from the order. What is over stays as it was recorded.
import { mayStillSound, overIn, type Airing, type Emergency, type Instant, type PlanFault, type Zone } from '#domain';
import { emergencyAir } from './emergency-air';
import { endedAirings } from '../planning/ended-airings';
import { eachPart } from '../planning/plan-failures';
import type { SharedByZones } from '../planning/zone-requests';
import type { StoreReads, Stores } from '../ports/stores';
import { changedOf, writePlaybacks } from './zone-air';

/** Whether something of an emergency is to be written in the zone, or has to be tried because it fails. */
export async function emergenciesDue(
  stores: StoreReads,
  shared: SharedByZones,
  zone: Zone,
  now: Instant,
): Promise<boolean> {
  try {
    for (const emergency of shared.emergencies) {
      const due = await dueIn(stores, shared, zone, emergency, now);
      if (due.airings.length > 0) return true;
    }
    return false;
  } catch {
    return true;
  }
}

/** Writes them, each apart from the others. */
export function writeEmergencies(
  stores: Stores,
  shared: SharedByZones,
  zone: Zone,
  now: Instant,
  settleMs: number,
): Promise<readonly PlanFault[]> {
  return eachPart(stores, 'emergency', shared.emergencies, async (emergency) => {
    const { rundowns, airings } = await dueIn(stores, shared, zone, emergency, now);
    await stores.air.putRundowns(rundowns);
    await stores.air.putAirings(airings);
    await writePlaybacks(stores, airings, now, settleMs, overIn(emergency, zone.id));
  });
}

async function dueIn(
  stores: StoreReads,
  { commune, stops, controllers }: SharedByZones,
  zone: Zone,
  emergency: Emergency,
  now: Instant,
) {
  const standing = new Set(controllers.map(({ id }) => id));
  const air = emergencyAir(emergency, zone, stops, commune.timeZone, standing);
  if (!air) return { rundowns: [], airings: [] };
  const known = await stores.air.airingsOfRundowns([air.rundown.id]);
  const ended = await endedAirings(stores, known, now);
  const isOver = (airing: Airing) => ended.has(airing.id) || !mayStillSound(airing, now);
  const over = new Set(known.filter(isOver).map(({ id }) => id));
  return {
    rundowns: known.length === 0 ? [air.rundown] : [],
    airings: changedOf(known, air.airings).filter(({ id }) => !over.has(id)),
  };
}
