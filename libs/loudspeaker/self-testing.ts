// The silent test: fetches a sound and forgets it, writes and reads back, asks clock and horn, and says what it found. Nothing of it is heard,
// and nothing of it is kept but the name of the last test.
import { CHECK_PASSED, SECOND_MS, type SelfTestFindings } from '#domain';
import { openEnvelope, type DeviceSettings, type SelfTestOrder } from '#protocol';
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { Alarm } from './alarm';
import { clockTrust, MAX_CARRIED_UNCERTAINTY_MS } from './clock-trust';
import type { BelievingIdentity } from './identity';
import type { Journal } from './journal';
import { readKept, writeKept, type KeptFile } from './kept-json';
import type { DeviceClock, DeviceDisk, Horn, Note, ServerLink } from './ports';
import type { Refusals } from './refusals';
import type { ServerTime } from './server-time';

const keptSchema = z.strictObject({ testId: z.string(), nonce: z.string() });

/** The last test, and what was written to try the disk. */
export const SELF_TEST_FILE: KeptFile<z.infer<typeof keptSchema>> = {
  name: 'self-test',
  version: 1,
  schema: keptSchema,
};

/** Devices that hear the same test begin at different moments. */
const SPREAD_MS = 5 * SECOND_MS;
const FETCH_WITHIN_MS = 60 * SECOND_MS;
const HORN_WITHIN_MS = 10 * SECOND_MS;

/** What is put to the test. */
interface TestedParts {
  readonly clock: DeviceClock;
  readonly disk: DeviceDisk;
  readonly link: ServerLink;
  readonly horn: Horn;
  readonly time: ServerTime;
}

/** What the test needs to know besides. */
interface SelfTestOptions {
  readonly zoneId: () => string;
  readonly settings: () => DeviceSettings | undefined;
  /** Whether something sounds now. */
  readonly sounding: () => boolean;
  /** This device's place among the others, 0 to 1. */
  readonly share: number;
  /** The journal could not be written any more. */
  readonly failed: (error: unknown) => void;
  readonly note: Note;
}

export class SelfTesting {
  private readonly beginning: Alarm;
  private readonly life = new AbortController();
  private asked: SelfTestOrder | undefined;

  private constructor(
    private readonly identity: BelievingIdentity,
    private readonly tested: TestedParts,
    private readonly journal: Journal,
    private readonly manners: SelfTestOptions,
    private lastTestId: string | undefined,
  ) {
    this.beginning = new Alarm(tested.clock, () => void this.test().catch(manners.failed));
  }

  static async load(
    identity: BelievingIdentity,
    tested: TestedParts,
    journal: Journal,
    manners: SelfTestOptions,
  ): Promise<SelfTesting> {
    const kept = await readKept(tested.disk, SELF_TEST_FILE, manners.note);
    return new SelfTesting(identity, tested, journal, manners, kept?.testId);
  }

  /** Takes a sealed test. One that was answered, or comes while something sounds, is let pass: the server says it again. */
  async accept(envelope: Uint8Array, refusals: Refusals): Promise<void> {
    await refusals.guard('self-test', async () => {
      const order = openEnvelope('self-test', envelope, this.identity.trusts);
      const refused = this.refusalOf(order);
      if (refused !== undefined) return refusals.say('self-test', refused);
      if (this.asked || this.lastTestId === order.testId || this.manners.sounding()) return;
      this.asked = order;
      this.beginning.setIn(this.manners.share * SPREAD_MS);
    });
  }

  close(): void {
    this.beginning.clear();
    this.life.abort();
  }

  private refusalOf({ communeId, zoneId, expiresAt }: SelfTestOrder): string | undefined {
    if (communeId !== this.identity.communeId) return 'wrong-commune';
    if (zoneId !== this.manners.zoneId()) return 'wrong-zone';
    const now = this.tested.time.read();
    // Without any idea of the time there is an answer all the same: it says just that.
    return now && now.at - now.uncertaintyMs > expiresAt ? 'expired' : undefined;
  }

  private async test(): Promise<void> {
    const order = this.asked!;
    const checks: SelfTestFindings = {
      signature: CHECK_PASSED,
      clock: this.checkClock(),
      storage: await this.checkStorage(order),
      sound: await this.checkSound(order),
      horn: await this.checkHorn(),
    };
    this.asked = undefined;
    // What sounded meanwhile may have stood in the way.
    if (this.life.signal.aborted || this.manners.sounding()) return;
    const { testId, nonce } = order;
    this.lastTestId = testId;
    await this.journal.record({ kind: 'self-tested', testId, nonce, checks });
  }

  private checkClock(): string {
    const now = this.tested.time.read();
    const maxUncertaintyMs = this.manners.settings()?.maxClockUncertaintyMs ?? MAX_CARRIED_UNCERTAINTY_MS;
    const trust = now ? clockTrust(now, 'normal', maxUncertaintyMs) : 'unattested';
    return trust === 'sure' ? CHECK_PASSED : `clock-${trust}`;
  }

  private async checkStorage({ testId, nonce }: SelfTestOrder): Promise<string> {
    try {
      await writeKept(this.tested.disk, SELF_TEST_FILE, { testId, nonce });
      const kept = await readKept(this.tested.disk, SELF_TEST_FILE, this.manners.note);
      return kept?.nonce === nonce ? CHECK_PASSED : 'storage-failed';
    } catch (error) {
      return this.failedCheck('storage-failed', error);
    }
  }

  /** Over the ordinary way, but past the shelf: the test must not find what is there already, and must leave nothing behind. */
  private async checkSound({ sound }: SelfTestOrder): Promise<string> {
    if (!sound) return CHECK_PASSED;
    try {
      const hash = createHash('sha256');
      let bytes = 0;
      await this.within(FETCH_WITHIN_MS, async (signal) => {
        for await (const chunk of await this.tested.link.fetchSound(sound.sha256, 0, signal)) {
          bytes += (chunk as Buffer).length;
          if (bytes > sound.bytes) return;
          hash.update(chunk as Buffer);
        }
      });
      return bytes === sound.bytes && hash.digest('hex') === sound.sha256 ? CHECK_PASSED : 'sound-corrupt';
    } catch (error) {
      return this.failedCheck('sound-not-fetched', error);
    }
  }

  private async checkHorn(): Promise<string> {
    try {
      await this.within(HORN_WITHIN_MS, () => this.tested.horn.selfTest());
      return CHECK_PASSED;
    } catch (error) {
      return this.failedCheck('horn-failed', error);
    }
  }

  private failedCheck(reason: string, error: unknown): string {
    this.manners.note('self-test.check-failed', { reason, error: String(error) });
    return reason;
  }

  /** Rejects when the work takes longer. */
  private async within(limitMs: number, work: (signal: AbortSignal) => Promise<void>): Promise<void> {
    const abort = new AbortController();
    const signal = AbortSignal.any([abort.signal, this.life.signal]);
    const late = new Alarm(this.tested.clock, () => abort.abort(new Error(`took longer than ${limitMs} ms`)));
    late.setIn(limitMs);
    const given = new Promise<never>((_, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
    });
    await Promise.race([work(signal), given]).finally(() => late.clear());
  }
}
