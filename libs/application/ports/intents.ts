// What a person means once is done once, however often the request for it arrives. Each unit of work of the request is a step; its outcome is
// kept in that very unit, so that a request repeated after a crash takes up the outcomes and goes on where the first one ended.
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { deserialize, serialize } from 'node:v8';
import { Problem, type Instant } from '#domain';
import type { InstallationReads, InstallationStore, IntentStep } from './stores';
import { sha256Of } from '../secrets/secrets';

/** A request as it names itself. */
export interface NamedIntent {
  /** Whose key it is: the same key of somebody else is another key. */
  readonly who: string;
  /** Made by the sender. It is not kept: outcomes are sealed with it, so that a secret among them is read by its sender alone. */
  readonly key: string;
  /** Of what is asked: the same key for something else is a mistake. */
  readonly requestHash: string;
  readonly at: Instant;
}

/** An outcome that was kept; `value` may be undefined. */
interface KeptOutcome {
  readonly value: unknown;
}

/** The place of the answer among the steps; units of work count from 1. */
const ANSWER = 0;
const CIPHER = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

export class Intent {
  private place = ANSWER;
  private isOpen = true;
  private readonly keyHash: string;
  private readonly sealingKey: Uint8Array;

  private constructor(
    private readonly named: NamedIntent,
    private readonly steps: ReadonlyMap<number, IntentStep>,
  ) {
    this.keyHash = sha256Of(named.key);
    this.sealingKey = sealingKeyOf(named.key);
  }

  /** The intent with what earlier requests did for it. Throws Problem `idempotency-key-reused` when they asked for something else. */
  static async open(reads: InstallationReads, named: NamedIntent): Promise<Intent> {
    const steps = await reads.intentSteps(named.who, sha256Of(named.key));
    if (steps.some(({ requestHash }) => requestHash !== named.requestHash)) throw new Problem('idempotency-key-reused');
    return new Intent(named, new Map(steps.map((step) => [step.place, step])));
  }

  /** Whether an earlier request did some or all of it. */
  get isRepetition(): boolean {
    return this.steps.size > 0;
  }

  /** The answer of an earlier request that came to its end. */
  get answer(): KeptOutcome | undefined {
    return this.keptAt(ANSWER);
  }

  /** The place of the unit of work that begins now; undefined once the request was answered: what still runs then is not part of it. */
  begin(): number | undefined {
    if (!this.isOpen) return undefined;
    this.place += 1;
    return this.place;
  }

  /** What that unit of work came to when it was done before. */
  keptAt(place: number): KeptOutcome | undefined {
    const step = this.steps.get(place);
    return step && { value: deserialize(this.unseal(step.outcome)) };
  }

  /** Keeps what the unit of work at that place came to. Belongs inside of it. */
  keep(store: InstallationStore, place: number, value: unknown): Promise<void> {
    const { who, requestHash, at: keptAt } = this.named;
    const outcome = this.seal(serialize(value));
    return store.insertIntentStep({ who, keyHash: this.keyHash, place, requestHash, keptAt, outcome });
  }

  /** Keeps the answer, so that a repetition does not ask anew what stands by then. */
  keepAnswer(store: InstallationStore, answer: unknown): Promise<void> {
    return this.keep(store, ANSWER, answer);
  }

  /** The request was answered. */
  close(): void {
    this.isOpen = false;
  }

  private seal(plain: Uint8Array): Uint8Array {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv(CIPHER, this.sealingKey, nonce);
    return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
  }

  private unseal(sealed: Uint8Array): Uint8Array {
    const [nonce, tag] = [sealed.subarray(0, NONCE_BYTES), sealed.subarray(-TAG_BYTES)];
    const decipher = createDecipheriv(CIPHER, this.sealingKey, nonce);
    decipher.setAuthTag(tag);
    return Buffer.concat([decipher.update(sealed.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()]);
  }
}

/** Apart from the hash by which the key is found. */
function sealingKeyOf(key: string): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', key, '', 'loa-lang intent outcome', 32));
}
