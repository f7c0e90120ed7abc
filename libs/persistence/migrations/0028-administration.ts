// Places that are edited and retired, people who are blocked, and the list of personal links: what an administrator works on.
import { migration } from './migration';

const RETIRED = ['villages', 'zones', 'controllers', 'slots'];
const REVISED = ['communes', ...RETIRED, 'people'];

export const ADMINISTRATION_0028 = migration(28, 'administration', {
  up: [
    ...REVISED.map((table) => `ALTER TABLE ${table} ADD COLUMN "revision" integer NOT NULL DEFAULT 1`),
    ...RETIRED.map((table) => `ALTER TABLE ${table} ADD COLUMN "retiredAt" integer`),
    `ALTER TABLE people ADD COLUMN "blockedAt" integer`,
    `ALTER TABLE people ADD COLUMN "lastActiveAt" integer`,
    `CREATE INDEX "personal_links_by_communeId" ON personal_links ("communeId")`,
  ],
  down: [
    'DROP INDEX personal_links_by_communeId',
    'ALTER TABLE people DROP COLUMN "lastActiveAt"',
    'ALTER TABLE people DROP COLUMN "blockedAt"',
    ...RETIRED.map((table) => `ALTER TABLE ${table} DROP COLUMN "retiredAt"`),
    ...REVISED.map((table) => `ALTER TABLE ${table} DROP COLUMN "revision"`),
  ],
});
