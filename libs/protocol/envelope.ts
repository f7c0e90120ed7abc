// Signed envelopes: Ed25519 over the raw bytes with a purpose prefix. Verify first, parse after: nothing reads a byte of an unverified body.
import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify, type KeyObject } from 'node:crypto';
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

const envelopeSchema = z.strictObject({
  purpose: z.string(),
  /** The message as base64 of its exact JSON bytes. */
  body: exactBase64,
  /** One today; an approver's second signature may join it later. */
  signatures: z
    .array(z.strictObject({ keyId: z.string(), value: exactBase64 }))
    .min(1)
    .max(4),
});

function signedBytes(purpose: string, body: Buffer): Buffer {
  return Buffer.concat([Buffer.from(`loa-lang/v1/${purpose}\n`), body]);
}

/** Signs a message and packs it for the wire. Throws when the message does not fit its own schema. */
export function sealEnvelope<P extends Purpose>(purpose: P, message: MessageOf<P>, key: SigningKey): Buffer {
  const body = Buffer.from(JSON.stringify(MESSAGES[purpose].parse(message)));
  const value = sign(null, signedBytes(purpose, body), key.privateKey).toString('base64');
  return Buffer.from(
    JSON.stringify({ purpose, body: body.toString('base64'), signatures: [{ keyId: key.keyId, value }] }),
  );
}

/** Verifies and unpacks a message. Throws `EnvelopeError`. */
export function openEnvelope<P extends Purpose>(purpose: P, bytes: Uint8Array, keys: KeyLookup): MessageOf<P> {
  const envelope = parse(envelopeSchema, bytes, 'malformed');
  if (envelope.purpose !== purpose) throw new EnvelopeError('wrong-purpose');
  const body = Buffer.from(envelope.body, 'base64');
  const signature = envelope.signatures[0]!;
  const key = keys(signature.keyId);
  if (!key) throw new EnvelopeError('unknown-key');
  if (!verify(null, signedBytes(purpose, body), key, Buffer.from(signature.value, 'base64'))) {
    throw new EnvelopeError('bad-signature');
  }
  return parse(MESSAGES[purpose] as unknown as z.ZodType<MessageOf<P>>, body, 'bad-body');
}

function parse<T>(schema: z.ZodType<T>, bytes: Uint8Array, fault: EnvelopeFault): T {
  let json: unknown;
  try {
    json = JSON.parse(Buffer.from(bytes).toString('utf8'));
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
