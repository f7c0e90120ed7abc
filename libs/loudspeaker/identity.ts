// Who a device is and whom it believes. Made once at enrolment.
import { publicKeyOf, type KeyLookup, type SigningKey } from '#protocol';
import type { LinkAddress } from './ports';

/** The place as it was told at enrolment, the device's own key, and the keys of its commune. */
export interface DeviceIdentity extends LinkAddress {
  /** Signs receipts; named after the device. */
  readonly key: SigningKey;
  /** The public keys that may command this device. */
  readonly trusts: KeyLookup;
}

/** Trusts exactly these keys, each the base64 of its raw 32 bytes. */
export function trustOnly(keys: readonly { readonly keyId: string; readonly publicKey: string }[]): KeyLookup {
  const known = new Map(keys.map(({ keyId, publicKey }) => [keyId, publicKeyOf(publicKey)]));
  return (keyId) => known.get(keyId);
}
