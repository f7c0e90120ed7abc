// What people open every day is found by an index, however long a commune has been on the air: the log by its time, by who did it and by what
// happened when, and the rundowns of one village.
import { migration } from './migration';
import { index, newIndex } from './new-table';

export const READING_INDEXES_0025 = migration(25, 'reading-indexes', [
  newIndex('events', index('communeId', 'at', 'sequence')),
  newIndex('events', index('communeId', 'actor', 'sequence')),
  newIndex('events', index('communeId', 'kind', 'at', 'sequence')),
  newIndex('rundowns', index('villageId', 'endsAt')),
]);
