// Says that a message was not believed or not followed. A flood of bad messages must not fill the journal, so the same complaint is made
// only now and then.
import { EnvelopeError } from '#protocol';
import type { Journal } from './journal';
import type { DeviceClock, Note } from './ports';

const SAME_AGAIN_MS = 60_000;

export class Refusals {
  private readonly saidAtMs = new Map<string, number>();

  constructor(
    private readonly clock: DeviceClock,
    private readonly journal: Journal,
    private readonly note: Note,
  ) {}

  /** Refuses a message for a reason of the protocol. */
  async say(purpose: string, reason: string): Promise<void> {
    const nowMs = this.clock.monotonicMs();
    const key = `${purpose} ${reason}`;
    const saidAtMs = this.saidAtMs.get(key);
    if (saidAtMs !== undefined && nowMs - saidAtMs < SAME_AGAIN_MS) return;
    this.saidAtMs.set(key, nowMs);
    this.note('message.refused', { purpose, reason });
    await this.journal.record({ kind: 'message-refused', purpose, reason });
  }

  /** Does something with a message and refuses it when its envelope does not hold. Every other error passes through. */
  async guard(purpose: string, act: () => Promise<void> | void): Promise<void> {
    try {
      await act();
    } catch (error) {
      if (!(error instanceof EnvelopeError)) throw error;
      await this.say(purpose, error.fault);
    }
  }
}
