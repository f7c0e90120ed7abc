// Which messages of a device are believed: what it signed itself, about nobody but itself.
import type { Device } from '#domain';
import { EnvelopeError, openEnvelope, publicKeyOf, type MessageOf } from '#protocol';

/** The message; undefined when another signed it, it is about another, or the device was retired. */
export function signedBy<P extends 'receipts' | 'status'>(
  device: Device,
  purpose: P,
  envelope: Uint8Array,
): MessageOf<P> | undefined {
  if (device.retiredAt !== null) return undefined;
  try {
    const message = openEnvelope(purpose, envelope, (keyId) =>
      keyId === device.id ? publicKeyOf(device.publicKey) : undefined,
    );
    const { id, controllerId, communeId } = device;
    const isItsOwn =
      message.deviceId === id && message.controllerId === controllerId && message.communeId === communeId;
    return isItsOwn ? message : undefined;
  } catch (error) {
    if (error instanceof EnvelopeError) return undefined;
    throw error;
  }
}
