// Spreads what many devices would otherwise do in the same millisecond: each controller has its own fixed place in any stretch of time.
import { createHash } from 'node:crypto';

/** A number from 0 to below 1 that belongs to the controller and the matter, the same on every day. */
export function shareOf(controllerId: string, matter: string): number {
  return createHash('sha256').update(`${matter}\n${controllerId}`).digest().readUInt32BE(0) / 2 ** 32;
}
