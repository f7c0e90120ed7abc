// The event log.
import type { DomainEvent, EventKind, Instant } from '#domain';
import type { Page, PageRequest } from './paging';

export interface EventReads {
  /** Events of a commune after a sequence number, oldest first. */
  after(communeId: string, sequence: number, limit: number): Promise<readonly DomainEvent[]>;
  /** Newest first; the cursor is a sequence number. */
  latest(communeId: string, page: PageRequest): Promise<Page<DomainEvent>>;
  ofSubject(communeId: string, subjectId: string): Promise<readonly DomainEvent[]>;
  lastSequence(communeId: string): Promise<number>;
}

/** What is written into the event log; the store adds the sequence. */
export interface NewEvent {
  readonly communeId: string;
  readonly at: Instant;
  readonly kind: EventKind;
  readonly actor: string;
  readonly subjectId: string;
  readonly details?: Readonly<Record<string, unknown>>;
}

export interface EventStore extends EventReads {
  append(event: NewEvent): Promise<void>;
}
