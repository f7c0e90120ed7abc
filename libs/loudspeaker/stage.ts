// Where one sound at a time is sounding: begins it, silences it, and writes down how it ended. A horn that does not come to an end holds up nothing
// for long, least of all an emergency.
import type { Instant } from '#domain';
import { Alarm } from './alarm';
import type { Journal } from './journal';
import type { OwnPlayback } from './own-playbacks';
import type { DeviceClock, Horn, HornEnd, HornRequest, Note } from './ports';
import type { ServerTime } from './server-time';

/** Why a sound was cut short, or never began although it was about to. */
export type InterruptReason =
  | 'cancelled'
  | 'stopped'
  | 'pre-empted'
  | 'horn-failed'
  | 'horn-busy'
  | 'least-silence'
  | 'lease-ended'
  | 'device-restarted'
  | 'device-off';

const FIRST_MARK_MS = 1_000;
const MARK_EVERY_MS = 10_000;
/** So long after its length a sound is over, or the horn hangs: a slow box takes a while to begin. */
const OVERRUN_MS = 10_000;
/** So long after it was told to be silent a horn has said that it is. */
const SILENT_WITHIN_MS = 1_000;
/** An alarm that rings so late says that this process had no time. */
const STOOD_STILL_MS = 500;
/** What is known of a sound when the horn says nothing of it. */
const UNTOLD: HornEnd = { completed: false, playedMs: 0 };

interface Sounding {
  readonly playback: OwnPlayback;
  readonly startedAt: Instant;
  readonly startedAtMs: number;
  silencedFor: InterruptReason | undefined;
  /** Ends it without the horn's word. */
  giveUp: () => void;
}

/** What the stage tells. */
interface StageOptions {
  /** A sound began. */
  readonly began: () => void;
  /** The stage is free again. */
  readonly free: () => void;
  /** The journal could not be written any more. */
  readonly failed: (error: unknown) => void;
  readonly note: Note;
}

export class Stage {
  private sounding: Sounding | undefined;
  private ending: Promise<void> = Promise.resolve();
  private off = false;
  private readonly marking: Alarm;
  private readonly deadline: Alarm;
  private deadlineMs = 0;

  constructor(
    private readonly clock: DeviceClock,
    private readonly time: ServerTime,
    private readonly horn: Horn,
    private readonly journal: Journal,
    private readonly manners: StageOptions,
  ) {
    this.marking = new Alarm(clock, () => this.mark());
    this.deadline = new Alarm(clock, () => this.overdue());
  }

  /** What sounds now. */
  get current(): OwnPlayback | undefined {
    return this.sounding?.playback;
  }

  /** When what sounds now should end; undefined when nothing sounds. */
  endsAt(): Instant | undefined {
    return this.sounding && this.sounding.startedAt + this.sounding.playback.entry.durationMs;
  }

  /** Begins at once. Nothing between the caller's decision and the horn may wait. */
  begin(playback: OwnPlayback, sounds: HornRequest['sounds'], volumePercent: number): void {
    const startedAtMs = this.clock.monotonicMs();
    const startedAt = this.time.instantOf(startedAtMs) ?? playback.entry.startsAt;
    const sounding: Sounding = { playback, startedAt, startedAtMs, silencedFor: undefined, giveUp: () => undefined };
    this.sounding = sounding;
    const { playbackId, entry } = playback;
    const sound = this.horn.play({ playbackId, airingId: entry.airingId, sounds, volumePercent });
    const told = sound.catch((error: unknown) => {
      this.manners.note('horn.failed', { playbackId, error: String(error) });
      return UNTOLD;
    });
    const givenUp = new Promise<HornEnd>((resolve) => (sounding.giveUp = () => resolve(UNTOLD)));
    this.ending = Promise.race([told, givenUp]).then((end) => this.ended(sounding, end));
    this.marking.setIn(FIRST_MARK_MS);
    this.expectEndIn(entry.durationMs + OVERRUN_MS);
    this.manners.began();
  }

  /** Silence, now. True when something was sounding. */
  silence(reason: InterruptReason): boolean {
    if (!this.sounding || this.sounding.silencedFor) return false;
    this.sounding.silencedFor = reason;
    this.horn.silence();
    this.expectEndIn(SILENT_WITHIN_MS);
    return true;
  }

  /** Resolves when what sounded is written down. */
  async close(): Promise<void> {
    this.marking.clear();
    this.silence('device-off');
    await this.ending;
  }

  /** As if the power were cut: nothing is written any more. */
  cut(): void {
    this.off = true;
    this.marking.clear();
    this.deadline.clear();
    this.horn.silence();
  }

  private async ended({ playback, startedAt, silencedFor }: Sounding, end: HornEnd): Promise<void> {
    if (this.off) return;
    this.sounding = undefined;
    this.marking.clear();
    this.deadline.clear();
    const { playbackId, entry } = playback;
    const evidence = { playbackId, airingId: entry.airingId, startedAt, playedMs: Math.round(end.playedMs) };
    const written = end.completed
      ? this.journal.record({ kind: 'played', ...evidence })
      : this.journal.record({ kind: 'interrupted', ...evidence, reason: silencedFor ?? 'horn-failed' });
    this.manners.free();
    await written.catch(this.manners.failed);
  }

  /** The horn has not come to an end in time: it is told to be silent, and after that nobody waits for it. */
  private overdue(): void {
    if (!this.sounding) return;
    // Where this process itself stood still, the horn may have said it meanwhile.
    if (this.clock.monotonicMs() - this.deadlineMs > STOOD_STILL_MS) return this.expectEndIn(SILENT_WITHIN_MS);
    const { playback, silencedFor, giveUp } = this.sounding;
    this.manners.note('horn.hangs', { playbackId: playback.playbackId });
    if (silencedFor) giveUp();
    else this.silence('horn-failed');
  }

  private expectEndIn(durationMs: number): void {
    this.deadlineMs = this.clock.monotonicMs() + durationMs;
    this.deadline.setAt(this.deadlineMs);
  }

  private mark(): void {
    if (!this.sounding) return;
    const { playback, startedAt, startedAtMs } = this.sounding;
    const playedMs = Math.round(this.clock.monotonicMs() - startedAtMs);
    this.journal.mark({ playbackId: playback.playbackId, startedAt, playedMs }).catch(this.manners.failed);
    this.marking.setIn(MARK_EVERY_MS);
  }
}
