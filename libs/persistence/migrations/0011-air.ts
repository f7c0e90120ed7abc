// What goes on air and what became of it.
import { migration } from './migration';
import { flag, index, instant, json, key, newTable, nullable, refersTo, text, whole } from './new-table';

export const AIR_0011 = migration(11, 'baseline-air', [
  // By end, because most questions are about today and later: what ended long ago is never looked at.
  newTable(
    'rundowns',
    {
      id: key,
      communeId: text,
      villageId: text,
      zoneId: text,
      slotKey: text,
      slotName: text,
      localDate: text,
      startsAt: instant,
      endsAt: instant,
    },
    // By end, because most questions are about today and later: what ended long ago is never looked at.
    { indexes: [index('communeId', 'endsAt'), index('zoneId', 'endsAt')] },
  ),
  newTable(
    'airings',
    {
      id: key,
      rundownId: text,
      communeId: text,
      zoneId: text,
      kind: text,
      restartOf: nullable(text),
      bookingId: nullable(text),
      announcementId: nullable(text),
      title: text,
      messageClass: text,
      startsAt: instant,
      durationMs: whole,
      lateLimitMs: whole,
      sounds: json,
      controllerIds: json,
      state: text,
      reason: nullable(text),
      reasonValues: json,
    },
    {
      indexes: [index('zoneId', 'startsAt'), index('rundownId'), index('bookingId')],
      references: [refersTo('rundowns', 'rundownId')],
    },
  ),
  newTable(
    'playbacks',
    {
      id: key,
      communeId: text,
      airingId: text,
      rundownId: text,
      controllerId: text,
      state: text,
      startedAt: nullable(instant),
      playedMs: nullable(whole),
      reason: nullable(text),
      cancelledAt: nullable(instant),
      playedAfterCancel: flag,
      deadlineAt: instant,
      changedAt: instant,
    },
    {
      indexes: [
        index('airingId'),
        index('rundownId'),
        { ...index('communeId', 'deadlineAt'), where: `"state" IN ('planned', 'delivered', 'ready', 'playing')` },
      ],
      references: [refersTo('airings', 'airingId')],
    },
  ),
]);
