// Asks the server what time it is: a quick burst on every new connection and whenever something looks wrong, then now and then. An answer
// counts only when it is signed and names the question it answers.
import { clockProbeSchema, openEnvelope, type KeyLookup } from '#protocol';
import { Alarm } from './alarm';
import type { DeviceClock, Note, ServerLink } from './ports';
import type { ServerTime } from './server-time';

const BURST = 4;
const BETWEEN_BURST_MS = 50;
const ANSWER_WITHIN_MS = 3_000;
const EVERY_MS = 30_000;

/** What the probes need besides link and clock. */
interface ProbeOptions {
  readonly deviceId: string;
  readonly trusts: KeyLookup;
  readonly newId: () => string;
  /** This device's place among the others, 0 to 1. */
  readonly share: number;
  readonly note: Note;
}

export class ClockProbes {
  private readonly alarm: Alarm;
  private connected = false;
  private left = 0;
  private asked: { readonly nonce: string; readonly sentAtMs: number } | undefined;

  constructor(
    private readonly clock: DeviceClock,
    private readonly link: ServerLink,
    private readonly time: ServerTime,
    private readonly manners: ProbeOptions,
  ) {
    this.alarm = new Alarm(clock, () => this.ask());
  }

  linkUp(): void {
    this.connected = true;
    this.hurry();
  }

  linkDown(): void {
    this.connected = false;
    this.left = 0;
    this.asked = undefined;
    this.alarm.clear();
  }

  /** Asks several times at once, because our time looks wrong. */
  hurry(): void {
    if (!this.connected || this.left > 0) return;
    this.left = BURST;
    this.alarm.setIn(0);
  }

  /** Takes a sealed answer. Throws `EnvelopeError` when it is not the server's. */
  answer(envelope: Uint8Array): void {
    const receivedAtMs = this.clock.monotonicMs();
    const { nonce, deviceId, serverAt } = openEnvelope('clock-reply', envelope, this.manners.trusts);
    // An answer to another question, or to an older one, says nothing about now.
    if (this.asked?.nonce !== nonce || deviceId !== this.manners.deviceId) return;
    const { sentAtMs } = this.asked;
    this.asked = undefined;
    const believed = this.time.take({ sentAtMs, receivedAtMs, serverAt });
    if (!believed && this.left === 0) this.left = BURST;
    this.alarm.setIn(this.left > 0 ? BETWEEN_BURST_MS : this.pauseMs());
  }

  private ask(): void {
    this.left = Math.max(0, this.left - 1);
    const nonce = this.manners.newId();
    this.asked = { nonce, sentAtMs: this.clock.monotonicMs() };
    this.alarm.setIn(ANSWER_WITHIN_MS);
    const probe = Buffer.from(JSON.stringify(clockProbeSchema.parse({ nonce })));
    this.link
      .sendClockProbe(probe)
      .catch((error: unknown) => this.manners.note('probe.unsent', { error: String(error) }));
  }

  private pauseMs(): number {
    return EVERY_MS * (0.75 + this.manners.share / 2);
  }
}
