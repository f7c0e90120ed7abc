// The newest signed message of one kind - the programme of the zone, the settings of the controller - kept on disk as it came, with its
// signature. Verified, ours, strictly newer, durable: only then it counts.
import { EnvelopeError, openSigned, type KeyLookup, type MessageOf } from '#protocol';
import type { KeyRing } from './key-ring';
import type { DeviceDisk, Note } from './ports';
import type { Refusals } from './refusals';

type KeptPurpose = 'programme' | 'settings';

/** What decides whether a message is ours, and whether two belong to one numbering. */
interface KeptRules<P extends KeptPurpose> {
  /** Why the message is none of ours; undefined when it is. */
  readonly foreign: (message: MessageOf<P>) => string | undefined;
  /** Versions are compared only within one series: a zone has its own, and a box may move to another zone. */
  readonly seriesOf: (message: MessageOf<P>) => string;
  /** Done with each that comes before it is opened. */
  readonly first?: (envelope: Uint8Array, refusals: Refusals) => Promise<void>;
}

interface Kept<P extends KeptPurpose> {
  readonly message: MessageOf<P>;
  /** Of the newest key that signed it. */
  readonly serial: number;
}

/** What a message replaced in its series. */
export interface Replaced<P extends KeptPurpose> {
  readonly message: MessageOf<P>;
  /** It was signed with a key that is in foreign hands, and nobody else says it. */
  readonly isDisowned: boolean;
}

export class KeptMessage<P extends KeptPurpose> {
  private accepting: Promise<void> = Promise.resolve();
  private listener: (message: MessageOf<P>, before: Replaced<P> | undefined) => Promise<void> = () => Promise.resolve();

  private constructor(
    private readonly purpose: P,
    private readonly disk: DeviceDisk,
    private readonly keys: KeyRing,
    private readonly rules: KeptRules<P>,
    private readonly note: Note,
    private kept: Kept<P> | undefined,
  ) {}

  /** Reads what was kept; what no longer verifies counts as not there. */
  static async load<P extends KeptPurpose>(
    purpose: P,
    disk: DeviceDisk,
    keys: KeyRing,
    rules: KeptRules<P>,
    note: Note,
  ): Promise<KeptMessage<P>> {
    const bytes = await disk.read(purpose);
    let kept: Kept<P> | undefined;
    try {
      // It was believed when it came, whatever followed that key since.
      kept = bytes && open(purpose, bytes, keys, keys.ever);
    } catch (error) {
      if (!(error instanceof EnvelopeError)) throw error;
      note('message.unreadable', { purpose, fault: error.fault });
    }
    return new KeptMessage(purpose, disk, keys, rules, note, kept);
  }

  /** Calls for every message that became the current one, with what it replaced in its series. */
  onAccepted(listener: (message: MessageOf<P>, before: Replaced<P> | undefined) => Promise<void>): void {
    this.listener = listener;
  }

  /** The current message, unless it is none of ours any more. */
  current(): MessageOf<P> | undefined {
    return this.kept && this.rules.foreign(this.kept.message) === undefined ? this.kept.message : undefined;
  }

  /** Of the newest key that signed the current message; 0 when there is none. */
  serial(): number {
    return this.current() ? this.kept!.serial : 0;
  }

  /** Takes a sealed message, one at a time. A repeated one changes nothing; an older or foreign one is refused. */
  accept(envelope: Uint8Array, refusals: Refusals): Promise<void> {
    const turn = this.accepting.then(() => refusals.guard(this.purpose, () => this.take(envelope, refusals)));
    // Whoever brought this message hears of its failure; the next one gets its turn all the same.
    this.accepting = turn.catch((error: unknown) => this.note('message.not-kept', { error: String(error) }));
    return turn;
  }

  private async take(envelope: Uint8Array, refusals: Refusals): Promise<void> {
    await this.rules.first?.(envelope, refusals);
    const { message, serial } = open(this.purpose, envelope, this.keys, this.keys.trusts);
    const foreign = this.rules.foreign(message);
    if (foreign !== undefined) return refusals.say(this.purpose, foreign);
    const { seriesOf } = this.rules;
    const kept = this.kept && seriesOf(this.kept.message) === seriesOf(message) ? this.kept : undefined;
    if (kept) {
      // Whoever has an old key can count as high as he likes.
      const newer =
        serial - kept.serial || message.epoch - kept.message.epoch || message.version - kept.message.version;
      if (newer === 0) return;
      if (newer < 0) return refusals.say(this.purpose, 'older-than-known');
    }
    await this.disk.replace(this.purpose, envelope);
    this.kept = { message, serial };
    const isDisowned = kept !== undefined && serial > kept.serial && this.keys.isRevoked(kept.serial);
    await this.listener(message, kept && { message: kept.message, isDisowned });
  }
}

function open<P extends KeptPurpose>(purpose: P, envelope: Uint8Array, keys: KeyRing, trusts: KeyLookup): Kept<P> {
  const { message, keyIds } = openSigned(purpose, envelope, trusts);
  return { message, serial: keys.serialOf(keyIds) };
}
