// The newest signed message of one kind - the programme of the zone, the settings of the controller - kept on disk as it came, with its
// signature. Verified, ours, strictly newer, durable: only then it counts.
import { EnvelopeError, openEnvelope, type KeyLookup, type MessageOf } from '#protocol';
import type { DeviceDisk, Note } from './ports';
import type { Refusals } from './refusals';

type KeptPurpose = 'programme' | 'settings';

/** What decides whether a message is ours, and whether two belong to one numbering. */
interface KeptRules<P extends KeptPurpose> {
  /** Why the message is none of ours; undefined when it is. */
  readonly foreign: (message: MessageOf<P>) => string | undefined;
  /** Versions are compared only within one series: a zone has its own, and a box may move to another zone. */
  readonly seriesOf: (message: MessageOf<P>) => string;
}

export class KeptMessage<P extends KeptPurpose> {
  private accepting: Promise<void> = Promise.resolve();
  private listener: (message: MessageOf<P>, before: MessageOf<P> | undefined) => Promise<void> = () =>
    Promise.resolve();

  private constructor(
    private readonly purpose: P,
    private readonly disk: DeviceDisk,
    private readonly trusts: KeyLookup,
    private readonly rules: KeptRules<P>,
    private readonly note: Note,
    private kept: MessageOf<P> | undefined,
  ) {}

  /** Reads what was kept; what no longer verifies counts as not there. */
  static async load<P extends KeptPurpose>(
    purpose: P,
    disk: DeviceDisk,
    trusts: KeyLookup,
    rules: KeptRules<P>,
    note: Note,
  ): Promise<KeptMessage<P>> {
    const bytes = await disk.read(purpose);
    let kept: MessageOf<P> | undefined;
    try {
      kept = bytes && openEnvelope(purpose, bytes, trusts);
    } catch (error) {
      if (!(error instanceof EnvelopeError)) throw error;
      note('message.unreadable', { purpose, fault: error.fault });
    }
    return new KeptMessage(purpose, disk, trusts, rules, note, kept);
  }

  /** Calls for every message that became the current one, with what it replaced in its series. */
  onAccepted(listener: (message: MessageOf<P>, before: MessageOf<P> | undefined) => Promise<void>): void {
    this.listener = listener;
  }

  /** The current message, unless it is none of ours any more. */
  current(): MessageOf<P> | undefined {
    return this.kept && this.rules.foreign(this.kept) === undefined ? this.kept : undefined;
  }

  /** Takes a sealed message, one at a time. A repeated one changes nothing; an older or foreign one is refused. */
  accept(envelope: Uint8Array, refusals: Refusals): Promise<void> {
    const turn = this.accepting.then(() => refusals.guard(this.purpose, () => this.take(envelope, refusals)));
    // Whoever brought this message hears of its failure; the next one gets its turn all the same.
    this.accepting = turn.catch((error: unknown) => this.note('message.not-kept', { error: String(error) }));
    return turn;
  }

  private async take(envelope: Uint8Array, refusals: Refusals): Promise<void> {
    const message = openEnvelope(this.purpose, envelope, this.trusts);
    const foreign = this.rules.foreign(message);
    if (foreign !== undefined) return refusals.say(this.purpose, foreign);
    const kept = this.kept && this.rules.seriesOf(this.kept) === this.rules.seriesOf(message) ? this.kept : undefined;
    if (kept) {
      const newer = message.epoch - kept.epoch || message.version - kept.version;
      if (newer === 0) return;
      if (newer < 0) return refusals.say(this.purpose, 'older-than-known');
    }
    await this.disk.replace(this.purpose, envelope);
    this.kept = message;
    await this.listener(message, kept);
  }
}
