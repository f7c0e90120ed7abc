// The event log and its chain. They only grow: triggers in the migrations refuse every change of what is written, and lead the heads.
import type { AuditSeal } from '#application';
import type { ChainHead, LoggedEvent } from '#domain';
import { index, instant, json, key, nullable, table, text, whole } from './table';

export const EVENTS = table<LoggedEvent>(
  'events',
  {
    sequence: { ...whole, primary: true, generated: 'increment' },
    communeId: text,
    at: instant,
    kind: text,
    actor: text,
    subjectId: text,
    details: json,
    chainNumber: nullable(whole),
    previousHash: nullable(text),
    hash: nullable(text),
  },
  {
    indices: [
      index('events', 'communeId', 'sequence'),
      index('events', 'communeId', 'subjectId'),
      index('events', 'communeId', 'at', 'sequence'),
      index('events', 'communeId', 'actor', 'sequence'),
      index('events', 'communeId', 'kind', 'at', 'sequence'),
      index('events', 'communeId', 'kind'),
    ],
  },
);

/** What an event is about beside its subject, so that it is found by that too. */
interface EventMention {
  readonly subjectId: string;
  readonly sequence: number;
}

export const EVENT_MENTIONS = table<EventMention>('event_mentions', {
  subjectId: key,
  sequence: { ...whole, primary: true },
});

export const AUDIT_HEADS = table<ChainHead>('audit_heads', {
  communeId: key,
  chainNumber: whole,
  hash: text,
  olderEvents: whole,
});

export const AUDIT_SEALS = table<AuditSeal>('audit_seals', {
  communeId: key,
  chainNumber: { ...whole, primary: true },
  hash: text,
  sealedAt: instant,
  keyId: text,
  signature: text,
});
