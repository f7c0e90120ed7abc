// What the device did, line by line, on disk before it is done. It is also the outbox: a fact waits here until the server has it. Sound and
// disk cannot be written in one act, so a start is written first; whatever is found started but not ended was interrupted, never replayed.
import { DAY_MS, type CountedSound, type Instant } from '#domain';
import type { Receipt } from '#protocol';
import {
  JOURNAL_VERSION,
  journalLine,
  readJournal,
  type CapCount,
  type JournalContent,
  type JournalHead,
  type JournalLine,
  type SoundingMark,
} from './journal-lines';
import type { DeviceDisk, Note } from './ports';

/** When something happened, as the device sees it. */
export type Evidence = Pick<Receipt, 'at' | 'uncertaintyMs' | 'uptimeMs'>;

/** A receipt before the journal has numbered and dated it. */
export type Fact = Receipt extends infer R ? (R extends Receipt ? Omit<R, keyof Evidence | 'sequence'> : never) : never;

/** What is known of a playback. */
export type Fate = 'none' | 'started' | 'ended';

/** How long playbacks are remembered: as long as a programme may live, and a day more. */
const REMEMBERED_MS = 8 * DAY_MS;

export const JOURNAL_FILE = { name: 'journal', version: JOURNAL_VERSION } as const;

const FILE = JOURNAL_FILE.name;
const ENDS = ['played', 'interrupted', 'missed', 'refused'];

export class Journal {
  private readonly fates = new Map<string, Exclude<Fate, 'none'>>();
  private readonly sounded = new Map<string, CountedSound>();
  private readonly marks: Map<string, SoundingMark>;
  private readonly counts: Map<string, CapCount>;
  private head: JournalHead;
  private facts: Receipt[];
  private lastEnd: Instant | undefined;
  private lastSequence: number;
  private readonly openedAfter: number;
  private written: Promise<void> = Promise.resolve();
  private batch: { readonly lines: string[]; readonly done: Promise<void> } | undefined;
  private listener: () => void = () => undefined;

  private constructor(
    private readonly disk: DeviceDisk,
    private readonly evidence: () => Evidence,
    { head, facts, marks, counts }: JournalContent,
  ) {
    this.head = head;
    this.facts = facts;
    this.marks = marks;
    this.counts = counts;
    for (const fact of facts) this.follow(fact);
    this.lastSequence = Math.max(head.lastSequence, facts.at(-1)?.sequence ?? 0);
    this.openedAfter = this.lastSequence;
  }

  /** Reads the journal, or begins a new one under a new epoch when it is missing or damaged. */
  static async open(disk: DeviceDisk, evidence: () => Evidence, newId: () => string, note: Note): Promise<Journal> {
    const lines = await disk.lines(FILE);
    const read = readJournal(lines);
    if (read) return new Journal(disk, evidence, read);
    const head = headOf(newId());
    note(lines.length > 0 ? 'journal.unreadable' : 'journal.begun', { deviceEpoch: head.deviceEpoch });
    await disk.replace(FILE, Buffer.from(`${journalLine({ head })}\n`));
    return new Journal(disk, evidence, { head, facts: [], marks: new Map(), counts: new Map() });
  }

  /**
   * Lays a new journal over one that turned out to be an older copy: it knows nothing, and says so. Whoever has this one open must not write
   * to it any more.
   */
  static async beginAnew(disk: DeviceDisk, newId: () => string): Promise<void> {
    await disk.replace(FILE, Buffer.from(`${journalLine({ head: headOf(newId()) })}\n`));
  }

  /** Whether somebody has more of this journal than is written in it: then it is an older copy. */
  isOlderThan(sequence: number): boolean {
    return sequence > this.durableSequence();
  }

  /** A new one whenever the device lost its memory. */
  get deviceEpoch(): string {
    return this.head.deviceEpoch;
  }

  /** Of what was to start before this instant, the journal knows nothing, so it must not start. Undefined: not known yet. */
  get remembersFrom(): Instant | undefined {
    return this.head.remembersFrom ?? undefined;
  }

  /** Tells a new journal when its memory begins. */
  async rememberFrom(instant: Instant): Promise<void> {
    this.head = { ...this.head, remembersFrom: instant };
    await this.append({ remembersFrom: instant });
  }

  /** Calls after facts became durable. */
  onRecorded(listener: () => void): void {
    this.listener = listener;
  }

  fateOf(playbackId: string): Fate {
    return this.fates.get(playbackId) ?? 'none';
  }

  /** Writes a fact; resolves when it would survive a power cut. Its effect on `fateOf` is immediate. Rejects for good once the disk failed. */
  async record(fact: Fact): Promise<void> {
    this.lastSequence += 1;
    const receipt = { ...fact, ...this.evidence(), sequence: this.lastSequence } as Receipt;
    this.follow(receipt);
    await this.append({ fact: receipt });
    this.facts.push(receipt);
    this.listener();
  }

  /** Notes how far a sound has come, in case the power is cut in the middle of it. */
  async mark(sounding: SoundingMark): Promise<void> {
    this.marks.set(sounding.playbackId, sounding);
    await this.append({ sounding });
  }

  /** Notes that the caps count the playback: what will have sounded of it belongs to its rundown. */
  async count(playback: CapCount): Promise<void> {
    this.counts.set(playback.playbackId, playback);
    await this.append({ counts: playback });
  }

  /** What sounded and counts, as far as it was heard. After a power cut that is what was marked: at most a few seconds less. */
  get counted(): readonly CountedSound[] {
    return [...this.sounded.values()];
  }

  /** When the last sound ended; undefined: none is remembered. */
  get silentSince(): Instant | undefined {
    return this.lastEnd;
  }

  /** Started, but not known to have ended. */
  unfinished(): readonly {
    readonly playbackId: string;
    readonly airingId: string;
    readonly mark: SoundingMark | undefined;
  }[] {
    return this.facts
      .filter((fact) => fact.kind === 'started')
      .filter(({ playbackId }) => this.fateOf(playbackId) === 'started')
      .map(({ playbackId, airingId }) => ({ playbackId, airingId, mark: this.marks.get(playbackId) }));
  }

  /** What was started since the journal was opened. */
  get startedSinceOpened(): readonly Pick<Extract<Receipt, { kind: 'started' }>, 'playbackId' | 'airingId'>[] {
    return this.facts.filter((fact) => fact.kind === 'started').filter(({ sequence }) => sequence > this.openedAfter);
  }

  /** The oldest durable facts that the server has not acknowledged, in order. */
  unacknowledged(limit: number): readonly Receipt[] {
    const waiting = this.facts.filter(({ sequence }) => sequence > this.head.acknowledged);
    return waiting.slice(0, limit);
  }

  /** The server has everything up to `sequence`; it may be forgotten once it is old. */
  async acknowledge(sequence: number): Promise<void> {
    if (sequence <= this.head.acknowledged || sequence > this.durableSequence()) return;
    this.head = { ...this.head, acknowledged: sequence };
    await this.append({ acknowledged: sequence });
  }

  /** Up to where the server has everything, as far as it said so. */
  get acknowledged(): number {
    return this.head.acknowledged;
  }

  /** The first of the durable facts that are still here without a gap up to the newest. */
  get heldFrom(): number {
    let first = this.durableSequence() + 1;
    for (let place = this.facts.length - 1; this.facts[place]?.sequence === first - 1; place -= 1) first -= 1;
    return first;
  }

  /**
   * The server of a higher epoch may have lost what the one before it acknowledged: all that is still here waits for it again, once for each
   * epoch. False when that was so already.
   */
  async sendAgainTo(epoch: number): Promise<boolean> {
    if (epoch <= this.head.sentAgainTo) return false;
    const again = { acknowledged: Math.min(this.head.acknowledged, this.heldFrom - 1), sentAgainTo: epoch };
    this.head = { ...this.head, ...again };
    await this.append(again);
    return true;
  }

  /** Rewrites the file without what is acknowledged and too old to matter, and forgets it. */
  async compact(now: Instant): Promise<void> {
    const oldest = now - REMEMBERED_MS;
    this.batch = undefined; // What is recorded from here on is appended to the new file.
    this.written = this.written.then(async () => {
      const lastSequence = this.durableSequence();
      const { acknowledged } = this.head;
      const isKept = (fact: Receipt) => fact.sequence > acknowledged || fact.at > oldest;
      const kept = this.facts.filter(isKept);
      const dropped = this.facts.filter((fact) => !isKept(fact));
      const floor = dropped.length > 0 ? oldest + DAY_MS : 0;
      const remembersFrom = this.head.remembersFrom === null ? null : Math.max(this.head.remembersFrom, floor);
      const head = { ...this.head, lastSequence, remembersFrom };
      const lines: JournalLine[] = [{ head }, ...kept.map((fact) => ({ fact }))];
      for (const { mark } of this.unfinished()) if (mark) lines.push({ sounding: mark });
      const forgotten = new Set(dropped.flatMap((fact) => ('playbackId' in fact ? fact.playbackId : [])));
      for (const fact of kept) if ('playbackId' in fact) forgotten.delete(fact.playbackId);
      for (const [playbackId, counts] of this.counts) if (!forgotten.has(playbackId)) lines.push({ counts });
      await this.disk.replace(FILE, Buffer.from(lines.map((line) => `${journalLine(line)}\n`).join('')));
      this.head = { ...this.head, lastSequence, remembersFrom };
      this.facts = kept;
      for (const playbackId of forgotten) {
        this.fates.delete(playbackId);
        this.counts.delete(playbackId);
        this.sounded.delete(playbackId);
      }
    });
    await this.written;
  }

  private durableSequence(): number {
    return this.facts.at(-1)?.sequence ?? this.head.lastSequence;
  }

  /** Lines that arrive while the disk is busy go down together in one write. */
  private append(line: JournalLine): Promise<void> {
    if (!this.batch) {
      const lines: string[] = [];
      const done = this.written.then(() => {
        if (this.batch?.lines === lines) this.batch = undefined;
        return this.disk.append(FILE, lines);
      });
      this.batch = { lines, done };
      this.written = done;
    }
    this.batch.lines.push(journalLine(line));
    return this.batch.done;
  }

  private follow(fact: Receipt): void {
    if (fact.kind === 'started' && this.fateOf(fact.playbackId) === 'none') this.fates.set(fact.playbackId, 'started');
    if ('playbackId' in fact && ENDS.includes(fact.kind)) {
      this.fates.set(fact.playbackId, 'ended');
      this.marks.delete(fact.playbackId);
    }
    if (fact.kind === 'played' || fact.kind === 'interrupted') this.rememberSound(fact);
  }

  private rememberSound({ playbackId, startedAt, playedMs }: Extract<Receipt, { readonly playedMs: number }>): void {
    if (startedAt === null) return;
    this.lastEnd = Math.max(this.lastEnd ?? 0, startedAt + playedMs);
    const counts = this.counts.get(playbackId);
    if (!counts) return;
    const durationMs = Math.min(playedMs, counts.durationMs);
    this.sounded.set(playbackId, { rundownId: counts.rundownId, startsAt: startedAt, durationMs });
  }
}

function headOf(deviceEpoch: string): JournalHead {
  return {
    version: JOURNAL_VERSION,
    deviceEpoch,
    ...{ acknowledged: 0, lastSequence: 0, remembersFrom: null, sentAgainTo: 0 },
  };
}
