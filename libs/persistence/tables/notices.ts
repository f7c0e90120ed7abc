// What people are told.
import type { Notice } from '#domain';
import { index, instant, json, key, nullable, table, text } from './table';

export const NOTICES = table<Notice>(
  'notices',
  {
    id: key,
    communeId: text,
    personId: text,
    kind: text,
    subjectId: text,
    values: json,
    at: instant,
    readAt: nullable(instant),
  },
  { indices: [index('notices', 'personId', 'id'), index('notices', 'subjectId')] },
);
