// What people below a pole complain about.
import type { Complaint } from '#domain';
import { index, instant, key, nullable, refersTo, table, text } from './table';

export const COMPLAINTS = table<Complaint>(
  'complaints',
  {
    id: key,
    communeId: text,
    controllerId: text,
    topic: text,
    text,
    at: instant,
    answer: nullable(text),
    closedBy: nullable(text),
    closedAt: nullable(instant),
  },
  { indices: [index('complaints', 'communeId', 'id')], foreignKeys: [refersTo('controllers', 'controllerId')] },
);
