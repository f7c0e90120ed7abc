// The clock of the machine as a device's clock. The only file here that reads it.
import { DeviceClock } from '#loudspeaker';

/** Node takes no longer timer than this. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

export class NodeDeviceClock extends DeviceClock {
  private readonly bootedAtMs = performance.now();

  override monotonicMs(): number {
    return performance.now() - this.bootedAtMs;
  }

  override wallMs(): number {
    return Date.now();
  }

  override at(monotonicMs: number, call: () => void): () => void {
    let timer: NodeJS.Timeout;
    const wait = () => {
      const leftMs = monotonicMs - this.monotonicMs();
      timer = setTimeout(
        () => (this.monotonicMs() < monotonicMs ? wait() : call()),
        Math.min(Math.max(0, leftMs), LONGEST_TIMER_MS),
      );
    };
    wait();
    return () => clearTimeout(timer);
  }
}
