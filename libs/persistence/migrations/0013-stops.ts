// What silences: stop orders, and announcements that were taken back.
import { migration } from './migration';
import { flag, index, instant, json, key, newTable, nullable, refersTo, text } from './new-table';

export const STOPS_0013 = migration(13, 'baseline-stops', [
  newTable(
    'stop_orders',
    {
      id: key,
      communeId: text,
      zoneIds: nullable(json),
      reason: text,
      orderedBy: text,
      from: instant,
      until: instant,
      liftedAt: nullable(instant),
      sparesEmergency: flag,
    },
    { indexes: [index('communeId', 'until')] },
  ),
  newTable(
    'retractions',
    {
      id: key,
      communeId: text,
      announcementId: text,
      bookingId: nullable(text),
      reason: text,
      orderedBy: text,
      orderedAt: instant,
      correctionBookingIds: json,
    },
    {
      indexes: [index('communeId', 'id')],
      references: [refersTo('announcements', 'announcementId')],
    },
  ),
]);
