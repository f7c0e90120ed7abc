// Where one sound at a time is sounding: begins it, silences it, and writes down how it ended.
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

interface Sounding {
  readonly playback: OwnPlayback;
  readonly startedAt: Instant;
  readonly startedAtMs: number;
  silencedFor: InterruptReason | undefined;
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

  constructor(
    private readonly clock: DeviceClock,
    private readonly time: ServerTime,
    private readonly horn: Horn,
    private readonly journal: Journal,
    private readonly manners: StageOptions,
  ) {
    this.marking = new Alarm(clock, () => this.mark());
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
    const sounding: Sounding = { playback, startedAt, startedAtMs, silencedFor: undefined };
    this.sounding = sounding;
    const { airingId } = playback.entry;
    const sound = this.horn.play({ playbackId: playback.playbackId, airingId, sounds, volumePercent });
    this.ending = sound.then(
      (end) => this.ended(sounding, end),
      (error: unknown) => {
        this.manners.note('horn.failed', { playbackId: playback.playbackId, error: String(error) });
        return this.ended(sounding, { completed: false, playedMs: 0 });
      },
    );
    this.marking.setIn(FIRST_MARK_MS);
    this.manners.began();
  }

  /** Silence, now. True when something was sounding. */
  silence(reason: InterruptReason): boolean {
    if (!this.sounding || this.sounding.silencedFor) return false;
    this.sounding.silencedFor = reason;
    this.horn.silence();
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
    this.horn.silence();
  }

  private async ended({ playback, startedAt, silencedFor }: Sounding, end: HornEnd): Promise<void> {
    if (this.off) return;
    this.sounding = undefined;
    this.marking.clear();
    const { playbackId, entry } = playback;
    const evidence = { playbackId, airingId: entry.airingId, startedAt, playedMs: Math.round(end.playedMs) };
    const written = end.completed
      ? this.journal.record({ kind: 'played', ...evidence })
      : this.journal.record({ kind: 'interrupted', ...evidence, reason: silencedFor ?? 'horn-failed' });
    this.manners.free();
    await written.catch(this.manners.failed);
  }

  private mark(): void {
    if (!this.sounding) return;
    const { playback, startedAt, startedAtMs } = this.sounding;
    const playedMs = Math.round(this.clock.monotonicMs() - startedAtMs);
    this.journal.mark({ playbackId: playback.playbackId, startedAt, playedMs }).catch(this.manners.failed);
    this.marking.setIn(MARK_EVERY_MS);
  }
}
