// The event log, with its chain and the signatures over it.
import type { ChainHead, DomainEvent, EventKind, Happening, Instant, Interval, LoggedEvent, Occasion } from '#domain';
import type { Page, PageRequest } from './paging';

/** Which events are asked for; what is left out does not matter. */
export interface EventFilter {
  /** What it is about, or mentions. */
  readonly subjectId?: string | undefined;
  /** Any of these. */
  readonly kinds?: readonly EventKind[] | undefined;
  readonly actor?: string | undefined;
  readonly from?: Instant | undefined;
  /** Not included. */
  readonly to?: Instant | undefined;
}

/** The head of a commune's chain at some time, signed with the commune's key. */
export interface AuditSeal {
  readonly communeId: string;
  readonly chainNumber: number;
  readonly hash: string;
  readonly sealedAt: Instant;
  readonly keyId: string;
  /** Ed25519 as base64. */
  readonly signature: string;
}

export interface EventReads {
  /** Events of a commune after a sequence number, oldest first. */
  after(communeId: string, sequence: number, limit: number): Promise<readonly DomainEvent[]>;
  /** Newest first: by the sequence, and by the time where dates are asked for. The cursor is a sequence number. */
  latest(communeId: string, page: PageRequest, filter?: EventFilter): Promise<Page<LoggedEvent>>;
  /** How many events of each of these kinds fall into the interval; kinds without any are left out. */
  counts(communeId: string, kinds: readonly EventKind[], between: Interval): Promise<ReadonlyMap<EventKind, number>>;
  /** Events that are about it or mention it, oldest first. */
  ofSubject(communeId: string, subjectId: string): Promise<readonly DomainEvent[]>;
  /** Events of these kinds that are about any of them, oldest first. */
  ofSubjects(
    communeId: string,
    subjectIds: readonly string[],
    kinds: readonly EventKind[],
  ): Promise<readonly DomainEvent[]>;
  lastSequence(communeId: string): Promise<number>;
  /** Where the chain of the commune ends. */
  chainHead(communeId: string): Promise<ChainHead>;
  lastSeal(communeId: string): Promise<AuditSeal | undefined>;
  countSeals(communeId: string): Promise<number>;
  /** The event with that sequence number, as it stands in the chain of its commune. */
  event(sequence: number): Promise<LoggedEvent | undefined>;
}

/** What is written into the event log; the store adds the sequence and the link of the chain. */
export type NewEvent = Occasion & Happening;

export interface EventStore extends EventReads {
  /** `mentions`: what else it is about, so that it is found by that too. */
  append(event: NewEvent, mentions?: readonly string[]): Promise<void>;
  /** Many that happened together, in this order. */
  appendAll(events: readonly NewEvent[]): Promise<void>;
  insertSeal(seal: AuditSeal): Promise<void>;
}
