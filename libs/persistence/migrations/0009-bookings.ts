// When and where an announcement is to sound. Nobody approves what they proposed: the code says so, and the database refuses it as well.
import { migration } from './migration';
import { index, instant, json, key, newTable, nullable, refersTo, text, whole } from './new-table';

export const BOOKINGS_0009 = migration(9, 'baseline-bookings', [
  newTable(
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
      indexes: [index('communeId', 'id'), index('communeId', 'state'), index('announcementId')],
      references: [refersTo('announcements', 'announcementId')],
      checks: { 'approval-self': '"approvedBy" <> "createdBy"' },
    },
  ),
]);
