// A box on its pole as far as the server can tell: what it signs.
import type { Instant } from '#domain';
import { PROTOCOL_VERSION, privateKeyOf, sealEnvelope, type Receipt } from '#protocol';

/** A receipt without what the box adds to each. */
export type Unnumbered = Receipt extends infer R
  ? R extends Receipt
    ? Omit<R, 'sequence' | 'at' | 'uncertaintyMs' | 'uptimeMs'>
    : never
  : never;

/** A box that was enrolled, able to sign. */
export class Box {
  private sequence = 0;

  constructor(
    readonly deviceId: string,
    readonly controllerId: string,
    private readonly communeId: string,
    readonly privateKeyPem: string,
    readonly deviceEpoch = 'epoch-1',
  ) {}

  /** Signs receipts, numbered as they come. */
  sign(at: Instant, receipts: readonly Unnumbered[]): Uint8Array {
    return this.signNumbered(
      receipts.map((receipt) => {
        this.sequence += 1;
        return { ...receipt, sequence: this.sequence, at, uncertaintyMs: 5, uptimeMs: 1_000 } as Receipt;
      }),
    );
  }

  /** Signs exactly these receipts. */
  signNumbered(receipts: readonly Receipt[], privateKeyPem = this.privateKeyPem): Uint8Array {
    const { communeId, controllerId, deviceId, deviceEpoch } = this;
    const batch = { protocol: PROTOCOL_VERSION, communeId, controllerId, deviceId, deviceEpoch, receipts } as const;
    return sealEnvelope('receipts', batch, { keyId: deviceId, privateKey: privateKeyOf(privateKeyPem) });
  }
}
