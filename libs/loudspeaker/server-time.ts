// What time the server has. An estimate from signed answers to our own questions, carried on by the monotonic clock, less sure with every
// minute without an answer. It survives a power cut with the help of the battery clock, but then counts as not attested.
import type { Instant } from '#domain';
import { z } from 'zod';
import { readKept, writeKept, type KeptFile } from './kept-json';
import type { DeviceClock, DeviceDisk, Note } from './ports';

/** What the device believes the time to be, and how far that may be off. */
export interface TimeReading {
  readonly at: Instant;
  readonly uncertaintyMs: number;
  /** Told by the server since the box was switched on; otherwise carried over a power cut by the battery clock. */
  readonly attested: boolean;
}

/** One question and its answer: monotonic marks of sending and receiving, and the server's time in between. */
interface TimeSample {
  readonly sentAtMs: number;
  readonly receivedAtMs: number;
  readonly serverAt: Instant;
}

interface Estimate {
  /** Server time minus monotonic time. */
  readonly offsetMs: number;
  readonly uncertaintyMs: number;
  readonly takenAtMs: number;
  readonly attested: boolean;
}

/** A crystal of a cheap board, also of its battery clock: a week without the server stays below 20 seconds. */
const DRIFT_PPM = 30;
/** A step larger than this is believed only when several answers agree on it. */
const DOUBTFUL_STEP_MS = 2_000;
const CONFIRMING_SAMPLES = 3;
const KEEP_EVERY_MS = 10 * 60_000;
const keptSchema = z.strictObject({ serverMinusWallMs: z.number(), uncertaintyMs: z.number(), wallAt: z.number() });

/** The server's time, for as long as the battery clock stands behind it. */
export const TIME_FILE: KeptFile<z.infer<typeof keptSchema>> = { name: 'time', version: 1, schema: keptSchema };

export class ServerTime {
  private doubted: Estimate[] = [];
  private keptAtMs: number | undefined;
  private listener: () => void = () => undefined;
  private onWrong: (aheadMs: number) => void = () => undefined;

  private constructor(
    private readonly clock: DeviceClock,
    private readonly disk: DeviceDisk,
    private readonly note: Note,
    private estimate: Estimate | undefined,
  ) {}

  /** Starts from what was kept before the power cut, if the battery clock still stands behind it. */
  static async load(clock: DeviceClock, disk: DeviceDisk, note: Note): Promise<ServerTime> {
    return new ServerTime(clock, disk, note, carriedOver(await readKept(disk, TIME_FILE, note), clock));
  }

  /** Calls whenever the estimate changed. */
  onChange(listener: () => void): void {
    this.listener = listener;
  }

  /** Calls once the server's time shows that the battery clock was ahead by so much more than it could be, or behind (less than 0). */
  onBatteryClockWrong(listener: (aheadMs: number) => void): void {
    this.onWrong = listener;
  }

  /** The time now; undefined when nothing is known at all. */
  read(): TimeReading | undefined {
    if (!this.estimate) return undefined;
    const nowMs = this.clock.monotonicMs();
    return {
      at: Math.round(nowMs + this.estimate.offsetMs),
      uncertaintyMs: Math.ceil(uncertaintyAt(this.estimate, nowMs)),
      attested: this.estimate.attested,
    };
  }

  /** Where an instant stands on the monotonic clock, as far as known now. */
  monotonicOf(at: Instant): number | undefined {
    return this.estimate && at - this.estimate.offsetMs;
  }

  /** Which instant a mark of the monotonic clock was, as far as known now. */
  instantOf(monotonicMs: number): Instant | undefined {
    return this.estimate && Math.round(monotonicMs + this.estimate.offsetMs);
  }

  /** Takes an answer. False when it contradicts what is known and needs others to agree with it. */
  take(sample: TimeSample): boolean {
    const fresh: Estimate = {
      offsetMs: sample.serverAt - (sample.sentAtMs + sample.receivedAtMs) / 2,
      uncertaintyMs: (sample.receivedAtMs - sample.sentAtMs) / 2 + 1,
      takenAtMs: sample.receivedAtMs,
      attested: true,
    };
    const known = this.estimate;
    if (known && isStep(known, fresh)) return this.doubt(fresh);
    this.doubted = [];
    // The quickest answer is the best one; a slow one replaces it only when time has made the old one worse.
    if (
      !known ||
      !known.attested ||
      contradicts(known, fresh) ||
      fresh.uncertaintyMs <= uncertaintyAt(known, fresh.takenAtMs)
    ) {
      this.adopt(fresh);
    }
    return true;
  }

  private doubt(fresh: Estimate): boolean {
    this.doubted = [...this.doubted.filter((other) => !contradicts(other, fresh)), fresh];
    if (this.doubted.length < CONFIRMING_SAMPLES) return false;
    const best = this.doubted.reduce((a, b) => (b.uncertaintyMs < a.uncertaintyMs ? b : a));
    this.note('time.stepped', { byMs: Math.round(best.offsetMs - (this.estimate?.offsetMs ?? 0)) });
    this.doubted = [];
    this.keptAtMs = undefined;
    this.adopt(best);
    return true;
  }

  private adopt(estimate: Estimate): void {
    const before = this.estimate;
    this.estimate = estimate;
    if (before?.attested === false && contradicts(before, estimate))
      this.onWrong(Math.round(before.offsetMs - estimate.offsetMs));
    this.keep(estimate);
    this.listener();
  }

  private keep(estimate: Estimate): void {
    const nowMs = this.clock.monotonicMs();
    if (this.keptAtMs !== undefined && nowMs - this.keptAtMs < KEEP_EVERY_MS) return;
    this.keptAtMs = nowMs;
    const wallAt = this.clock.wallMs();
    const kept = {
      serverMinusWallMs: estimate.offsetMs + nowMs - wallAt,
      uncertaintyMs: uncertaintyAt(estimate, nowMs),
      wallAt,
    };
    writeKept(this.disk, TIME_FILE, kept).catch((error: unknown) => {
      this.keptAtMs = undefined;
      this.note('time.not-kept', { error: String(error) });
    });
  }
}

function uncertaintyAt(estimate: Estimate, monotonicMs: number): number {
  return estimate.uncertaintyMs + (Math.abs(monotonicMs - estimate.takenAtMs) * DRIFT_PPM) / 1_000_000;
}

function contradicts(known: Estimate, fresh: Estimate): boolean {
  const apartMs = Math.abs(fresh.offsetMs - known.offsetMs);
  return apartMs > uncertaintyAt(known, fresh.takenAtMs) + fresh.uncertaintyMs;
}

function isStep(known: Estimate, fresh: Estimate): boolean {
  return contradicts(known, fresh) && Math.abs(fresh.offsetMs - known.offsetMs) > DOUBTFUL_STEP_MS;
}

function carriedOver(kept: z.infer<typeof keptSchema> | undefined, clock: DeviceClock): Estimate | undefined {
  const wallMs = clock.wallMs();
  // A battery clock that went backwards has lost its power, and with it its word.
  if (!kept || wallMs < kept.wallAt) return undefined;
  const nowMs = clock.monotonicMs();
  return {
    offsetMs: kept.serverMinusWallMs + wallMs - nowMs,
    uncertaintyMs: kept.uncertaintyMs + ((wallMs - kept.wallAt) * DRIFT_PPM) / 1_000_000,
    takenAtMs: nowMs,
    attested: false,
  };
}
