// Time in tests of devices: it stands still until the test moves it, and everything that was due on the way happens in order.
import { DeviceClock } from '#loudspeaker';
import { setImmediate as nextTurn } from 'node:timers/promises';

interface Due {
  readonly atMs: number;
  readonly call: () => void;
}

/** Lets everything that is ready to run, run: promises, streams, immediate callbacks. */
async function settle(turns = 6): Promise<void> {
  for (let turn = 0; turn < turns; turn += 1) await nextTurn();
}

/** The true time of a test, epoch milliseconds. */
export class FakeTime {
  private due: Due[] = [];

  constructor(private currentMs: number) {}

  get nowMs(): number {
    return this.currentMs;
  }

  at(atMs: number, call: () => void): () => void {
    // Whole milliseconds, so that tests can name every instant.
    const entry = { atMs: Math.ceil(atMs - 0.001), call };
    this.due.push(entry);
    return () => {
      this.due = this.due.filter((other) => other !== entry);
    };
  }

  /** Moves time on, stopping at everything that is due. */
  async pass(durationMs: number): Promise<void> {
    const untilMs = this.currentMs + durationMs;
    await settle();
    for (let next = this.next(untilMs); next; next = this.next(untilMs)) {
      this.currentMs = Math.max(this.currentMs, next.atMs);
      this.due = this.due.filter((other) => other !== next);
      next.call();
      await settle();
    }
    this.currentMs = untilMs;
  }

  private next(untilMs: number): Due | undefined {
    const soonest = this.due.reduce<Due | undefined>((a, b) => (a && a.atMs <= b.atMs ? a : b), undefined);
    return soonest && soonest.atMs <= untilMs ? soonest : undefined;
  }
}

/** The clock of one box from one power-on to the next: counts from zero, and its battery clock may be wrong. */
export class FakeDeviceClock extends DeviceClock {
  private readonly bootedAtMs: number;
  private readonly pending = new Set<() => void>();
  private off = false;

  constructor(
    private readonly time: FakeTime,
    private readonly wallErrorMs = 0,
  ) {
    super();
    this.bootedAtMs = time.nowMs;
  }

  override monotonicMs(): number {
    return this.time.nowMs - this.bootedAtMs;
  }

  override wallMs(): number {
    return this.time.nowMs + this.wallErrorMs;
  }

  override at(monotonicMs: number, call: () => void): () => void {
    if (this.off) return () => undefined;
    const cancel = this.time.at(Math.max(this.time.nowMs, this.bootedAtMs + monotonicMs), () => {
      this.pending.delete(cancel);
      call();
    });
    this.pending.add(cancel);
    return () => {
      this.pending.delete(cancel);
      cancel();
    };
  }

  /** Power cut: nothing that was due will happen. */
  die(): void {
    this.off = true;
    for (const cancel of this.pending) cancel();
  }
}
