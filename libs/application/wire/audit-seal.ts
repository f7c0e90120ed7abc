// The commune's signature over the head of its event log. Whoever writes the whole chain anew needs the key as well. The text has a purpose of
// its own, so that no message to a device can pass for it.
import { canonicalJson } from '#domain';
import { publicKeyOf, type SigningKey } from '#protocol';
import { sign, verify } from 'node:crypto';
import type { AuditSeal, CommuneKey } from '../ports/stores';

/** Stands before the signed text; no purpose of the wire has this name. */
export const AUDIT_HEAD_PURPOSE = 'audit-head';

type AuditHead = Omit<AuditSeal, 'keyId' | 'signature'>;

/** Signs the head. */
export function signAuditHead(head: AuditHead, { keyId, privateKey }: SigningKey): AuditSeal {
  return { ...head, keyId, signature: sign(null, signedBytes(head), privateKey).toString('base64') };
}

/** Whether the seal was made with that key of the commune. */
export function isGenuineSeal(seal: AuditSeal, key: Pick<CommuneKey, 'communeId' | 'keyId' | 'publicKey'>): boolean {
  if (seal.communeId !== key.communeId || seal.keyId !== key.keyId) return false;
  return verify(null, signedBytes(seal), publicKeyOf(key.publicKey), Buffer.from(seal.signature, 'base64'));
}

function signedBytes({ communeId, chainNumber, hash, sealedAt }: AuditHead): Buffer {
  return Buffer.from(`loa-lang/v1/${AUDIT_HEAD_PURPOSE}\n${canonicalJson({ communeId, chainNumber, hash, sealedAt })}`);
}
