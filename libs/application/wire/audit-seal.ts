// The signature over the head of an event log. Whoever writes the whole chain anew needs the key as well, which does not lie in the database.
// The text has a purpose of its own, so that no message to a device can pass for it.
import { canonicalJson, type Instant } from '#domain';
import { publicKeyOf, type SigningKey } from '#protocol';
import { sign, verify } from 'node:crypto';
import type { OutsideHead, SignedHeads } from '../ports/audit-outside';
import type { AuditSeal, CommuneKey } from '../ports/stores';

/** Stands before the signed text; no purpose of the wire has this name. */
export const AUDIT_HEAD_PURPOSE = 'audit-head';

/** The same over what is kept outside of the database. */
const OUTSIDE_HEADS_PURPOSE = 'audit-outside-heads';

type AuditHead = Omit<AuditSeal, 'keyId' | 'signature'>;

/** Signs the head. */
export function signAuditHead(head: AuditHead, { keyId, privateKey }: SigningKey): AuditSeal {
  return { ...head, keyId, signature: sign(null, signedBytes(head), privateKey).toString('base64') };
}

/** Whether the seal was made with that key. */
export function isGenuineSeal(seal: AuditSeal, key: Pick<CommuneKey, 'keyId' | 'publicKey'>): boolean {
  return seal.keyId === key.keyId && isSigned(signedBytes(seal), seal.signature, key);
}

/** Signs the heads for a place outside of the database. */
export function signOutsideHeads(
  heads: readonly OutsideHead[],
  { keyId, privateKey }: SigningKey,
  begunAt?: Instant,
): SignedHeads {
  const kept = { heads, ...(begunAt !== undefined && { begunAt }) };
  return { ...kept, keyId, signature: sign(null, outsideBytes(kept), privateKey).toString('base64') };
}

/** Whether what is kept outside was signed with that key. */
export function areGenuineHeads(kept: SignedHeads, key: Pick<CommuneKey, 'keyId' | 'publicKey'>): boolean {
  return kept.keyId === key.keyId && isSigned(outsideBytes(kept), kept.signature, key);
}

function isSigned(bytes: Buffer, signature: string, { publicKey }: Pick<CommuneKey, 'publicKey'>): boolean {
  return verify(null, bytes, publicKeyOf(publicKey), Buffer.from(signature, 'base64'));
}

function outsideBytes({ heads, begunAt }: Pick<SignedHeads, 'heads' | 'begunAt'>): Buffer {
  return Buffer.from(`loa-lang/v1/${OUTSIDE_HEADS_PURPOSE}\n${canonicalJson({ heads, begunAt })}`);
}

function signedBytes({ communeId, chainNumber, hash, sealedAt }: AuditHead): Buffer {
  return Buffer.from(`loa-lang/v1/${AUDIT_HEAD_PURPOSE}\n${canonicalJson({ communeId, chainNumber, hash, sealedAt })}`);
}
