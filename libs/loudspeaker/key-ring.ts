// Which keys may command the device. It begins with the one of the enrolment; another follows only by a change that the newest one signed, and
// if a next key was foretold, only that one. What was taken is written down first, and never goes back.
import {
  EnvelopeError,
  keyChangesWith,
  openEnvelope,
  publicKeyOf,
  digestOfKey,
  type DeviceStatus,
  type KeyChange,
  type KeyLookup,
} from '#protocol';
import type { KeyObject } from 'node:crypto';
import { z } from 'zod';
import type { ServerKey } from './identity';
import { readKept, writeKept, type KeptFile } from './kept-json';
import type { DeviceDisk, Note } from './ports';
import type { Refusals } from './refusals';
import type { ServerTime } from './server-time';

const heldKey = z.strictObject({
  serial: z.int().nonnegative(),
  keyId: z.string(),
  publicKey: z.string(),
  nextKeyDigest: z.string().optional(),
  /** Until when the keys before count, too; left out with the first. */
  oldUntil: z.int().optional(),
  /** Whether those before were in foreign hands. */
  revokes: z.boolean(),
});
const ring = z.strictObject({ keys: z.array(heldKey).min(1) });

type HeldKey = z.infer<typeof heldKey>;

/** The keys, from that of the enrolment to the newest. */
export const KEYS_FILE: KeptFile<z.infer<typeof ring>> = { name: 'keys', version: 1, schema: ring };

export class KeyRing {
  private readonly read = new Map<string, KeyObject>();
  private changed: () => void = () => undefined;

  private constructor(
    private readonly communeId: string,
    private readonly time: ServerTime,
    private readonly disk: DeviceDisk,
    private readonly note: Note,
    private keys: readonly HeldKey[],
  ) {}

  /** Reads what was taken since this enrolment. */
  static async load(
    { communeId, serverKey }: { readonly communeId: string; readonly serverKey: ServerKey },
    time: ServerTime,
    disk: DeviceDisk,
    note: Note,
  ): Promise<KeyRing> {
    const kept = await readKept(disk, KEYS_FILE, note);
    const { keyId, publicKey, serial = 0, nextKeyDigest } = serverKey;
    const first: HeldKey = { serial, keyId, publicKey, nextKeyDigest, revokes: false };
    // What was taken since another enrolment says nothing of this one.
    const keys = kept?.keys[0]?.keyId === keyId ? kept.keys : [first];
    return new KeyRing(communeId, time, disk, note, keys);
  }

  /** Calls when another key was taken. */
  onChange(listener: () => void): void {
    this.changed = listener;
  }

  /** The keys that may command now: the newest, and by a sure time those before it while they still count. */
  readonly trusts: KeyLookup = (keyId) => {
    const place = this.keys.findIndex((key) => key.keyId === keyId);
    if (place === -1) return undefined;
    const until = Math.min(...this.keys.slice(place + 1).map(({ oldUntil }) => oldUntil ?? 0));
    if (until === Infinity) return this.ever(keyId);
    const now = this.time.read();
    return now?.attested === true && now.at < until ? this.ever(keyId) : undefined;
  };

  /** Every key that ever could: for what was believed when it came. */
  readonly ever: KeyLookup = (keyId) => {
    const held = this.keys.find((key) => key.keyId === keyId);
    if (!held) return undefined;
    const known = this.read.get(keyId) ?? publicKeyOf(held.publicKey);
    this.read.set(keyId, known);
    return known;
  };

  /** The highest serial among these keys. */
  serialOf(keyIds: readonly string[]): number {
    return Math.max(0, ...this.keys.filter(({ keyId }) => keyIds.includes(keyId)).map(({ serial }) => serial));
  }

  /** Whether the key of that serial was given up because it was in foreign hands. */
  isRevoked(serial: number): boolean {
    return this.keys.some((key) => key.revokes && key.serial > serial);
  }

  /** What the device says of the newest; that of the founding is not worth a word. */
  told(): Pick<DeviceStatus, 'serverKey'> {
    const { serial, keyId } = this.newest;
    return serial > 0 ? { serverKey: { serial, keyId } } : {};
  }

  /** Takes what follows from the changes that came with a message, each only if the one before it was taken. */
  async follow(envelope: Uint8Array, refusals: Refusals): Promise<void> {
    await refusals.guard('key-change', async () => {
      for (const sealed of keyChangesWith(envelope)) {
        const refused = await this.take(sealed);
        if (refused !== undefined) return refusals.say('key-change', refused);
      }
    });
  }

  private get newest(): HeldKey {
    return this.keys.at(-1)!;
  }

  /** Why it does not follow; undefined when it was taken or is known. */
  private async take(sealed: Uint8Array): Promise<string | undefined> {
    const change = this.open(sealed);
    // From before our enrolment, or signed with a key that we do not know yet.
    if (!change) return undefined;
    const { communeId, serial, keyId, publicKey, nextKeyDigest, oldUntil, revoked } = change;
    if (communeId !== this.communeId) return 'wrong-commune';
    const { newest } = this;
    if (serial <= newest.serial) return this.keys.some((key) => key.keyId === keyId) ? undefined : 'another-followed';
    if (serial !== newest.serial + 1 || this.ever(keyId)) return 'out-of-order';
    if (newest.nextKeyDigest !== undefined && newest.nextKeyDigest !== digestOfKey(publicKey)) return 'not-foretold';
    if (!isKey(publicKey)) return 'bad-body';
    const taken: HeldKey = { serial, keyId, publicKey, nextKeyDigest, oldUntil, revokes: revoked };
    const keys = [...this.keys, taken];
    await writeKept(this.disk, KEYS_FILE, { keys });
    this.keys = keys;
    this.note('key.taken', { serial, keyId });
    this.changed();
    return undefined;
  }

  /** Signed by a key that the device knows, however long ago: each key has one that follows it. */
  private open(sealed: Uint8Array): KeyChange | undefined {
    try {
      return openEnvelope('key-change', sealed, this.ever);
    } catch (error) {
      if (error instanceof EnvelopeError && error.fault === 'unknown-key') return undefined;
      throw error;
    }
  }
}

function isKey(publicKey: string): boolean {
  try {
    publicKeyOf(publicKey);
    return true;
  } catch {
    return false;
  }
}
