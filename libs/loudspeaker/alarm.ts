// One alarm that is set again and again: whoever sets it anew has cancelled what it was set to before.
import type { DeviceClock } from './ports';

export class Alarm {
  private cancel: (() => void) | undefined;

  constructor(
    private readonly clock: DeviceClock,
    private readonly ring: () => void,
  ) {}

  /** Rings once when the monotonic clock reaches the mark. */
  setAt(monotonicMs: number): void {
    this.clear();
    this.cancel = this.clock.at(monotonicMs, () => {
      this.cancel = undefined;
      this.ring();
    });
  }

  /** Rings once, so many milliseconds from now. */
  setIn(durationMs: number): void {
    this.setAt(this.clock.monotonicMs() + durationMs);
  }

  clear(): void {
    this.cancel?.();
    this.cancel = undefined;
  }

  get isSet(): boolean {
    return this.cancel !== undefined;
  }
}
