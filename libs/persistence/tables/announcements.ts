// Announcements and the approvals given. The two-person rule stands in the migrations too, as triggers.
import type { Approval, Escalation } from '#application';
import type { Announcement } from '#domain';
import { index, instant, json, key, nullable, table, text, whole } from './table';

export const ANNOUNCEMENTS = table<Announcement>(
  'announcements',
  {
    id: key,
    communeId: text,
    title: text,
    category: text,
    messageClass: text,
    source: text,
    versions: json,
    state: text,
    createdBy: text,
    editors: json,
    createdAt: instant,
    revision: whole,
    note: nullable(text),
    wish: nullable(json),
  },
  { indices: [index('announcements', 'communeId', 'id')] },
);

export const APPROVALS = table<Approval>(
  'approvals',
  {
    id: key,
    communeId: text,
    subject: text,
    subjectId: text,
    digest: text,
    approvedBy: text,
    approvedAt: instant,
    basis: text,
    voidedAt: nullable(instant),
    voidReason: nullable(text),
  },
  { indices: [index('approvals', 'subjectId')] },
);

/** Each step of one waiting once: the key says so. */
export const ESCALATIONS = table<Escalation>('escalations', {
  subjectId: key,
  step: key,
  since: { ...instant, primary: true },
  communeId: text,
  at: instant,
});
