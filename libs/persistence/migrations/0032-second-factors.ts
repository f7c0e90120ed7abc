// A second factor: what makes the codes of a person's phone (sealed with a key that lies outside of the database), the codes for who has lost the
// phone, and who has shown the password and not yet a code.
import { migration } from './migration';
import { index, instant, key, newTable, nullable, refersTo, statements, text, whole } from './new-table';

export const SECOND_FACTORS_0032 = migration(32, 'second-factors', [
  newTable(
    'second_factors',
    { personId: key, sealedSecret: text, confirmedAt: nullable(instant), lastStep: whole },
    { references: [refersTo('people', 'personId')] },
  ),
  newTable(
    'recovery_codes',
    { codeHash: key, personId: text, usedAt: nullable(instant) },
    { indexes: [index('personId')], references: [refersTo('people', 'personId')] },
  ),
  newTable(
    'sign_in_steps',
    { secretHash: key, personId: text, expiresAt: instant },
    { indexes: [index('personId'), index('expiresAt')], references: [refersTo('people', 'personId')] },
  ),
  // As in 0030: what a commune had decided stands before what it decides now.
  statements(
    [`UPDATE "communes" SET "rules" = substr("rules", 1, length("rules") - 1) || ',"secondFactorRequired":false}'`],
    [],
  ),
]);
