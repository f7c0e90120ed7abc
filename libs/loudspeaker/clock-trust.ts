// Whether the device's time is good enough to start a sound by it.
import type { MessageClass } from '#domain';
import type { TimeReading } from './server-time';

/** How long after power-on a device waits for the server's time before it goes by its battery clock. */
export const ATTESTING_MS = 10_000;

/** A battery clock is never believed beyond this. */
export const MAX_CARRIED_UNCERTAINTY_MS = 20_000;

/** What a clock is good for, for an announcement of this class. */
export function clockTrust(
  reading: TimeReading,
  messageClass: MessageClass,
  maxUncertaintyMs: number,
): 'sure' | 'unsure' | 'unattested' {
  // An emergency may be over: it needs the server's own word for the time, but not a very exact one.
  if (messageClass === 'emergency') return reading.attested ? 'sure' : 'unattested';
  if (reading.attested) return reading.uncertaintyMs <= maxUncertaintyMs ? 'sure' : 'unsure';
  return reading.uncertaintyMs <= Math.min(maxUncertaintyMs, MAX_CARRIED_UNCERTAINTY_MS) ? 'sure' : 'unattested';
}
