// What sounds already before another emergency begins: it is refused, or takes the place of what gives way. And how each step is written down.
import {
  airtimeIn,
  EMERGENCY_LIFECYCLE,
  follow,
  givesWay,
  Problem,
  type Emergency,
  type EventKind,
  type Happening,
  type Instant,
} from '#domain';
import { sayEnd } from './emergency-orders';
import type { StoreReads, Stores } from '../ports/stores';
import type { UrgentPublisher } from '../wire/urgent-publisher';

/** One that had to give way, and where. */
export interface Displaced {
  readonly emergency: Emergency;
  readonly zoneIds: readonly string[];
}

/** Two warnings in one place are none; what gives way does not count. Throws Problem `emergency-running`. */
export async function refuseSecond(stores: StoreReads, wanted: Emergency, now: Instant): Promise<void> {
  for (const { emergency: other } of await inTheWay(stores, wanted, now)) {
    if (!givesWay(other, wanted)) throw new Problem('emergency-running', { emergencyId: other.id, title: other.title });
  }
}

/**
 * Ends what gives way, in the zones of the one that goes on air now; `sayDisplaced` tells the loudspeakers after the write. Throws Problem
 * `emergency-running`.
 */
export async function makeRoom(
  stores: Stores,
  wanted: Emergency,
  actor: string,
  now: Instant,
): Promise<readonly Displaced[]> {
  await refuseSecond(stores, wanted, now);
  const displaced = await inTheWay(stores, wanted, now);
  for (const { emergency, zoneIds } of displaced) {
    const gaveWay = zoneIds.map((zoneId) => ({ zoneId, at: now, gaveWayTo: wanted.id }));
    const endedZones = [...emergency.endedZones, ...gaveWay];
    const everywhere = emergency.zoneIds.every((id) => endedZones.some(({ zoneId }) => zoneId === id));
    const over = everywhere
      ? { state: follow(EMERGENCY_LIFECYCLE, emergency.state, 'end'), endedAt: now, endedBy: actor }
      : {};
    await stores.emergencies.update(emergency.id, { endedZones, ...over });
    const details = { title: emergency.title, zoneIds, gaveWayTo: wanted.id };
    await logEmergency(stores, emergency, actor, now, { kind: 'emergency.ended', details });
  }
  return displaced;
}

/** Silences what gave way. */
export async function sayDisplaced(
  voice: UrgentPublisher,
  displaced: readonly Displaced[],
  now: Instant,
): Promise<void> {
  for (const { emergency, zoneIds } of displaced) await sayEnd(voice, emergency, zoneIds, now);
}

async function inTheWay(stores: StoreReads, wanted: Emergency, now: Instant): Promise<readonly Displaced[]> {
  const others = (await stores.emergencies.onAir(wanted.communeId)).filter(({ id }) => id !== wanted.id);
  return others
    .map((emergency) => ({
      emergency,
      zoneIds: emergency.zoneIds.filter((id) => wanted.zoneIds.includes(id) && holdsAir(emergency, id, now)),
    }))
    .filter(({ zoneIds }) => zoneIds.length > 0);
}

/** Whether it sounds in that zone, or will. */
function holdsAir(emergency: Emergency, zoneId: string, now: Instant): boolean {
  const time = airtimeIn(emergency, zoneId);
  return time !== undefined && time.to > now;
}

/** Writes one step of it into the log. */
export function logEmergency(
  stores: Stores,
  { id, communeId }: Emergency,
  actor: string,
  at: Instant,
  happening: Happening<Extract<EventKind, `emergency.${string}`>>,
): Promise<void> {
  return stores.events.append({ communeId, at, actor, subjectId: id, ...happening });
}
