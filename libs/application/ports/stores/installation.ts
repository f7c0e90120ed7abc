// What belongs to the installation as a whole: demo clock, signing keys, what was done for repeated requests.
import type { DiskReading, Instant, KeyStep, LocalDate } from '#domain';

/** A commune's signing key. */
export interface CommuneKey {
  readonly communeId: string;
  readonly keyId: string;
  readonly privateKeyPem: string;
  readonly publicKey: string;
  readonly createdAt: Instant;
}

/** A change of a commune's signing key, with the key that came by it. */
export interface KeyChangeKept extends CommuneKey, KeyStep {
  /** Signed by the key before: what boxes follow. */
  readonly envelope: Uint8Array;
  /** Of the only key that can follow. */
  readonly nextKeyDigest: string;
}

/** What one step of a request with an Idempotency-Key came to, kept in the unit of work that did it. */
export interface IntentStep {
  readonly who: string;
  /** SHA-256 of the key; the key itself opens `outcome` and is not kept. */
  readonly keyHash: string;
  /** Counted from 1 in the order of the units of work; 0: the answer. */
  readonly place: number;
  readonly requestHash: string;
  readonly keptAt: Instant;
  /** Sealed. */
  readonly outcome: Uint8Array;
}

/** The key of its commune that a box named last. */
export interface HeldKey {
  readonly deviceId: string;
  readonly communeId: string;
  readonly keyId: string;
}

export interface InstallationReads {
  /** Milliseconds the demo clock runs ahead of the machine; 0 in a real installation. */
  clockOffsetMs(): Promise<number>;
  communeKey(communeId: string): Promise<CommuneKey | undefined>;
  /** The key that signs drills and nothing else; undefined until the commune needs it. */
  drillKey(communeId: string): Promise<CommuneKey | undefined>;
  /** One for each day since then, in order. */
  diskReadings(since: Instant): Promise<readonly DiskReading[]>;
  /** Every change of the signing key since the founding, in order. */
  keyChanges(communeId: string): Promise<readonly KeyChangeKept[]>;
  /** The digest that was foretold of the key after that of the founding; null: none was. */
  foretoldAtFounding(communeId: string): Promise<string | null>;
  /** Which key each box of the commune named last; without those that named none. */
  heldKeys(communeId: string): Promise<readonly HeldKey[]>;
  /** Everything that was done for that key, by its place. */
  intentSteps(who: string, keyHash: string): Promise<readonly IntentStep[]>;
}

export interface InstallationStore extends InstallationReads {
  /** In place of what was read on that day before; those older than `keptSince` go. */
  putDiskReading(day: LocalDate, reading: DiskReading, keptSince: Instant): Promise<void>;
  setClockOffsetMs(offsetMs: number): Promise<void>;
  insertCommuneKey(key: CommuneKey): Promise<void>;
  insertDrillKey(key: CommuneKey): Promise<void>;
  /** Throws when there is one of that serial. */
  insertKeyChange(change: KeyChangeKept): Promise<void>;
  foretellAtFounding(communeId: string, nextKeyDigest: string): Promise<void>;
  putHeldKey(held: HeldKey): Promise<void>;
  /** In the place of the one before. */
  putDrillKey(key: CommuneKey): Promise<void>;
  insertIntentStep(step: IntentStep): Promise<void>;
  deleteIntentStepsBefore(instant: Instant): Promise<void>;
}
