// Sees that work goes on at all. A worker can stop without any error, so a canary is sent through the real queue, and silence ends in a restart.

/** How the watchdog looks at the world. */
interface WatchedWork {
  /** Puts a canary into the queue; false when the queue does not take it. */
  sendCanary(): Promise<boolean>;
  /** Replaces the workers. */
  restart(): void;
  /** Milliseconds of a clock that never jumps. */
  monotonicMs(): number;
}

/** Every `canaryEveryMs` a canary; restart when none was answered for `silenceLimitMs`. */
export interface Patience {
  readonly canaryEveryMs: number;
  readonly silenceLimitMs: number;
}

export class ProgressWatchdog {
  private timer: NodeJS.Timeout | undefined;
  /** When the first canary went out that nobody answered yet. */
  private silentSince: number | undefined;

  constructor(
    private readonly work: WatchedWork,
    private readonly patience: Patience,
  ) {}

  start(): void {
    let dueMs = this.work.monotonicMs();
    const round = () => {
      // While this process did something else in one piece nobody could answer: so much later the silence began.
      const lateMs = Math.max(0, this.work.monotonicMs() - dueMs);
      if (this.silentSince !== undefined) this.silentSince += lateMs;
      dueMs = this.work.monotonicMs() + this.patience.canaryEveryMs;
      void this.look();
    };
    this.timer = setInterval(round, this.patience.canaryEveryMs);
    round();
  }

  stop(): void {
    clearInterval(this.timer);
  }

  /** A worker took the canary out of the queue: work goes on. */
  answered(): void {
    this.silentSince = undefined;
  }

  /** False while the silence lasts longer than the limit. */
  get progressing(): boolean {
    return this.silenceMs() <= this.patience.silenceLimitMs;
  }

  /** One round: restart what is silent, then send the next canary. */
  async look(): Promise<void> {
    if (!this.progressing) {
      this.silentSince = undefined;
      this.work.restart();
    }
    // Before the canary flies: it may be answered before its sender hears that it was taken.
    this.silentSince ??= this.work.monotonicMs();
    // Without Redis nobody can make progress, and new workers would not help: the silence counts from its return.
    if (!(await this.work.sendCanary())) this.silentSince = undefined;
  }

  private silenceMs(): number {
    return this.silentSince === undefined ? 0 : this.work.monotonicMs() - this.silentSince;
  }
}
