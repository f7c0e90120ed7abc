// Emergencies, their templates, and the reviews of what one person put on air alone.
import type { Emergency, EmergencyTemplate, Review } from '#domain';
import { index, instant, json, key, nullable, table, text, whole } from './table';

export const EMERGENCIES = table<Emergency>(
  'emergencies',
  {
    id: key,
    communeId: text,
    announcementId: text,
    title: text,
    digest: text,
    zoneIds: json,
    controllerIds: json,
    plays: json,
    everyMs: whole,
    basis: text,
    reason: text,
    requestedBy: text,
    requestedAt: instant,
    confirmedBy: nullable(text),
    confirmedAt: nullable(instant),
    startsAt: nullable(instant),
    endsAt: instant,
    endedAt: nullable(instant),
    endedBy: nullable(text),
    endedZones: json,
    allClearAnnouncementId: nullable(text),
    allClearOf: nullable(text),
    state: text,
  },
  { indices: [index('emergencies', 'communeId', 'id'), index('emergencies', 'communeId', 'endsAt')] },
);

export const EMERGENCY_TEMPLATES = table<EmergencyTemplate>(
  'emergency_templates',
  {
    id: key,
    communeId: text,
    name: text,
    announcementId: text,
    allClearAnnouncementId: nullable(text),
    villageIds: json,
    revision: whole,
  },
  { indices: [index('emergency_templates', 'communeId', 'name')] },
);

export const REVIEWS = table<Review>(
  'reviews',
  {
    id: key,
    communeId: text,
    subject: text,
    subjectId: text,
    actedBy: text,
    dueBy: instant,
    signedBy: nullable(text),
    signedAt: nullable(instant),
    verdict: nullable(text),
    note: text,
  },
  { indices: [index('reviews', 'communeId', 'id'), index('reviews', 'subjectId')] },
);
