// One recording under way: the microphone feeds the level and the store, stops for a hidden page, an asleep screen or the time limit.
import type { DraftBook, Take } from './drafts';
import { measure, verdictOf, type Verdict } from './loudness';
import type { Microphone } from '#web';
import { phoneNow } from './phone-clock';

type SessionState = 'recording' | 'paused';

export interface Session {
  readonly state: SessionState;
  readonly elapsedMs: number;
  /** 0 to 1. */
  readonly level: number;
  /** It was paused by the phone, not by the person. */
  readonly wasHidden: boolean;
}

const CHECK_MS = 3_000;
const LOOK_MS = 100;

/** Listens for three seconds and judges; `onLevel` gets the level while it listens. */
export async function checkMicrophone(microphone: Microphone, onLevel: (level: number) => void): Promise<Verdict> {
  const heard: number[] = [];
  for (let passed = 0; passed < CHECK_MS; passed += LOOK_MS) {
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    const samples = microphone.heard();
    onLevel(levelOf(samples));
    heard.push(...samples);
  }
  return verdictOf(measure(Float32Array.from(heard), microphone.rateHz));
}

export class RecordingSession {
  private state: SessionState = 'recording';
  private wasHidden = false;
  private recordedMs: number;
  private lookedAt = phoneNow();
  private pieces = 0;
  private kept: Promise<void> = Promise.resolve();
  private lock: WakeLockSentinel | undefined;
  private readonly timer: ReturnType<typeof setInterval>;
  private failure: unknown;

  constructor(
    private readonly microphone: Microphone,
    private readonly book: DraftBook,
    private readonly take: Take,
    private readonly onLook: (session: Session) => void,
    /** `limit`: the time is over; `full`: the phone can keep no more. */
    private readonly onEnd: (why: 'limit' | 'full') => void,
    private readonly limitMs: number,
    alreadyMs = 0,
  ) {
    this.recordedMs = alreadyMs;
    microphone.start((piece) => this.keep(piece));
    this.timer = setInterval(() => this.look(), LOOK_MS);
    document.addEventListener('visibilitychange', this.onVisibility);
    void this.stayAwake();
  }

  pause(): void {
    this.look();
    this.microphone.pause();
    this.state = 'paused';
    this.look();
  }

  resume(): void {
    this.lookedAt = phoneNow();
    this.microphone.resume();
    this.state = 'recording';
    this.wasHidden = false;
    this.look();
    void this.stayAwake();
  }

  /** Ends it; resolves when every piece is kept. */
  async stop(): Promise<void> {
    clearInterval(this.timer);
    document.removeEventListener('visibilitychange', this.onVisibility);
    await this.microphone.stop();
    await this.kept;
    await this.lock?.release();
    await this.microphone.close();
  }

  private keep(piece: Blob): void {
    const number = this.pieces;
    this.pieces += 1;
    this.kept = this.kept
      .then(() => this.book.addPiece(this.take.id, this.take.segments - 1, number, piece))
      .catch((error: unknown) => {
        if (this.failure !== undefined) return;
        this.failure = error;
        this.onEnd('full');
      });
  }

  private readonly onVisibility = (): void => {
    if (document.hidden && this.state === 'recording') {
      this.wasHidden = true;
      this.pause();
    }
  };

  private look(): void {
    const now = phoneNow();
    if (this.state === 'recording') this.recordedMs += now - this.lookedAt;
    this.lookedAt = now;
    const { state, wasHidden } = this;
    const level = state === 'recording' ? levelOf(this.microphone.heard()) : 0;
    this.onLook({ state, elapsedMs: Math.min(this.recordedMs, this.limitMs), level, wasHidden });
    if (state === 'recording' && this.recordedMs >= this.limitMs) this.onEnd('limit');
  }

  /** The screen goes dark by itself, and a dark phone records nothing. Where it cannot be kept awake, the page pauses instead. */
  private async stayAwake(): Promise<void> {
    if (!('wakeLock' in navigator)) return;
    try {
      this.lock = await navigator.wakeLock.request('screen');
    } catch (error) {
      console.warn('the screen may go dark', error);
    }
  }
}

/** How high a bar stands, 0 to 1: from 60 dB below full scale up. */
function levelOf(samples: Float32Array): number {
  const peak = samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
  return Math.max(0, Math.min(1, 1 + (20 * Math.log10(peak + 1e-6)) / 60));
}
