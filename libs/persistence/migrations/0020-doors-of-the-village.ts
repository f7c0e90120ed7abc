// What the pages of the villages stand on: a number to ring up, a public code for every pole, and phones that were let in by a link.
import { migration } from './migration';

export const DOORS_OF_THE_VILLAGE_0020 = migration(20, 'doors-of-the-village', {
  up: [
    'ALTER TABLE communes ADD COLUMN "phone" text',
    `ALTER TABLE controllers ADD COLUMN "publicCode" text NOT NULL DEFAULT ('')`,
    'UPDATE controllers SET "publicCode" = lower(hex(randomblob(8)))',
    'CREATE UNIQUE INDEX "controllers_by_publicCode" ON controllers ("publicCode")',
    'ALTER TABLE sessions ADD COLUMN "linkId" text',
  ],
  down: [
    'DELETE FROM sessions WHERE "linkId" IS NOT NULL',
    'ALTER TABLE sessions DROP COLUMN "linkId"',
    'DROP INDEX "controllers_by_publicCode"',
    'ALTER TABLE controllers DROP COLUMN "publicCode"',
    'ALTER TABLE communes DROP COLUMN "phone"',
  ],
});
