// Watches the programme and acts on it by the clock: writes a start down a little early, begins the sound on the instant, says why something
// did not sound. Every decision is `mayStart`; what this file adds is when to ask, and that an answer is acted on once.
import {
  isCapped,
  isExercise,
  lastStartOf,
  overlaps,
  SECOND_MS,
  weightOf,
  type CountedSound,
  type Instant,
  type Interval,
} from '#domain';
import type { DeviceSettings, Programme } from '#protocol';
import { Alarm } from './alarm';
import { ATTESTING_MS, clockTrust, MAX_CARRIED_UNCERTAINTY_MS } from './clock-trust';
import type { Fact, Journal } from './journal';
import { givesWay, mayStart, silences, silentEnough, type Verdict, type WaitReason } from './may-start';
import { capBroken, isQuiet, silentUntil, volumeFor } from './own-limits';
import { ownPlaybacks, type AirEntry, type OwnPlayback } from './own-playbacks';
import type { DeviceClock, HornRequest, Note } from './ports';
import type { ServerTime, TimeReading } from './server-time';
import type { Shelf } from './shelf';
import type { InterruptReason, Stage } from './stage';
import type { StandingOrders } from './urgent-orders';

/** A start is written down this long before it sounds, and up to as long again earlier, spread over the devices. */
const COMMIT_BEFORE_MS = 1 * SECOND_MS;
const COMMIT_SPREAD_MS = 2 * SECOND_MS;

/** What the device was told to do and not to do. */
interface AirOrders extends StandingOrders {
  readonly programme: Programme | undefined;
  readonly settings: DeviceSettings | undefined;
}

/** What the player needs besides time, journal, sounds and stage. */
interface PlayerOptions {
  readonly clock: DeviceClock;
  readonly controllerId: string;
  /** This device's place among the others, 0 to 1. */
  readonly share: number;
  readonly orders: () => AirOrders;
  /** A sound that should be there is not. */
  readonly soundLost: () => void;
  /** The journal could not be written any more. */
  readonly failed: (error: unknown) => void;
  readonly note: Note;
}

/** Written down as started, waiting for its instant. */
interface Committed {
  readonly playback: OwnPlayback;
  readonly sounds: HornRequest['sounds'];
}

export class Player {
  private readonly alarm: Alarm;
  private readonly bootedAtMs: number;
  private readonly leadMs: number;
  private readonly committed = new Map<string, Committed>();
  /** Being written down as started. */
  private readonly inHand = new Map<string, OwnPlayback>();
  private readonly waiting = new Map<string, WaitReason>();
  private own: readonly OwnPlayback[] = [];
  private orders: AirOrders;
  /** Since when it has had an idea of the time, on the monotonic clock. */
  private awareSinceMs: number | undefined;
  /** When it was switched on, by the earliest of all times that the server attested. */
  private onSince: Instant | undefined;
  private off = false;

  constructor(
    private readonly time: ServerTime,
    private readonly journal: Journal,
    private readonly shelf: Shelf,
    private readonly stage: Stage,
    private readonly manners: PlayerOptions,
  ) {
    this.alarm = new Alarm(manners.clock, () => this.review());
    this.orders = manners.orders();
    this.bootedAtMs = manners.clock.monotonicMs();
    // Whole milliseconds, as all instants are: a mark between two of them would never be reached.
    this.leadMs = COMMIT_BEFORE_MS + Math.round(manners.share * COMMIT_SPREAD_MS);
  }

  /** Takes programme and orders as they now are. Returns what this controller plays of them. */
  follow(): readonly OwnPlayback[] {
    const [orders, own] = [this.orders, this.own];
    this.orders = this.manners.orders();
    this.own = ownPlaybacks(this.orders.entries, this.manners.controllerId);
    for (const playback of own) this.refuseIfCancelledLate(playback, orders);
    this.review();
    return this.own;
  }

  /** Obeys what the orders say now. True when something was silenced by it. */
  obey(): boolean {
    const before = this.stage.current;
    this.follow();
    return before !== undefined && this.forbidden(before, this.time.read()?.at) !== undefined;
  }

  /** When one of the own playbacks is to begin, on the monotonic clock; undefined: it is none, or the time is not known. */
  beginsAtMs(playbackId: string): number | undefined {
    const own = this.own.find((each) => each.playbackId === playbackId);
    return own && this.time.monotonicOf(own.entry.startsAt);
  }

  /** Falls silent when what sounds stands in no order any more. An emergency or drill goes by its own orders, and ends by them. */
  silenceUnnamed(): void {
    const current = this.stage.current;
    if (!current || current.entry.messageClass === 'emergency' || isExercise(current.entry)) return;
    if (!this.own.some(({ playbackId }) => playbackId === current.playbackId)) this.stage.silence('cancelled');
  }

  /** Looks at everything again: called whenever anything that matters changed, and by its own alarm. */
  review(): void {
    const reading = this.time.read();
    if (this.off || !reading) return;
    if (reading.attested)
      this.onSince = Math.min(this.onSince ?? Infinity, this.time.instantOf(this.bootedAtMs) ?? Infinity);
    this.awareSinceMs ??= this.manners.clock.monotonicMs();
    this.silenceForbidden(reading.at);
    const attestingUntilMs = this.bootedAtMs + ATTESTING_MS;
    if (!reading.attested && this.manners.clock.monotonicMs() < attestingUntilMs) {
      return this.alarm.setAt(attestingUntilMs);
    }
    const marks: Instant[] = [...this.stopMarks(reading.at), ...this.emergencyMarks(reading.at)];
    for (const waiting of [...this.committed.values()]) marks.push(...this.onTheMark(waiting, reading));
    for (const playback of this.own) {
      if (this.inHand.has(playback.playbackId) || this.journal.fateOf(playback.playbackId) !== 'none') continue;
      const asksAt = playback.entry.startsAt - this.leadMs;
      if (asksAt > reading.at) {
        marks.push(asksAt);
        break; // They stand in order: whatever follows is later still.
      }
      marks.push(...this.decide(playback, reading));
    }
    this.setAlarm(marks, reading.at);
  }

  /** Stops acting. */
  close(): void {
    this.off = true;
    this.alarm.clear();
  }

  /** Ends in order: what was about to sound will not, and that is written down. */
  async retire(): Promise<void> {
    this.close();
    await Promise.all([...this.committed.values()].map(({ playback }) => this.abandon(playback, 'device-off')));
  }

  /**
   * What is cancelled only when its time has come, and was not begun yet, is refused in so many words: the server then knows that it was not
   * heard here. Of what was cancelled before its time there is nothing to say.
   */
  private refuseIfCancelledLate({ playbackId, entry }: OwnPlayback, before: AirOrders): void {
    const { airingId, startsAt } = entry;
    if (before.cancelledAiringIds.has(airingId) || !this.orders.cancelledAiringIds.has(airingId)) return;
    const [now, from] = [this.time.read(), this.journal.remembersFrom];
    const isDue = now && startsAt <= now.at && now.at - now.uncertaintyMs <= lastStartOf(entry);
    if (!isDue || from === undefined || startsAt < from) return;
    if (this.inHand.has(playbackId) || this.journal.fateOf(playbackId) !== 'none') return;
    this.waiting.delete(playbackId);
    void this.write({ kind: 'refused', playbackId, airingId, reason: 'cancelled' });
  }

  private decide(playback: OwnPlayback, reading: TimeReading): readonly Instant[] {
    const { entry, playbackId } = playback;
    const verdict = this.ask(playback, reading);
    switch (verdict.kind) {
      case 'nothing':
        return [];
      case 'start':
        // Beside a sound that will not be over in time there is nothing to begin yet.
        if (this.blocked(playback)) return this.wait(playback, 'horn-busy', reading);
        void this.commit(playback);
        return [];
      case 'wait':
        return this.wait(playback, verdict.reason, reading);
      case 'miss':
      case 'refuse': {
        const kind = verdict.kind === 'miss' ? 'missed' : 'refused';
        this.waiting.delete(playbackId);
        void this.write({ kind, playbackId, airingId: entry.airingId, reason: verdict.reason });
        return [];
      }
    }
  }

  private ask({ entry, playbackId }: OwnPlayback, reading: TimeReading): Verdict {
    const { programme, settings, stops, emergencies, cancelledAiringIds } = this.orders;
    const at = Math.max(reading.at, entry.startsAt);
    const sounding = { from: at, to: at + entry.durationMs };
    return mayStart({
      entry,
      controllerId: this.manners.controllerId,
      at,
      clock: clockTrust(reading, entry.messageClass, settings?.maxClockUncertaintyMs ?? MAX_CARRIED_UNCERTAINTY_MS),
      uncertaintyMs: reading.uncertaintyMs,
      fate: this.journal.fateOf(playbackId),
      remembersFrom: this.journal.remembersFrom,
      bootedAt: this.time.instantOf(this.bootedAtMs) ?? reading.at,
      onSince: this.onSince,
      leaseUntil: programme?.leaseUntil ?? 0,
      cancelledAiringIds,
      stops,
      emergencies,
      quiet: settings && isQuiet(sounding, settings),
      capBroken: settings && capBroken(entry, at, [...this.journal.counted, ...this.underWay()], settings),
      inTheWay: isExercise(entry) && this.isTaken(sounding),
      silentUntil: this.silentUntil(entry),
      soundsReady: this.shelf.has(entry.sounds),
      waitedFor: this.waiting.get(playbackId) ?? this.unaware(lastStartOf(entry)),
    });
  }

  /** Whether something real sounds at that time, or is to. */
  private isTaken(time: Interval): boolean {
    return this.own.some(({ entry, playbackId }) => {
      const { startsAt, durationMs } = entry;
      if (isExercise(entry) || this.orders.cancelledAiringIds.has(entry.airingId)) return false;
      return (
        overlaps(time, { from: startsAt, to: startsAt + durationMs }) && this.journal.fateOf(playbackId) !== 'ended'
      );
    });
  }

  /** What sounds or is about to, as the caps count it: in full. */
  private underWay(): readonly CountedSound[] {
    const committed = [...this.committed.values()].map(({ playback }) => playback);
    return [...(this.stage.current ? [this.stage.current] : []), ...committed, ...this.inHand.values()]
      .map(({ entry }) => entry)
      .filter(isCapped);
  }

  /** Until when the horn stays silent after its last sound; undefined while it sounds. */
  private silentUntil(entry: AirEntry): Instant | undefined {
    return this.stage.current ? undefined : silentUntil(entry, this.journal.silentSince, this.orders.settings);
  }

  /** Whether that instant passed while the device had no idea of the time. */
  private unaware(instant: Instant): WaitReason | undefined {
    const since = this.awareSinceMs === undefined ? undefined : this.time.instantOf(this.awareSinceMs);
    return since !== undefined && instant < since ? 'clock-unattested' : undefined;
  }

  private wait({ playbackId, entry }: OwnPlayback, reason: WaitReason, reading: TimeReading): readonly Instant[] {
    this.waiting.set(playbackId, reason);
    const closesAt = lastStartOf(entry) + 1;
    // With an unsure clock the window closes only when it is over for certain.
    return [reason.startsWith('clock') ? closesAt + reading.uncertaintyMs : closesAt];
  }

  /** Writes the start down; only then may it sound. */
  private async commit(playback: OwnPlayback): Promise<void> {
    const { playbackId, entry } = playback;
    this.inHand.set(playbackId, playback);
    try {
      const sounds = await this.shelf.take(entry.sounds);
      if (this.off) return;
      if (!sounds) {
        this.manners.soundLost();
      } else {
        await this.writeStart(playback);
        this.waiting.delete(playbackId);
        this.committed.set(playbackId, { playback, sounds });
      }
    } catch (error) {
      return this.manners.failed(error);
    }
    this.inHand.delete(playbackId);
    this.review();
  }

  private async writeStart({ playbackId, entry }: OwnPlayback): Promise<void> {
    const { airingId, rundownId, durationMs } = entry;
    const started = { kind: 'started', playbackId, airingId } as const;
    // Both lines go down in one write.
    const counted = isCapped(entry) ? this.journal.count({ playbackId, rundownId, durationMs }) : undefined;
    await Promise.all([counted, this.journal.record(started)]);
  }

  /** A committed playback: sounds it when its instant has come, lets it go when it must not sound any more. */
  private onTheMark({ playback, sounds }: Committed, { at }: TimeReading): readonly Instant[] {
    const { playbackId } = playback;
    // A newer programme may have moved it: it keeps its id and sounds once, at the new instant.
    const current = this.own.find((own) => own.playbackId === playbackId);
    const reason = current ? this.unwelcome(current, Math.max(at, current.entry.startsAt)) : 'cancelled';
    if (!current || reason) {
      void this.abandon(playback, reason ?? 'cancelled');
      return [];
    }
    const { startsAt, lateLimitMs } = current.entry;
    if (at < startsAt) return [startsAt];
    if (this.stage.current && this.outweighs(current, this.stage.current)) {
      this.stage.silence('pre-empted');
      return [];
    }
    if (this.stage.current) {
      if (at <= startsAt + lateLimitMs) return [startsAt + lateLimitMs + 1];
      void this.abandon(playback, 'horn-busy');
      return [];
    }
    const silent = this.silentUntil(current.entry);
    if (!silentEnough(silent, at)) {
      if (silentEnough(silent, startsAt + lateLimitMs)) return [Math.min(silent!, startsAt + lateLimitMs)];
      void this.abandon(playback, 'least-silence');
      return [];
    }
    this.committed.delete(playbackId);
    this.stage.begin(current, sounds, volumeFor(current.entry, at, this.orders.settings));
    return [];
  }

  private async abandon({ playbackId, entry }: OwnPlayback, reason: InterruptReason): Promise<void> {
    this.committed.delete(playbackId);
    const nothing = { startedAt: null, playedMs: 0, reason };
    await this.write({ kind: 'interrupted', playbackId, airingId: entry.airingId, ...nothing });
  }

  /** Why a playback that was begun must not sound at this instant; undefined when it may. */
  private forbidden({ entry }: OwnPlayback, at: Instant | undefined): 'cancelled' | 'stopped' | undefined {
    const { cancelledAiringIds, stops } = this.orders;
    if (cancelledAiringIds.has(entry.airingId)) return 'cancelled';
    return at !== undefined && stops.some((stop) => silences(stop, entry, at)) ? 'stopped' : undefined;
  }

  /** Why a playback that was written down must not begin at this instant; undefined when it may. */
  private unwelcome(playback: OwnPlayback, at: Instant): InterruptReason | undefined {
    const displaced = givesWay(playback.entry, this.orders.emergencies, at);
    return this.forbidden(playback, at) ?? (displaced ? 'pre-empted' : undefined);
  }

  private silenceForbidden(at: Instant): void {
    const reason = this.stage.current && this.forbidden(this.stage.current, at);
    if (reason) this.stage.silence(reason);
  }

  private blocked(playback: OwnPlayback): boolean {
    const endsAt = this.stage.endsAt();
    if (!this.stage.current || endsAt === undefined || this.outweighs(playback, this.stage.current)) return false;
    const { entry } = playback;
    const closesAt = lastStartOf(entry);
    return endsAt > closesAt || !silentEnough(silentUntil(entry, endsAt, this.orders.settings), closesAt);
  }

  private outweighs(one: OwnPlayback, other: OwnPlayback): boolean {
    if (isExercise(one.entry) || isExercise(other.entry)) return isExercise(other.entry) && !isExercise(one.entry);
    return one.entry.messageClass === 'emergency' && weightOf(other.entry.messageClass) < weightOf('emergency');
  }

  /** While something sounds or waits, the beginning of a stop is a moment to act. */
  private stopMarks(at: Instant): readonly Instant[] {
    if (!this.stage.current && this.committed.size === 0) return [];
    return this.orders.stops.map(({ from }) => from).filter((from) => from > at);
  }

  /** What waits for the end of an emergency may begin then. */
  private emergencyMarks(at: Instant): readonly Instant[] {
    return this.orders.emergencies.map(({ endsAt }) => endsAt).filter((endsAt) => endsAt > at);
  }

  private setAlarm(marks: readonly Instant[], at: Instant): void {
    const next = marks.filter((mark) => mark > at).reduce((a, b) => Math.min(a, b), Infinity);
    const nextMs = next === Infinity ? undefined : this.time.monotonicOf(next);
    if (nextMs === undefined) this.alarm.clear();
    else this.alarm.setAt(nextMs);
  }

  private async write(fact: Fact): Promise<void> {
    await this.journal.record(fact).catch(this.manners.failed);
  }
}
