// Which messages of devices are believed: what a box signed itself, about nobody but itself.
import type { Device } from '#domain';
import { EnvelopeError, openEnvelope, publicKeyOf, type MessageOf } from '#protocol';
import type { KeyObject } from 'node:crypto';

/** Keys that are kept ready; reading one costs as much as using it. When there are more, they are read anew. */
const MOST_KEYS = 20_000;

type DevicePurpose = 'receipts' | 'status';

/** The message, or why it is not believed. */
type Belief<P extends DevicePurpose> = { readonly message: MessageOf<P> } | { readonly fault: string };

/** Opens what is said to be the device's. A retired device is not believed. */
export function openFrom<P extends DevicePurpose>(device: Device, purpose: P, envelope: Uint8Array): Belief<P> {
  try {
    const message = openEnvelope(purpose, envelope, (keyId) =>
      keyId === device.id && device.retiredAt === null ? keyOf(device.publicKey) : undefined,
    );
    const { id, controllerId, communeId } = device;
    const isItsOwn =
      message.deviceId === id && message.controllerId === controllerId && message.communeId === communeId;
    return isItsOwn ? { message } : { fault: 'not-its-own' };
  } catch (error) {
    if (!(error instanceof EnvelopeError)) throw error;
    return { fault: error.fault };
  }
}

const keys = new Map<string, KeyObject>();

function keyOf(publicKey: string): KeyObject {
  const known = keys.get(publicKey);
  if (known) return known;
  if (keys.size >= MOST_KEYS) keys.clear();
  const key = publicKeyOf(publicKey);
  keys.set(publicKey, key);
  return key;
}
