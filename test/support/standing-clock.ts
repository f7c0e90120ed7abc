// The clock of tests: it stands until it is moved.
import { Clock } from '#application';
import type { Instant } from '#domain';

export class StandingClock extends Clock {
  constructor(private instant: Instant) {
    super();
  }

  override now(): Instant {
    return this.instant;
  }

  pass(ms: number): void {
    this.instant += ms;
  }
}
