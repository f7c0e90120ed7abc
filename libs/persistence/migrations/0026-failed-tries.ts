// Slow-downs outlive a restart, and a browser in which somebody signed in before is not kept out by what strangers do.
import { migration } from './migration';
import { index, instant, key, newTable, refersTo, whole } from './new-table';

export const FAILED_TRIES_0026 = migration(26, 'failed-tries', [
  newTable('failed_tries', { key, tries: whole, lastAt: instant, waitUntil: instant }, { indexes: [index('lastAt')] }),
  newTable(
    'known_devices',
    { secretHash: key, personId: key, knownSince: instant },
    { indexes: [index('personId'), index('knownSince')], references: [refersTo('people', 'personId')] },
  ),
]);
