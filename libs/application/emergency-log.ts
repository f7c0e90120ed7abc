// What is known of emergencies before another one begins, and how each step of one is written down.
import { airtimeIn, Problem, type Emergency, type EventKind, type Instant } from '#domain';
import type { StoreReads, Stores } from './ports/stores';

/** Whether it sounds in that zone, or will. */
export function holdsAir(emergency: Emergency, zoneId: string, now: Instant): boolean {
  const time = airtimeIn(emergency, zoneId);
  return time !== undefined && time.to > now;
}

/** Two warnings in one place are none. Throws Problem `emergency-running`. */
export async function refuseSecond(stores: StoreReads, wanted: Emergency): Promise<void> {
  const now = wanted.requestedAt;
  for (const other of await stores.emergencies.onAir(wanted.communeId)) {
    if (other.id !== wanted.id && wanted.zoneIds.some((zoneId) => holdsAir(other, zoneId, now))) {
      throw new Problem('emergency-running', { emergencyId: other.id, title: other.title });
    }
  }
}

/** Writes one step of it into the log. */
export function logEmergency(
  stores: Stores,
  kind: EventKind,
  { id, communeId, title }: Emergency,
  actor: string,
  at: Instant,
  details: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  return stores.events.append({ communeId, at, kind, actor, subjectId: id, details: { title, ...details } });
}
