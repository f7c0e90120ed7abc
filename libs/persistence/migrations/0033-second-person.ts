// What would make somebody who approves waits for a second person: codes and roles know who made them, and from when they are good. Those that are
// there were good from the beginning.
import { migration } from './migration';
import { index, instant, newColumn, newIndex, nullable, text } from './new-table';

export const SECOND_PERSON_0033 = migration(33, 'second-person', [
  newColumn('sign_in_codes', 'issuedBy', nullable(text)),
  newColumn('sign_in_codes', 'worksFrom', nullable(instant)),
  newIndex('sign_in_codes', index('worksFrom')),
  newColumn('grants', 'from', nullable(instant)),
  newColumn('grants', 'givenBy', nullable(text)),
]);
