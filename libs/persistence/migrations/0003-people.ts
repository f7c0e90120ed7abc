// People, what was granted to them, and who acts in whose place for a while.
import { migration } from './migration';
import { index, instant, key, newTable, nullable, refersTo, text, unique, whole } from './new-table';

export const PEOPLE_0003 = migration(3, 'baseline-people', [
  newTable(
    'people',
    {
      id: key,
      communeId: text,
      name: text,
      login: text,
      passwordHash: nullable(text),
      pinHash: nullable(text),
      createdAt: instant,
      blockedAt: nullable(instant),
      lastActiveAt: nullable(instant),
      pinShownTo: nullable(text),
      revision: whole,
    },
    { indexes: [unique('login'), index('communeId')] },
  ),
  newTable(
    'grants',
    { id: key, communeId: text, personId: text, role: text, villageId: nullable(text) },
    {
      indexes: [index('communeId'), index('personId')],
      references: [refersTo('people', 'personId')],
    },
  ),
  newTable(
    'delegations',
    {
      id: key,
      communeId: text,
      fromPersonId: text,
      toPersonId: text,
      from: instant,
      until: instant,
      revokedAt: nullable(instant),
    },
    {
      indexes: [index('communeId'), index('toPersonId')],
      references: [refersTo('people', 'fromPersonId'), refersTo('people', 'toPersonId')],
    },
  ),
]);
