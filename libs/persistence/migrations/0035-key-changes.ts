// One signing key of a commune follows another: every change since the founding, what was foretold of the next key, and which one each box named.
import { migration } from './migration';
import { bytes, flag, inKey, index, instant, key, newColumn, newTable, nullable, text, whole } from './new-table';

export const KEY_CHANGES_0035 = migration(35, 'key-changes', [
  newColumn('commune_keys', 'nextKeyDigest', nullable(text)),
  newTable('key_changes', {
    communeId: key,
    serial: inKey(whole),
    keyId: text,
    privateKeyPem: text,
    publicKey: text,
    createdAt: instant,
    issuedAt: instant,
    oldUntil: instant,
    revoked: flag,
    envelope: bytes,
    nextKeyDigest: text,
  }),
  newTable('held_keys', { deviceId: key, communeId: text, keyId: text }, { indexes: [index('communeId')] }),
]);
