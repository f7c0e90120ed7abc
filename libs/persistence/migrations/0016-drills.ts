// Drills, and the silent tests of every night.
import { migration } from './migration';
import { index, instant, json, key, newTable, nullable, text } from './new-table';
import { refuses } from './triggers';

export const DRILLS_0016 = migration(16, 'baseline-drills', [
  newTable(
    'drills',
    {
      id: key,
      communeId: text,
      announcementId: text,
      title: text,
      zoneIds: json,
      controllerIds: json,
      startsAt: instant,
      expiresAt: instant,
      endsAt: instant,
      reason: text,
      orderedBy: text,
      orderedAt: instant,
      state: text,
    },
    { indexes: [index('communeId', 'id'), index('communeId', 'state')] },
  ),
  newTable(
    'self_tests',
    {
      id: key,
      communeId: text,
      localDate: text,
      orderedBy: nullable(text),
      nonce: text,
      sound: nullable(json),
      startedAt: instant,
      deadlineAt: instant,
      endedAt: nullable(instant),
    },
    { indexes: [index('communeId', 'localDate')] },
  ),
  newTable(
    'self_test_results',
    {
      id: key,
      testId: text,
      communeId: text,
      controllerId: text,
      state: text,
      findings: nullable(json),
      answeredAt: nullable(instant),
    },
    { indexes: [index('testId')] },
  ),
  // The night asks once, however many processes keep house.
  refuses('self_tests_come_once_a_night', {
    before: 'INSERT',
    on: 'self_tests',
    when: () => `NEW."orderedBy" IS NULL AND EXISTS (
      SELECT 1 FROM self_tests WHERE "communeId" = NEW."communeId" AND "localDate" = NEW."localDate" AND "orderedBy" IS NULL)`,
    words: 'the night was tested already',
  }),
]);
