// The event log as a chain. SQL cannot hash, so events that are there already stay outside; how many they are is noted, and from here on every
// event must follow the head of its commune. The head is led by the database itself, so it moves with the event or not at all.
import { migration } from './migration';

const CHAIN_START = '0'.repeat(64);

export const AUDIT_CHAIN_0013 = migration(13, 'audit-chain', {
  up: [
    `ALTER TABLE events ADD COLUMN "chainNumber" integer`,
    `ALTER TABLE events ADD COLUMN "previousHash" text`,
    `ALTER TABLE events ADD COLUMN "hash" text`,
    `CREATE INDEX "events_by_communeId_kind" ON events ("communeId", "kind")`,
    `CREATE TABLE audit_heads (
      "communeId" text PRIMARY KEY NOT NULL,
      "chainNumber" integer NOT NULL,
      "hash" text NOT NULL,
      "olderEvents" integer NOT NULL
    )`,
    `INSERT INTO audit_heads SELECT "communeId", 0, '${CHAIN_START}', count(*) FROM events GROUP BY "communeId"`,
    `CREATE TRIGGER events_follow_the_head BEFORE INSERT ON events
     WHEN NEW."hash" IS NULL
       OR NEW."chainNumber" IS NOT 1 + coalesce(
         (SELECT "chainNumber" FROM audit_heads WHERE "communeId" = NEW."communeId"), 0)
       OR NEW."previousHash" IS NOT coalesce(
         (SELECT "hash" FROM audit_heads WHERE "communeId" = NEW."communeId"), '${CHAIN_START}')
     BEGIN SELECT RAISE(ABORT, 'an event follows the head of its chain'); END`,
    `CREATE TRIGGER events_move_the_head AFTER INSERT ON events
     BEGIN
       INSERT INTO audit_heads VALUES (NEW."communeId", NEW."chainNumber", NEW."hash", 0)
       ON CONFLICT ("communeId") DO UPDATE SET "chainNumber" = excluded."chainNumber", "hash" = excluded."hash";
     END`,
    `CREATE TRIGGER audit_heads_only_move_on BEFORE UPDATE ON audit_heads
     WHEN NEW."communeId" <> OLD."communeId" OR NEW."olderEvents" <> OLD."olderEvents"
       OR NEW."chainNumber" <> OLD."chainNumber" + 1
     BEGIN SELECT RAISE(ABORT, 'the head of a chain only moves on'); END`,
    `CREATE TRIGGER audit_heads_are_never_deleted BEFORE DELETE ON audit_heads
     BEGIN SELECT RAISE(ABORT, 'the head of a chain only moves on'); END`,
    `CREATE TABLE audit_seals (
      "communeId" text NOT NULL,
      "chainNumber" integer NOT NULL,
      "hash" text NOT NULL,
      "sealedAt" integer NOT NULL,
      "keyId" text NOT NULL,
      "signature" text NOT NULL,
      PRIMARY KEY ("communeId", "chainNumber")
    )`,
    `CREATE TRIGGER audit_seals_are_never_changed BEFORE UPDATE ON audit_seals
     BEGIN SELECT RAISE(ABORT, 'seals are only added'); END`,
    `CREATE TRIGGER audit_seals_are_never_deleted BEFORE DELETE ON audit_seals
     BEGIN SELECT RAISE(ABORT, 'seals are only added'); END`,
    // INSERT OR REPLACE deletes without asking the trigger above.
    `CREATE TRIGGER audit_seals_are_never_replaced BEFORE INSERT ON audit_seals
     WHEN EXISTS (
       SELECT 1 FROM audit_seals WHERE "communeId" = NEW."communeId" AND "chainNumber" = NEW."chainNumber")
     BEGIN SELECT RAISE(ABORT, 'seals are only added'); END`,
  ],
  down: [
    'DROP TABLE audit_seals',
    'DROP TRIGGER events_move_the_head',
    'DROP TRIGGER events_follow_the_head',
    'DROP TABLE audit_heads',
    'DROP INDEX "events_by_communeId_kind"',
    'ALTER TABLE events DROP COLUMN "hash"',
    'ALTER TABLE events DROP COLUMN "previousHash"',
    'ALTER TABLE events DROP COLUMN "chainNumber"',
  ],
});
