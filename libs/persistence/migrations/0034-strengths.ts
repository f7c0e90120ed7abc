// How surely people proved who they are, kept with every session; PINs that somebody else was shown; who made which code and token.
import { migration } from './migration';

export const STRENGTHS_0034 = migration(34, 'strengths', {
  up: [
    `ALTER TABLE people ADD COLUMN "pinShownTo" text`,
    // Who wrote the PIN down last was shown it; where the log does not tell, somebody was.
    `UPDATE people SET "pinShownTo" = coalesce(
      (SELECT e."actor" FROM events e WHERE e."kind" = 'person.pin-set' AND e."subjectId" = people."id" ORDER BY e."sequence" DESC LIMIT 1),
      'system'
    ) WHERE "pinHash" IS NOT NULL`,
    `UPDATE people SET "pinShownTo" = NULL WHERE "pinShownTo" = "id"`,
    // Phones are asked once more: how they were let in was not kept. Tokens of those who could come in by PIN may have been made by others.
    `DELETE FROM sessions WHERE "byPin" = 1`,
    `DELETE FROM api_tokens WHERE "personId" IN (SELECT "personId" FROM grants WHERE "role" = 'village_head')`,
    `ALTER TABLE sessions DROP COLUMN "byPin"`,
    `ALTER TABLE sessions ADD COLUMN "strength" text NOT NULL DEFAULT ('link')`,
    `UPDATE sessions SET "strength" = 'password'`,
    `CREATE INDEX "sessions_by_personId" ON sessions ("personId")`,
    `ALTER TABLE api_tokens ADD COLUMN "sessionAt" integer`,
    `ALTER TABLE enrolment_codes ADD COLUMN "issuedBy" text`,
  ],
  down: [
    'ALTER TABLE enrolment_codes DROP COLUMN "issuedBy"',
    'ALTER TABLE api_tokens DROP COLUMN "sessionAt"',
    'DROP INDEX "sessions_by_personId"',
    `DELETE FROM sessions WHERE "strength" <> 'password'`,
    'ALTER TABLE sessions DROP COLUMN "strength"',
    'ALTER TABLE sessions DROP COLUMN "linkId"',
    'ALTER TABLE sessions ADD COLUMN "byPin" boolean NOT NULL DEFAULT 0',
    'ALTER TABLE sessions ADD COLUMN "linkId" text',
    'ALTER TABLE people DROP COLUMN "pinShownTo"',
  ],
});
