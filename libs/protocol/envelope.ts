// Signed envelopes: Ed25519 over the raw bytes with a purpose prefix. Verify first, parse after: nothing reads a byte of an unverified body.
import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  sign,
  verify,
  type KeyObject,
} from 'node:crypto';
import { z } from 'zod';
import { MESSAGES, type MessageOf, type Purpose } from './messages';

/** Why an envelope was not believed. */
type EnvelopeFault = 'malformed' | 'wrong-purpose' | 'unknown-key' | 'bad-signature' | 'bad-body';

/** Thrown by `openEnvelope`. */
export class EnvelopeError extends Error {
  constructor(readonly fault: EnvelopeFault) {
    super(`envelope refused: ${fault}`);
    this.name = 'EnvelopeError';
  }
}

/** A signing key with the name that envelopes carry. */
export interface SigningKey {
  readonly keyId: string;
  readonly privateKey: KeyObject;
}

/** Finds the public key for a key id; undefined when it is not trusted for this purpose. */
export type KeyLookup = (keyId: string) => KeyObject | undefined;

/** Base64 in its one canonical form: no second spelling of the same bytes. Nothing else comes out again as it went in. */
const exactBase64 = z.string().refine((text) => Buffer.from(text, 'base64').toString('base64') === text);

const signedSchema = z.strictObject({
  purpose: z.string(),
  /** The message as base64 of its exact JSON bytes. */
  body: exactBase64,
  /** One; while one key follows another, one of each. */
  signatures: z
    .array(z.strictObject({ keyId: z.string(), value: exactBase64 }))
    .min(1)
    .max(4),
});

/** More than a commune changes its key in a lifetime. */
const MOST_KEY_CHANGES = 200;

const envelopeSchema = signedSchema.extend({
  /** Each a signed `key-change`, for whoever does not know the key yet that signed this. */
  keyChanges: z.array(signedSchema).min(1).max(MOST_KEY_CHANGES).optional(),
});

function signedBytes(purpose: string, body: Buffer): Buffer {
  return Buffer.concat([Buffer.from(`loa-lang/v1/${purpose}\n`), body]);
}

/**
 * Signs a message with each of these keys and packs it for the wire, together with the sealed changes of the key that led to them. Throws when
 * the message does not fit its own schema.
 */
export function sealEnvelope<P extends Purpose>(
  purpose: P,
  message: MessageOf<P>,
  by: SigningKey | readonly SigningKey[],
  keyChanges: readonly Uint8Array[] = [],
): Buffer {
  const body = Buffer.from(JSON.stringify(MESSAGES[purpose].parse(message)));
  const signatures = [by].flat().map(({ keyId, privateKey }) => {
    return { keyId, value: sign(null, signedBytes(purpose, body), privateKey).toString('base64') };
  });
  const told = keyChanges.length > 0 && { keyChanges: keyChanges.map((each) => JSON.parse(textOf(each)) as unknown) };
  return Buffer.from(JSON.stringify({ purpose, body: body.toString('base64'), signatures, ...told }));
}

/** Verifies and unpacks a message. Throws `EnvelopeError`. */
export function openEnvelope<P extends Purpose>(purpose: P, bytes: Uint8Array, keys: KeyLookup): MessageOf<P> {
  return openSigned(purpose, bytes, keys).message;
}

/** The same, with the names of the keys that signed it, of those that are trusted. Throws `EnvelopeError`. */
export function openSigned<P extends Purpose>(
  purpose: P,
  bytes: Uint8Array,
  keys: KeyLookup,
): { readonly message: MessageOf<P>; readonly keyIds: readonly string[] } {
  const envelope = parse(envelopeSchema, bytes, 'malformed');
  if (envelope.purpose !== purpose) throw new EnvelopeError('wrong-purpose');
  const body = Buffer.from(envelope.body, 'base64');
  const known = envelope.signatures.flatMap(({ keyId, value }) => {
    const key = keys(keyId);
    return key ? [{ keyId, key, value: Buffer.from(value, 'base64') }] : [];
  });
  if (known.length === 0) throw new EnvelopeError('unknown-key');
  // Each of a key that is known has to be good: a message to which somebody added one is not the message that was signed.
  const isGood = known.every(({ key, value }) => verify(null, signedBytes(purpose, body), key, value));
  if (!isGood) throw new EnvelopeError('bad-signature');
  const keyIds = known.map(({ keyId }) => keyId);
  return { message: parse(MESSAGES[purpose] as unknown as z.ZodType<MessageOf<P>>, body, 'bad-body'), keyIds };
}

/** The changes of the key that came with a message, each sealed for itself. Nothing of it is verified; what is no envelope brings none. */
export function keyChangesWith(bytes: Uint8Array): readonly Buffer[] {
  try {
    const { keyChanges = [] } = parse(envelopeSchema, bytes, 'malformed');
    return keyChanges.map((each) => Buffer.from(JSON.stringify(each)));
  } catch {
    return [];
  }
}

/** What is said of a key before it is used: nobody else can make one that fits. */
export function digestOfKey(publicKey: string): string {
  return createHash('sha256').update(`loa-lang/v1/next-key\n${publicKey}`).digest('hex');
}

function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('utf8');
}

function parse<T>(schema: z.ZodType<T>, bytes: Uint8Array, fault: EnvelopeFault): T {
  let json: unknown;
  try {
    json = JSON.parse(textOf(bytes));
  } catch {
    throw new EnvelopeError(fault);
  }
  const result = schema.safeParse(json);
  if (!result.success) throw new EnvelopeError(fault);
  return result.data;
}

/** A fresh Ed25519 pair: the private key as PKCS#8 PEM, the public key as base64 of its raw 32 bytes. */
export function generateKeys(): { readonly privateKeyPem: string; readonly publicKey: string } {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  return writtenKeys(privateKey, publicKey);
}

/** The PKCS#8 bytes that stand before the 32 secret ones of an Ed25519 key (RFC 8410). */
const PKCS8_PREFIX = Buffer.from('302e020100300506032b657004220420', 'hex');

/** The pair that belongs to these 32 secret bytes, always the same. */
export function keysFromSecret(secret: Uint8Array): ReturnType<typeof generateKeys> {
  const der = Buffer.concat([PKCS8_PREFIX, secret]);
  const privateKey = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  return writtenKeys(privateKey, createPublicKey(privateKey));
}

function writtenKeys(privateKey: KeyObject, publicKey: KeyObject) {
  return {
    privateKeyPem: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    publicKey: Buffer.from(publicKey.export({ format: 'jwk' }).x!, 'base64url').toString('base64'),
  };
}

/** Reads a private key written by `generateKeys`. */
export function privateKeyOf(pem: string): KeyObject {
  return createPrivateKey(pem);
}

/** Reads a public key written by `generateKeys`. */
export function publicKeyOf(base64: string): KeyObject {
  const x = Buffer.from(base64, 'base64').toString('base64url');
  return createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
}
