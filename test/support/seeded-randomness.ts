// Chance that comes from a number. While it is lent to the process, ids, secrets and keys come from it too, so that a test that prints its seed
// can be lived through again to the letter. The product knows nothing of it.
import { newId } from '#application';
import crypto from 'node:crypto';

type Lent = 'randomBytes' | 'randomInt' | 'randomUUID' | 'generateKeyPairSync';

/** What stands before the 32 bytes of an Ed25519 private key in PKCS#8. */
const ED25519_PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');

/** A row of random numbers; the same seed gives the same row. */
export class SeededRandomness {
  private state: number;

  constructor(seed: number) {
    this.state = seed >>> 0;
  }

  /** From 0 to below 1 (mulberry32). */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let mixed = this.state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  /** A whole number from `from` to below `to`. */
  whole(from: number, to: number): number {
    return from + Math.floor(this.next() * (to - from));
  }

  /** True in that share of all cases. */
  chance(share: number): boolean {
    return this.next() < share;
  }

  pick<T>(from: readonly T[]): T {
    return from[this.whole(0, from.length)]!;
  }

  bytes(length: number): Buffer {
    return Buffer.from(Array.from({ length }, () => this.whole(0, 256)));
  }

  uuid(): string {
    const hex = this.bytes(16).toString('hex');
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`;
  }
}

/** Lets every id, secret and key of this process come from the seed. Returns a way back to true chance. */
export function lendRandomness(seed: number): () => void {
  const chance = new SeededRandomness(seed);
  const { randomBytes, randomInt, randomUUID, generateKeyPairSync } = crypto;
  const lent: Readonly<Record<Lent, unknown>> = {
    randomBytes: (length: number) => chance.bytes(length),
    randomInt: (from: number, to?: number) => (to === undefined ? chance.whole(0, from) : chance.whole(from, to)),
    randomUUID: () => chance.uuid(),
    generateKeyPairSync: () => {
      const key = Buffer.concat([ED25519_PKCS8, chance.bytes(32)]);
      const privateKey = crypto.createPrivateKey({ key, format: 'der', type: 'pkcs8' });
      return { privateKey, publicKey: crypto.createPublicKey(privateKey) };
    },
  };
  Object.assign(crypto, lent);
  // Ids of one millisecond count on from the last one; that of the run before does not matter.
  newId(0);
  return () => void Object.assign(crypto, { randomBytes, randomInt, randomUUID, generateKeyPairSync });
}
