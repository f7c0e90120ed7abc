// Ways to make a message that looks like a signed one and is not, drawn by a seed: what a listener on the wire, a stolen box or a neighbour's
// server could send.
import { generateKeys, privateKeyOf, sealEnvelope, type MessageOf, type Purpose, type SigningKey } from '#protocol';

/** Whole numbers from 0 to below `bound`, the same for the same seed. */
export type Draw = (bound: number) => number;

export function drawFrom(seed: number): Draw {
  let state = seed >>> 0;
  return (bound) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % bound;
  };
}

interface Envelope {
  readonly purpose: string;
  readonly body: string;
  readonly signatures: readonly { readonly keyId: string; readonly value: string }[];
}

const read = (bytes: Uint8Array): Envelope => JSON.parse(Buffer.from(bytes).toString()) as Envelope;
const written = (envelope: object): Buffer => Buffer.from(JSON.stringify(envelope));
const strangerKey = privateKeyOf(generateKeys().privateKeyPem);

/** Something true that was signed by `key`, and what a forger would like to be believed in its place. */
interface Forged<P extends Purpose> {
  readonly purpose: P;
  readonly wanted: MessageOf<P>;
  readonly key: SigningKey;
  /** Signed by the same key with another purpose. */
  readonly otherwise: Uint8Array;
}

type Manner = <P extends Purpose>(forged: Forged<P>, draw: Draw) => Uint8Array;

/** A stranger's signature under the known name, an unknown name, bits and bodies changed on the way, signatures moved. */
const MANNERS: readonly Manner[] = [
  ({ purpose, wanted, key }) => sealEnvelope(purpose, wanted, { keyId: key.keyId, privateKey: strangerKey }),
  ({ purpose, wanted, key }) => sealEnvelope(purpose, wanted, { ...key, keyId: `${key.keyId}-2` }),
  ({ purpose, wanted, key }, draw) => {
    const bytes = Buffer.from(sealEnvelope(purpose, wanted, key));
    bytes[draw(bytes.length)]! ^= 1 << draw(8);
    return bytes;
  },
  ({ purpose, wanted, key }, draw) => {
    const bytes = sealEnvelope(purpose, wanted, key);
    return bytes.subarray(0, draw(bytes.length));
  },
  ({ purpose, wanted, otherwise }) => written({ ...read(otherwise), purpose, body: bodyOf(wanted) }),
  ({ purpose, otherwise }) => written({ ...read(otherwise), purpose }),
  ({ purpose, wanted, key }) => {
    const sealed = read(sealEnvelope(purpose, wanted, key));
    return written({ ...sealed, body: bodyOf({ ...wanted, forged: true }) });
  },
  ({ purpose, wanted, key }) => {
    const sealed = read(sealEnvelope(purpose, wanted, key));
    const stranger = { keyId: key.keyId, value: Buffer.alloc(64, 7).toString('base64') };
    return written({ ...sealed, signatures: [stranger, ...sealed.signatures] });
  },
  ({ purpose, wanted }) => written({ purpose, body: bodyOf(wanted), signatures: [] }),
  ({ purpose, wanted, key }) => {
    const sealed = read(sealEnvelope(purpose, wanted, key));
    return written({ ...sealed, purpose: purpose.toUpperCase() });
  },
];

const bodyOf = (message: object): string => Buffer.from(JSON.stringify(message)).toString('base64');

/** One of them. */
export function forgery<P extends Purpose>(forged: Forged<P>, draw: Draw): Uint8Array {
  return MANNERS[draw(MANNERS.length)]!(forged, draw);
}
