// What guards the event log from outside the database: the keys by which it is signed, and the heads that were signed last. Whoever writes the
// database anew has neither.
import type { ChainHead, Instant } from '#domain';

/** A key that signs the event logs of this installation and nothing else. */
export interface AuditKey {
  readonly keyId: string;
  readonly privateKeyPem: string;
  /** As base64. */
  readonly publicKey: string;
  readonly createdAt: Instant;
}

/** Where the log of a commune stood. */
export interface OutsideHead extends ChainHead {
  /** Of its last row; 0 while there is none. */
  readonly sequence: number;
  /** How many signatures the database held over it. */
  readonly seals: number;
  readonly keptAt: Instant;
}

/** The newest head of each commune, signed together: none of them can be taken out or put back alone. */
export interface SignedHeads {
  readonly heads: readonly OutsideHead[];
  /** Since when they are kept anew, because those before or the key were lost, or a copy was brought back. Undefined: from the beginning. */
  readonly begunAt?: Instant | undefined;
  readonly keyId: string;
  /** Ed25519 as base64. */
  readonly signature: string;
}

export abstract class AuditKeys {
  /** In no order. None: nothing was signed yet. */
  abstract all(): Promise<readonly AuditKey[]>;
  /** Durable when it resolves. */
  abstract add(key: AuditKey): Promise<void>;
}

/** A place that whoever has the database does not have as well: another disk, another machine. */
export abstract class OutsideHeads {
  /** What was written last; undefined when nothing was. Throws when it cannot be read. */
  abstract read(): Promise<SignedHeads | undefined>;
  /** Durable when it resolves. */
  abstract write(heads: SignedHeads): Promise<void>;
}
