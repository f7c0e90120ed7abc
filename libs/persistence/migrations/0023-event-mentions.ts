// Events that tell of many playbacks at once are found by each of them. Made from what the events say, so nothing of it is part of the chain.
import { migration } from './migration';
import { inKey, key, large, newTable } from './new-table';

export const EVENT_MENTIONS_0023 = migration(23, 'event-mentions', [
  newTable('event_mentions', { subjectId: key, sequence: inKey(large) }),
]);
