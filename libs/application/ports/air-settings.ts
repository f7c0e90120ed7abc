// The numbers of planning and air that an installation may choose, as the acts see them.
import type { PlanLimits } from '#domain';

export abstract class AirSettings {
  abstract readonly limits: PlanLimits;
  /** How long a device may act on a programme without hearing from the server, in milliseconds. */
  abstract readonly leaseMs: number;
  /** How long receipts are awaited after the end of a playback, in milliseconds. */
  abstract readonly settleMs: number;
}
