// What belongs to the installation as a whole: demo clock, signing keys, answers to repeated requests.
import type { Instant } from '#domain';

/** A commune's signing key. */
export interface CommuneKey {
  readonly communeId: string;
  readonly keyId: string;
  readonly privateKeyPem: string;
  readonly publicKey: string;
  readonly createdAt: Instant;
}

/** The answer given to a request that carried an Idempotency-Key. `status` null: still running. */
export interface IdempotentAnswer {
  readonly personId: string;
  readonly key: string;
  readonly requestHash: string;
  readonly startedAt: Instant;
  readonly status: number | null;
  readonly body: string | null;
}

export interface InstallationReads {
  /** Milliseconds the demo clock runs ahead of the machine; 0 in a real installation. */
  clockOffsetMs(): Promise<number>;
  communeKey(communeId: string): Promise<CommuneKey | undefined>;
  /** The key that signs drills and nothing else; undefined until the commune needs it. */
  drillKey(communeId: string): Promise<CommuneKey | undefined>;
  idempotentAnswer(personId: string, key: string): Promise<IdempotentAnswer | undefined>;
}

export interface InstallationStore extends InstallationReads {
  setClockOffsetMs(offsetMs: number): Promise<void>;
  insertCommuneKey(key: CommuneKey): Promise<void>;
  insertDrillKey(key: CommuneKey): Promise<void>;
  putIdempotentAnswer(answer: IdempotentAnswer): Promise<void>;
  deleteIdempotentAnswer(personId: string, key: string): Promise<void>;
  deleteIdempotentAnswersBefore(instant: Instant): Promise<void>;
}
