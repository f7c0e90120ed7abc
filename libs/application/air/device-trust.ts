// Which reports of devices are believed: signed by the box itself, and about nobody but itself.
import type { Device } from '#domain';
import { EnvelopeError, openEnvelope, publicKeyOf, type ReceiptBatch } from '#protocol';
import type { KeyObject } from 'node:crypto';

/** Keys that are kept ready; reading one costs as much as using it. When there are more, they are read anew. */
const MOST_KEYS = 20_000;

/** The batch, or why it is not believed. */
type Belief = { readonly batch: ReceiptBatch } | { readonly fault: string };

export class DeviceTrust {
  private readonly keys = new Map<string, KeyObject>();

  /** Opens what is said to be the device's. */
  open(device: Device, envelope: Uint8Array): Belief {
    try {
      const batch = openEnvelope('receipts', envelope, (keyId) =>
        keyId === device.id && device.retiredAt === null ? this.keyOf(device.publicKey) : undefined,
      );
      const owns =
        batch.deviceId === device.id &&
        batch.controllerId === device.controllerId &&
        batch.communeId === device.communeId;
      return owns ? { batch } : { fault: 'not-its-own' };
    } catch (error) {
      if (!(error instanceof EnvelopeError)) throw error;
      return { fault: error.fault };
    }
  }

  private keyOf(publicKey: string): KeyObject {
    const known = this.keys.get(publicKey);
    if (known) return known;
    if (this.keys.size >= MOST_KEYS) this.keys.clear();
    const key = publicKeyOf(publicKey);
    this.keys.set(publicKey, key);
    return key;
  }
}
