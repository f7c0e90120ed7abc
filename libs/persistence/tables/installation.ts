// What belongs to the installation as a whole.
import type { DiskReading, LocalDate } from '#domain';
import type { CommuneKey, HeldKey, IntentStep, KeyChangeKept } from '#application';
import { bytes, flag, index, instant, key, nullable, table, text, whole } from './table';

/** The one row of what is set once for everything. */
interface Installation {
  /** Always `INSTALLATION_ID`. */
  readonly id: number;
  readonly clockOffsetMs: number;
}

export const INSTALLATION_ID = 1;

export const INSTALLATION = table<Installation>('installation', {
  id: { ...whole, primary: true },
  clockOffsetMs: whole,
});

export const DISK_READINGS = table<DiskReading & { readonly day: LocalDate }>('disk_readings', {
  day: key,
  at: instant,
  freeBytes: whole,
});

/** The key of the founding, with what was foretold of the next. */
interface FoundingKey extends CommuneKey {
  readonly nextKeyDigest: string | null;
}

export const COMMUNE_KEYS = table<FoundingKey>('commune_keys', {
  communeId: key,
  keyId: text,
  privateKeyPem: text,
  publicKey: text,
  createdAt: instant,
  nextKeyDigest: nullable(text),
});

export const DRILL_KEYS = table<CommuneKey>('drill_keys', {
  communeId: key,
  keyId: text,
  privateKeyPem: text,
  publicKey: text,
  createdAt: instant,
});

export const KEY_CHANGES = table<KeyChangeKept>('key_changes', {
  communeId: key,
  serial: { ...whole, primary: true },
  keyId: text,
  privateKeyPem: text,
  publicKey: text,
  createdAt: instant,
  issuedAt: instant,
  oldUntil: instant,
  revoked: flag,
  envelope: bytes,
  nextKeyDigest: text,
});

export const HELD_KEYS = table<HeldKey>(
  'held_keys',
  { deviceId: key, communeId: text, keyId: text },
  { indices: [index('held_keys', 'communeId')] },
);

export const INTENT_STEPS = table<IntentStep>(
  'intent_steps',
  {
    who: key,
    keyHash: key,
    place: { ...whole, primary: true },
    requestHash: text,
    keptAt: instant,
    outcome: bytes,
  },
  { indices: [index('intent_steps', 'keptAt')] },
);
