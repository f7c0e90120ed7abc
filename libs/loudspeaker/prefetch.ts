// Fetches the sounds of the programme long before they are due, the soonest first, and what an emergency may need; tells the server what is
// ready. Devices of one programme begin at different moments, unless the start is near; around a start they fetch nothing. What an emergency
// lacks now goes before everything.
import { MINUTE_MS, SECOND_MS, type Instant } from '#domain';
import { Alarm } from './alarm';
import type { Journal } from './journal';
import type { OwnPlayback } from './own-playbacks';
import type { DeviceClock, Note, ServerLink } from './ports';
import type { Shelf, Sound } from './shelf';
import type { StatusFacts } from './status-reports';

const NEAR_MS = 2 * MINUTE_MS;
const SPREAD_MS = 10 * SECOND_MS;
const HUSH_BEFORE_START_MS = 3 * SECOND_MS;
const HUSH_AFTER_START_MS = 1 * SECOND_MS;
const RETRY_FIRST_MS = 1 * SECOND_MS;
const RETRY_LONGEST_MS = MINUTE_MS;
const GATHER_READY_MS = 300;

/** What the prefetch needs besides link, shelf and journal. */
interface PrefetchOptions {
  /** This device's place among the others, 0 to 1. */
  readonly share: number;
  readonly now: () => Instant | undefined;
  /** A sound arrived that was missing before. */
  readonly arrived: () => void;
  /** The journal could not be written any more. */
  readonly failed: (error: unknown) => void;
  readonly note: Note;
}

/** A sound that is not here yet, and what it is for. */
interface Missing {
  readonly sound: Sound;
  /** Undefined: kept in reserve, no entry names it. */
  readonly playback: OwnPlayback | undefined;
  readonly near: boolean;
  /** An emergency is waiting for it. */
  readonly urgent: boolean;
}

export class Prefetch {
  private readonly next: Alarm;
  private readonly telling: Alarm;
  private readonly life = new AbortController();
  private readonly told = new Set<string>();
  private readonly unlucky = new Set<string>();
  private wanted: readonly OwnPlayback[] = [];
  private standby: readonly Sound[] = [];
  private fetching: { readonly sha256: string; readonly abort: AbortController } | undefined;
  private failures = 0;

  constructor(
    clock: DeviceClock,
    private readonly link: ServerLink,
    private readonly shelf: Shelf,
    private readonly journal: Journal,
    private readonly manners: PrefetchOptions,
  ) {
    this.next = new Alarm(clock, () => void this.fetchNext());
    this.telling = new Alarm(clock, () => this.tellReady());
  }

  /** There is another programme or order: these are the playbacks to be ready for, soonest first, and the sounds to keep in reserve. */
  want(playbacks: readonly OwnPlayback[], standby: readonly Sound[]): void {
    this.wanted = playbacks;
    this.standby = standby;
    const ids = new Set(playbacks.map(({ playbackId }) => playbackId));
    for (const playbackId of this.told) if (!ids.has(playbackId)) this.told.delete(playbackId);
    this.telling.setIn(GATHER_READY_MS);
    this.hurry(SPREAD_MS);
  }

  /** The server can be reached (again), or a sound was lost. */
  hurry(spreadMs = SECOND_MS): void {
    this.failures = 0;
    const missing = this.missing();
    if (!missing) return;
    if (!this.fetching) this.next.setIn(missing.near ? 0 : this.manners.share * spreadMs);
    else if (missing.urgent && this.fetching.sha256 !== missing.sound.sha256) this.fetching.abort.abort();
  }

  /** How many different sounds are needed from now on and how many lie here, likewise in bytes. */
  progress(): Pick<StatusFacts, 'soundsWanted' | 'soundsHeld' | 'bytesWanted' | 'bytesHeld'> {
    const needed = [...this.ahead().flatMap(({ entry }) => entry.sounds), ...this.standby];
    const sounds = [...new Map(needed.map((sound) => [sound.sha256, sound])).values()];
    return {
      soundsWanted: sounds.length,
      soundsHeld: sounds.filter((sound) => this.shelf.has([sound])).length,
      bytesWanted: sounds.reduce((sum, { bytes }) => sum + bytes, 0),
      bytesHeld: sounds.reduce((sum, sound) => sum + this.shelf.bytesOf(sound), 0),
    };
  }

  close(): void {
    this.next.clear();
    this.telling.clear();
    this.life.abort();
  }

  private async fetchNext(): Promise<void> {
    const missing = this.missing();
    if (!missing || this.fetching || this.life.signal.aborted) return;
    const hushMs = this.hushMs(missing);
    if (hushMs > 0) return this.next.setIn(hushMs);
    const { sha256 } = missing.sound;
    const abort = new AbortController();
    this.fetching = { sha256, abort };
    const fetched = await this.fetch(missing.sound, AbortSignal.any([this.life.signal, abort.signal]));
    this.fetching = undefined;
    if (this.life.signal.aborted) return;
    if (fetched) {
      this.failures = 0;
      this.unlucky.delete(sha256);
      this.telling.setIn(GATHER_READY_MS);
      this.next.setIn(0);
      this.manners.arrived();
    } else if (abort.signal.aborted) {
      this.next.setIn(0);
    } else {
      this.unlucky.add(sha256);
      const pauseMs = Math.min(RETRY_LONGEST_MS, RETRY_FIRST_MS * 2 ** this.failures);
      this.failures += 1;
      this.next.setIn(pauseMs * (0.75 + this.manners.share / 2));
    }
  }

  private async fetch(sound: Sound, signal: AbortSignal): Promise<boolean> {
    try {
      const whole = await this.shelf.fetch(sound, this.link, signal);
      if (!whole) this.manners.note('sound.corrupt', { sha256: sound.sha256 });
      return whole;
    } catch (error) {
      this.manners.note('sound.not-fetched', { sha256: sound.sha256, error: String(error) });
      return false;
    }
  }

  private ahead(): readonly OwnPlayback[] {
    const now = this.manners.now();
    return this.wanted
      .filter(({ playbackId }) => this.journal.fateOf(playbackId) === 'none')
      .filter(({ entry }) => now === undefined || now <= entry.startsAt + entry.lateLimitMs);
  }

  /** What to fetch next: for an emergency, for what is near, in reserve, for later. What failed before waits behind the rest of its kind. */
  private missing(): Missing | undefined {
    const all = [...this.missingOfPlaybacks(), ...this.missingInReserve()];
    const rank = ({ urgent, near, playback, sound }: Missing) =>
      (urgent ? 0 : near ? 2 : playback ? 6 : 4) + (this.unlucky.has(sound.sha256) ? 1 : 0);
    return all.reduce<Missing | undefined>(
      (first, each) => (first === undefined || rank(each) < rank(first) ? each : first),
      undefined,
    );
  }

  private missingOfPlaybacks(): readonly Missing[] {
    const now = this.manners.now();
    return this.ahead().flatMap((playback) => {
      const sound = playback.entry.sounds.find((one) => !this.shelf.has([one]));
      const near = now !== undefined && playback.entry.startsAt - now < NEAR_MS;
      return sound ? [{ sound, playback, near, urgent: near && playback.entry.messageClass === 'emergency' }] : [];
    });
  }

  private missingInReserve(): readonly Missing[] {
    return this.standby
      .filter((sound) => !this.shelf.has([sound]))
      .map((sound) => ({ sound, playback: undefined, near: false, urgent: false }));
  }

  /** How long to keep still because something else of ours is about to start. */
  private hushMs({ playback, urgent }: Missing): number {
    const now = this.manners.now();
    if (now === undefined || urgent) return 0;
    const hushed = (startsAt: Instant) => startsAt - HUSH_BEFORE_START_MS < now && now < startsAt + HUSH_AFTER_START_MS;
    const due = this.wanted.find(({ entry }) => hushed(entry.startsAt));
    if (!due || due.playbackId === playback?.playbackId) return 0;
    return due.entry.startsAt + HUSH_AFTER_START_MS - now;
  }

  private tellReady(): void {
    const playbackIds = this.ahead()
      .filter(({ playbackId, entry }) => !this.told.has(playbackId) && this.shelf.has(entry.sounds))
      .map(({ playbackId }) => playbackId);
    if (playbackIds.length === 0) return;
    for (const playbackId of playbackIds) this.told.add(playbackId);
    this.journal.record({ kind: 'ready', playbackIds }).catch(this.manners.failed);
  }
}
