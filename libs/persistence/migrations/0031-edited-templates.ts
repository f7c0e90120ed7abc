// Prepared warnings are edited, and say where they are meant to sound.
import { migration } from './migration';

export const EDITED_TEMPLATES_0031 = migration(31, 'edited-templates', {
  up: [
    `ALTER TABLE emergency_templates ADD COLUMN "villageIds" text NOT NULL DEFAULT '[]'`,
    `ALTER TABLE emergency_templates ADD COLUMN "revision" integer NOT NULL DEFAULT 1`,
  ],
  down: [
    'ALTER TABLE emergency_templates DROP COLUMN "revision"',
    'ALTER TABLE emergency_templates DROP COLUMN "villageIds"',
  ],
});
