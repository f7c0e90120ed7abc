// Fetches the sounds of the programme long before they are due, the soonest first, and tells the server what is ready. Devices of one
// programme begin at different moments, unless the start is near; around a start they fetch nothing.
import { MINUTE_MS, SECOND_MS, type Instant } from '#domain';
import { Alarm } from './alarm';
import type { Journal } from './journal';
import type { OwnPlayback } from './own-playbacks';
import type { DeviceClock, Note, ServerLink } from './ports';
import type { Shelf, Sound } from './shelf';

const NEAR_MS = 2 * MINUTE_MS;
const SPREAD_MS = 10 * SECOND_MS;
const HUSH_BEFORE_START_MS = 3 * SECOND_MS;
const HUSH_AFTER_START_MS = 1 * SECOND_MS;
const RETRY_FIRST_MS = 1 * SECOND_MS;
const RETRY_LONGEST_MS = MINUTE_MS;
const GATHER_READY_MS = 300;

/** What the prefetch needs besides link, shelf and journal. */
export interface PrefetchManners {
  /** This device's place among the others, 0 to 1. */
  readonly share: number;
  readonly now: () => Instant | undefined;
  /** A sound arrived that was missing before. */
  readonly arrived: () => void;
  /** The journal could not be written any more. */
  readonly failed: (error: unknown) => void;
  readonly note: Note;
}

export class Prefetch {
  private readonly next: Alarm;
  private readonly telling: Alarm;
  private readonly life = new AbortController();
  private readonly told = new Set<string>();
  private wanted: readonly OwnPlayback[] = [];
  private fetching = false;
  private failures = 0;

  constructor(
    clock: DeviceClock,
    private readonly link: ServerLink,
    private readonly shelf: Shelf,
    private readonly journal: Journal,
    private readonly manners: PrefetchManners,
  ) {
    this.next = new Alarm(clock, () => void this.fetchNext());
    this.telling = new Alarm(clock, () => this.tellReady());
  }

  /** There is another programme: these are the playbacks to be ready for, soonest first. */
  want(playbacks: readonly OwnPlayback[]): void {
    this.wanted = playbacks;
    const ids = new Set(playbacks.map(({ playbackId }) => playbackId));
    for (const playbackId of this.told) if (!ids.has(playbackId)) this.told.delete(playbackId);
    this.telling.setIn(GATHER_READY_MS);
    this.hurry(SPREAD_MS);
  }

  /** The server can be reached (again), or a sound was lost. */
  hurry(spreadMs = SECOND_MS): void {
    this.failures = 0;
    const missing = this.missing();
    if (missing && !this.fetching) this.next.setIn(missing.near ? 0 : this.manners.share * spreadMs);
  }

  close(): void {
    this.next.clear();
    this.telling.clear();
    this.life.abort();
  }

  private async fetchNext(): Promise<void> {
    const missing = this.missing();
    if (!missing || this.fetching || this.life.signal.aborted) return;
    const hushMs = this.hushMs(missing.playback);
    if (hushMs > 0) return this.next.setIn(hushMs);
    this.fetching = true;
    const fetched = await this.fetch(missing.sound);
    this.fetching = false;
    if (this.life.signal.aborted) return;
    if (fetched) {
      this.failures = 0;
      this.telling.setIn(GATHER_READY_MS);
      this.next.setIn(0);
      this.manners.arrived();
    } else {
      const pauseMs = Math.min(RETRY_LONGEST_MS, RETRY_FIRST_MS * 2 ** this.failures);
      this.failures += 1;
      this.next.setIn(pauseMs * (0.75 + this.manners.share / 2));
    }
  }

  private async fetch(sound: Sound): Promise<boolean> {
    try {
      const whole = await this.shelf.fetch(sound, this.link, this.life.signal);
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

  private missing(): { readonly playback: OwnPlayback; readonly sound: Sound; readonly near: boolean } | undefined {
    const now = this.manners.now();
    for (const playback of this.ahead()) {
      const sound = playback.entry.sounds.find((one) => !this.shelf.has([one]));
      if (sound) return { playback, sound, near: now !== undefined && playback.entry.startsAt - now < NEAR_MS };
    }
    return undefined;
  }

  /** How long to keep still because something else of ours is about to start. */
  private hushMs(playback: OwnPlayback): number {
    const now = this.manners.now();
    if (now === undefined) return 0;
    const hushed = (startsAt: Instant) => startsAt - HUSH_BEFORE_START_MS < now && now < startsAt + HUSH_AFTER_START_MS;
    const due = this.wanted.find(({ entry }) => hushed(entry.startsAt));
    if (!due || due.playbackId === playback.playbackId) return 0;
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
