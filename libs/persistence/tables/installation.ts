// What belongs to the installation as a whole.
import type { CommuneKey, IntentStep } from '#application';
import type { DiskReading, LocalDate } from '#domain';
import { bytes, index, instant, key, table, text, whole } from './table';

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

export const COMMUNE_KEYS = table<CommuneKey>('commune_keys', {
  communeId: key,
  keyId: text,
  privateKeyPem: text,
  publicKey: text,
  createdAt: instant,
});

export const DRILL_KEYS = table<CommuneKey>('drill_keys', {
  communeId: key,
  keyId: text,
  privateKeyPem: text,
  publicKey: text,
  createdAt: instant,
});

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
