// The only source of the current time. In the demo it runs ahead of the machine by a persisted offset; in tests it stands still.
import type { Instant } from '#domain';

export abstract class Clock {
  abstract now(): Instant;

  /** Milliseconds on a clock that only counts: nobody sets it. */
  abstract monotonicMs(): number;

  /** What the machine's says: whoever is signed in lives by it, also where the demo's runs ahead. */
  machineNow(): Instant {
    return this.now() - this.aheadMs;
  }

  /** How far it runs ahead of the machine's, in milliseconds; 0 in a real installation. */
  get aheadMs(): number {
    return 0;
  }
}
