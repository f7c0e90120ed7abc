// The clock of tests: it stands until time passes, or until somebody sets it.
import { Clock } from '#application';
import type { Instant } from '#domain';

export class StandingClock extends Clock {
  private passedMs = 0;

  constructor(private instant: Instant) {
    super();
  }

  override now(): Instant {
    return this.instant;
  }

  override monotonicMs(): number {
    return this.passedMs;
  }

  pass(ms: number): void {
    this.instant += ms;
    this.passedMs += ms;
  }

  /** Somebody sets it: no time passes by it. */
  step(ms: number): void {
    this.instant += ms;
  }
}
