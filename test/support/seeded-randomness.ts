// Chance that comes from a number. While it is lent to the process, ids, secrets and keys come from it too, so that a test that prints its seed
// can be lived through again to the letter. The product knows nothing of it.
import { newId } from '#application';
import { SeededChance } from '#devices';
import crypto from 'node:crypto';

type Lent = 'randomBytes' | 'randomInt' | 'randomUUID' | 'generateKeyPairSync';

/** What stands before the 32 bytes of an Ed25519 private key in PKCS#8. */
const ED25519_PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');

/** A row of random numbers, and of what is made from them; the same seed gives the same row. */
export class SeededRandomness extends SeededChance {
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
