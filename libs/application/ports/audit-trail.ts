// The event log as it lies in the file, for whoever verifies it: each row exactly as it is stored, whether it makes sense or not, at one
// instant, while others go on writing.
import type { ChainHead, KeptDecision, KeptLink, KeptRecord, TimeZone } from '#domain';
import type { AuditSeal, CommuneKey } from './stores';

/** A commune, as far as its log is concerned. */
export interface AuditedCommune extends Pick<CommuneKey, 'communeId' | 'keyId' | 'publicKey'> {
  readonly name: string;
  readonly timeZone: TimeZone;
}

export abstract class AuditTrail {
  /** Every row, or those of one commune, by rising sequence, some thousands at a time. */
  abstract rows(communeId?: string): AsyncIterable<readonly KeptLink[]>;

  abstract heads(): Promise<readonly ChainHead[]>;

  /** By rising chain number in each commune. */
  abstract seals(): Promise<readonly AuditSeal[]>;

  abstract communes(): Promise<readonly AuditedCommune[]>;

  /** What the tables say of who decided, in one commune or in all. */
  abstract decisions(communeId?: string): Promise<readonly KeptDecision[]>;

  /** Every row that is held against the log, by kind in the order of `RECORD_KINDS`, some thousands at a time. */
  abstract records(communeId?: string): AsyncIterable<readonly KeptRecord[]>;
}

/** Where the log lies. */
export abstract class AuditTrails {
  /** Lets `work` read the log in one snapshot. */
  abstract inspect<T>(work: (trail: AuditTrail) => Promise<T>): Promise<T>;
}
