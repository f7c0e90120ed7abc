// Brings what the journal recorded to the server: in order, one batch at a time, again and again until the server says it has it.
import {
  openEnvelope,
  PROTOCOL_VERSION,
  sealEnvelope,
  type DeviceStanding,
  type KeyLookup,
  type Receipt,
} from '#protocol';
import { Alarm } from './alarm';
import type { DeviceIdentity } from './identity';
import type { Journal } from './journal';
import type { DeviceClock, Note, ServerLink } from './ports';
import { shareOf } from './share';

const BATCH = 200;
/** Of receipts in one message; the server takes no message that is several times as large. */
const BATCH_BYTES = 128 * 1024;
/** Facts of one moment travel together, and forty devices do not speak in the same millisecond. */
const GATHER_MS = 100;
const SPREAD_MS = 400;
const RESEND_FIRST_MS = 2_000;
const RESEND_LONGEST_MS = 30_000;
/** A start is written down so long before the sound, at most; nobody is told that it plays before it does. */
const HELD_LONGEST_MS = 3_000;

/** The server has more of the journal than this box: it is an older copy, and what stands in the rest could be sounded again. */
export class OlderJournal extends Error {
  override readonly name = 'OlderJournal';

  constructor(sequence: number) {
    super(`the server has the journal up to ${sequence}`);
  }
}

export class ReceiptOutbox {
  private readonly alarm: Alarm;
  private readonly share: number;
  private connected = false;
  private awaitedSequence = 0;
  private attempts = 0;

  constructor(
    private readonly clock: DeviceClock,
    private readonly link: ServerLink,
    private readonly journal: Journal,
    private readonly identity: DeviceIdentity,
    private readonly standing: () => DeviceStanding,
    /** When a playback begins that was written down as started, on the monotonic clock; undefined: it is not known. */
    private readonly beginsAtMs: (playbackId: string) => number | undefined,
    private readonly note: Note,
  ) {
    this.alarm = new Alarm(clock, () => this.send());
    this.share = shareOf(identity.controllerId, 'receipts');
  }

  linkUp(): void {
    this.connected = true;
    this.attempts = 0;
    this.alarm.setIn(this.gatherMs());
  }

  linkDown(): void {
    this.connected = false;
    this.awaitedSequence = 0;
    this.alarm.clear();
  }

  /** There are new facts. */
  recorded(): void {
    if (this.connected && this.awaitedSequence === 0 && !this.alarm.isSet) this.alarm.setIn(this.gatherMs());
  }

  /** What was acknowledged waits again. */
  again(): void {
    this.awaitedSequence = 0;
    this.attempts = 0;
    this.recorded();
  }

  /** Takes a sealed acknowledgement. Throws `EnvelopeError` when it is not the server's, and `OlderJournal`. */
  async acknowledged(envelope: Uint8Array, trusts: KeyLookup): Promise<void> {
    const ack = openEnvelope('receipt-ack', envelope, trusts);
    if (ack.deviceId !== this.identity.deviceId || ack.deviceEpoch !== this.journal.deviceEpoch) return;
    if (this.journal.isOlderThan(ack.sequence)) throw new OlderJournal(ack.sequence);
    await this.journal.acknowledge(ack.sequence);
    if (this.awaitedSequence === 0 || ack.sequence < this.awaitedSequence) return;
    this.awaitedSequence = 0;
    this.attempts = 0;
    this.alarm.clear();
    if (this.journal.unacknowledged(1).length > 0) this.recorded();
  }

  private send(): void {
    const waiting = this.journal.unacknowledged(BATCH);
    const ahead = waiting.findIndex((receipt) => this.heldMs(receipt) > 0);
    const receipts = batchOf(ahead === -1 ? waiting : waiting.slice(0, ahead));
    const last = receipts.at(-1);
    if (!this.connected || !last) {
      this.awaitedSequence = 0;
      if (this.connected && ahead === 0) this.alarm.setIn(this.heldMs(waiting[0]!));
      return;
    }
    const { communeId, controllerId, deviceId, key } = this.identity;
    const { deviceEpoch } = this.journal;
    const whose = { protocol: PROTOCOL_VERSION, communeId, controllerId, deviceId, deviceEpoch } as const;
    const batch = { ...whose, standing: this.standing(), receipts };
    this.awaitedSequence = last.sequence;
    this.attempts += 1;
    this.alarm.setIn(Math.min(RESEND_LONGEST_MS, RESEND_FIRST_MS * 2 ** (this.attempts - 1)) * (1 + this.share / 4));
    this.link
      .sendReceipts(sealEnvelope('receipts', batch, key))
      .catch((error: unknown) => this.note('receipts.unsent', { error: String(error) }));
  }

  /** How long the word of a start waits for the sound. */
  private heldMs(receipt: Receipt): number {
    if (receipt.kind !== 'started') return 0;
    const beginsInMs = Math.ceil((this.beginsAtMs(receipt.playbackId) ?? 0) - this.clock.monotonicMs());
    return beginsInMs > HELD_LONGEST_MS ? 0 : Math.max(0, beginsInMs);
  }

  private gatherMs(): number {
    return GATHER_MS + this.share * SPREAD_MS;
  }
}

/** As many of the first as one message carries, and always one. */
function batchOf(waiting: readonly Receipt[]): readonly Receipt[] {
  let bytes = 0;
  const end = waiting.findIndex((receipt, place) => {
    bytes += JSON.stringify(receipt).length;
    return place > 0 && bytes > BATCH_BYTES;
  });
  return end === -1 ? waiting : waiting.slice(0, end);
}
