// A horn that keeps its own record of what truly sounded: the ground truth that receipts are compared with.
import { Horn, type HornEnd, type HornRequest } from '#loudspeaker';
import type { FakeTime } from './fake-device-clock';

/** One sound as it was heard. `endedAt` is undefined while it sounds. */
export interface Heard {
  readonly playbackId: string;
  readonly startedAt: number;
  readonly volumePercent: number;
  endedAt: number | undefined;
  completed: boolean;
}

export class FakeHorn extends Horn {
  private finish: ((completed: boolean) => void) | undefined;
  private off = false;
  /** The next sounds cannot be made. */
  broken = false;
  /** The next sounds go on for ever, whatever it is told. */
  hangs = false;

  /** `heard` outlives the box. */
  constructor(
    private readonly time: FakeTime,
    readonly heard: Heard[] = [],
  ) {
    super();
  }

  override play(request: HornRequest): Promise<HornEnd> {
    if (this.off) return new Promise(() => undefined);
    if (this.broken) return Promise.reject(new Error('no sound card'));
    if (this.hangs) return new Promise(() => undefined);
    if (this.finish) throw new Error('two sounds at a time');
    const sound: Heard = {
      playbackId: request.playbackId,
      startedAt: this.time.nowMs,
      volumePercent: request.volumePercent,
      endedAt: undefined,
      completed: false,
    };
    this.heard.push(sound);
    const durationMs = request.sounds.reduce((sum, one) => sum + one.durationMs, 0);
    return new Promise((resolve) => {
      const cancel = this.time.at(this.time.nowMs + durationMs, () => this.finish?.(true));
      this.finish = (completed) => {
        cancel();
        this.finish = undefined;
        sound.endedAt = this.time.nowMs;
        sound.completed = completed;
        if (!this.off) resolve({ completed, playedMs: this.time.nowMs - sound.startedAt });
      };
    });
  }

  override silence(): void {
    this.finish?.(false);
  }

  override selfTest(): Promise<void> {
    if (this.off) return new Promise(() => undefined);
    return this.broken ? Promise.reject(new Error('no sound card')) : Promise.resolve();
  }

  /** Power cut. */
  die(): void {
    this.off = true;
    this.finish?.(false);
  }
}
