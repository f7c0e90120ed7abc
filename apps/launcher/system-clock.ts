// The clock of the installation: the machine's, moved on by what the demo runs ahead. The one place of the server that asks the machine.
import { Clock } from '#application';
import type { Instant } from '#domain';

export class SystemClock extends Clock {
  /** `offsetMs`: how far this installation is ahead of its machine; 0 in a real one. */
  constructor(private readonly offsetMs: number) {
    super();
  }

  override now(): Instant {
    return this.machineNow() + this.offsetMs;
  }

  override monotonicMs(): number {
    return performance.now();
  }

  override get aheadMs(): number {
    return this.offsetMs;
  }

  /** Also the time in which files were written. */
  override machineNow(): Instant {
    return Date.now();
  }
}
