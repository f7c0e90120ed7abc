// Bookings. That nobody approves what they proposed is a constraint of the table as well.
import type { Booking } from '#domain';
import { index, instant, json, key, nullable, refersTo, table, text, whole } from './table';

export const BOOKINGS = table<Booking>(
  'bookings',
  {
    id: key,
    communeId: text,
    announcementId: text,
    zoneIds: json,
    controllerIds: json,
    start: json,
    recurrence: json,
    repeats: whole,
    lateLimitMs: whole,
    lateReason: nullable(text),
    cancelledDates: json,
    purpose: text,
    precedence: whole,
    afterInterruption: text,
    soonestAt: nullable(instant),
    state: text,
    createdBy: text,
    createdAt: instant,
    amendedBy: json,
    approvedBy: nullable(text),
    approvedAt: nullable(instant),
    approvedDigest: nullable(text),
    revision: whole,
  },
  {
    indices: [
      index('bookings', 'communeId', 'id'),
      index('bookings', 'communeId', 'state'),
      index('bookings', 'announcementId'),
    ],
    foreignKeys: [refersTo('announcements', 'announcementId')],
    checks: [{ name: 'approval-self', expression: '"approvedBy" <> "createdBy"' }],
  },
);
