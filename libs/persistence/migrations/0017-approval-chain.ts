// Approving in somebody's place and by a link on a phone, and what was brought before more people because it waited too long.
import { migration } from './migration';

const toPerson = (column: string) =>
  `CONSTRAINT "${column}_refers_to_people" FOREIGN KEY ("${column}") REFERENCES "people" ("id") DEFERRABLE INITIALLY DEFERRED`;

export const APPROVAL_CHAIN_0017 = migration(17, 'approval-chain', {
  up: [
    `ALTER TABLE people ADD COLUMN "pinHash" text`,
    `ALTER TABLE sessions ADD COLUMN "byPin" boolean NOT NULL DEFAULT 0`,
    `CREATE TABLE delegations (
      "id" text PRIMARY KEY NOT NULL,
      "communeId" text NOT NULL,
      "fromPersonId" text NOT NULL,
      "toPersonId" text NOT NULL,
      "from" integer NOT NULL,
      "until" integer NOT NULL,
      "revokedAt" integer,
      ${toPerson('fromPersonId')},
      ${toPerson('toPersonId')}
    )`,
    `CREATE INDEX "delegations_by_communeId" ON delegations ("communeId")`,
    `CREATE INDEX "delegations_by_toPersonId" ON delegations ("toPersonId")`,
    `CREATE TABLE personal_links (
      "id" text PRIMARY KEY NOT NULL,
      "communeId" text NOT NULL,
      "personId" text NOT NULL,
      "purpose" text NOT NULL,
      "subjectId" text,
      "tokenHash" text NOT NULL,
      "issuedBy" text NOT NULL,
      "issuedAt" integer NOT NULL,
      "expiresAt" integer NOT NULL,
      "usedAt" integer,
      "revokedAt" integer,
      "wrongTries" integer NOT NULL,
      ${toPerson('personId')}
    )`,
    `CREATE UNIQUE INDEX "personal_links_by_tokenHash" ON personal_links ("tokenHash")`,
    `CREATE INDEX "personal_links_by_personId" ON personal_links ("personId")`,
    `CREATE TABLE escalations (
      "subjectId" text NOT NULL,
      "step" text NOT NULL,
      "since" integer NOT NULL,
      "communeId" text NOT NULL,
      "at" integer NOT NULL,
      PRIMARY KEY ("subjectId", "step", "since")
    )`,
  ],
  down: [
    'DROP TABLE escalations',
    'DROP TABLE personal_links',
    'DROP TABLE delegations',
    'ALTER TABLE sessions DROP COLUMN "byPin"',
    'ALTER TABLE people DROP COLUMN "pinHash"',
  ],
});
