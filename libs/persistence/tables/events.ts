// The event log. It only grows: triggers in the migrations refuse every change of what is written.
import type { DomainEvent } from '#domain';
import { index, instant, json, table, text, whole } from './table';

export const EVENTS = table<DomainEvent>(
  'events',
  {
    sequence: { ...whole, primary: true, generated: 'increment' },
    communeId: text,
    at: instant,
    kind: text,
    actor: text,
    subjectId: text,
    details: json,
  },
  { indices: [index('events', 'communeId', 'sequence'), index('events', 'communeId', 'subjectId')] },
);
