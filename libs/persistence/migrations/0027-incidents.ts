// What went wrong is found without looking at everything that went well.
import { migration } from './migration';
import { index, newIndex } from './new-table';

export const INCIDENTS_0027 = migration(27, 'incidents', [
  newIndex('playbacks', {
    ...index('rundownId', 'state'),
    where: `("playedAfterCancel" OR "state" IN ('missed', 'refused', 'interrupted', 'unconfirmed'))`,
  }),
]);
