// Who a device is and whom it believes at first. Made once at enrolment.
import type { KeyLookup, SigningKey } from '#protocol';
import type { LinkAddress } from './ports';

/** The key of the commune that a device was told at its enrolment. */
export interface ServerKey {
  readonly keyId: string;
  /** Base64 of its raw 32 bytes. */
  readonly publicKey: string;
  /** How many keys of the commune came before it; left out: none. */
  readonly serial?: number | undefined;
  /** Of the only key that can follow it; left out: the server did not say yet. */
  readonly nextKeyDigest?: string | undefined;
}

/** The place as it was told at enrolment, the device's own key, and that of its commune. */
export interface DeviceIdentity extends LinkAddress {
  /** Signs receipts; named after the device. */
  readonly key: SigningKey;
  readonly serverKey: ServerKey;
}

/** The same, with the keys that may command this device now. */
export interface BelievingIdentity extends DeviceIdentity {
  readonly trusts: KeyLookup;
}
