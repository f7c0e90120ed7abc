// What people are told.
import { migration } from './migration';
import { index, instant, json, key, newTable, nullable, text } from './new-table';

export const NOTICES_0019 = migration(19, 'baseline-notices', [
  newTable(
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
    { indexes: [index('personId', 'id'), index('subjectId')] },
  ),
]);
