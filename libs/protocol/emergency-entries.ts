// From the compact order of an emergency to what a zone plays. Server and device expand it alike, so that an airing has the same name whether
// it came by the order or by the programme, and sounds once.
import { repeatStarts } from '#domain';
import { derivedId } from './derived-id';
import type { EmergencyOrder, ProgrammeEntry } from './messages';

/** The rundown that one emergency is in one zone. */
export function emergencyRundownId(emergencyId: string, zoneId: string): string {
  return derivedId('emergency-rundown', emergencyId, zoneId);
}

/**
 * The entries of one zone: repeats on a fixed grid until the end. Whoever is late joins the repeat that should be sounding, but begins
 * nothing at or after the end.
 */
export function emergencyEntries(order: EmergencyOrder, zoneId: string): readonly ProgrammeEntry[] {
  const { emergencyId, kind, title, endsAt, everyMs } = order;
  const play = order.plays.find(({ zones }) => zones.some((zone) => zone.zoneId === zoneId));
  const zone = play?.zones.find((each) => each.zoneId === zoneId);
  if (!play || !zone) return [];
  const { durationMs, sounds } = play;
  return repeatStarts(order, durationMs).map((startsAt, repeat) => ({
    airingId: derivedId('emergency', emergencyId, zoneId, repeat),
    rundownId: emergencyRundownId(emergencyId, zoneId),
    kind,
    title,
    messageClass: 'emergency',
    startsAt,
    durationMs,
    lateLimitMs: Math.min(everyMs - 1, endsAt - 1 - startsAt),
    sounds,
    controllerIds: zone.controllerIds,
  }));
}
