// The order that goes out at once: an emergency begins, or ends. It is sent right after the unit of work that wrote it, before anything else.
import type { Emergency, Instant } from '#domain';
import type { EmergencyOrder, UrgentOrder } from '#protocol';
import { newId } from '../acting/new-id';
import type { UrgentPublisher } from '../wire/urgent-publisher';

/** An emergency that has its first instant. */
export type StartedEmergency = Emergency & { readonly startsAt: Instant };

/** The emergency as the wire carries it. */
export function emergencyOrderOf(emergency: StartedEmergency): EmergencyOrder {
  const { id: emergencyId, title, startsAt, endsAt, everyMs, plays } = emergency;
  return { kind: 'emergency', emergencyId, title, startsAt, endsAt, everyMs, plays };
}

/** Puts it on air as of the instant at which it was written down. False: nobody heard it yet, and it reaches the poles with the next programme. */
export function sayBegin(voice: UrgentPublisher, emergency: StartedEmergency, now: Instant): Promise<boolean> {
  return say(voice, emergency, emergency.zoneIds, emergencyOrderOf(emergency), now);
}

/** Silences it in these zones. */
export function sayEnd(
  voice: UrgentPublisher,
  emergency: Emergency,
  zoneIds: readonly string[],
  now: Instant,
): Promise<boolean> {
  return say(voice, emergency, zoneIds, { kind: 'end-emergency', emergencyId: emergency.id }, now);
}

function say(
  voice: UrgentPublisher,
  { id: subjectId, communeId, confirmedBy, requestedBy }: Emergency,
  zoneIds: readonly string[],
  order: UrgentOrder['order'],
  now: Instant,
): Promise<boolean> {
  const unheard = { kind: 'emergency.unpublished', actor: confirmedBy ?? requestedBy, subjectId } as const;
  return voice.say({ orderId: newId(now), issuedAt: now, communeId, zoneIds, order, unheard });
}
