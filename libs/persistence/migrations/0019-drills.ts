// Drills, the keys that sign them and nothing else, and the silent tests of every night.
import { migration } from './migration';

export const DRILLS_0019 = migration(19, 'drills', {
  up: [
    `CREATE TABLE drills (
      "id" text PRIMARY KEY NOT NULL,
      "communeId" text NOT NULL,
      "announcementId" text NOT NULL,
      "title" text NOT NULL,
      "zoneIds" text NOT NULL,
      "controllerIds" text NOT NULL,
      "startsAt" integer NOT NULL,
      "expiresAt" integer NOT NULL,
      "endsAt" integer NOT NULL,
      "reason" text NOT NULL,
      "orderedBy" text NOT NULL,
      "orderedAt" integer NOT NULL,
      "state" text NOT NULL
    )`,
    `CREATE INDEX "drills_by_communeId_id" ON drills ("communeId", "id")`,
    `CREATE INDEX "drills_by_communeId_state" ON drills ("communeId", "state")`,
    `CREATE TABLE drill_keys (
      "communeId" text PRIMARY KEY NOT NULL,
      "keyId" text NOT NULL,
      "privateKeyPem" text NOT NULL,
      "publicKey" text NOT NULL,
      "createdAt" integer NOT NULL
    )`,
    `CREATE TABLE self_tests (
      "id" text PRIMARY KEY NOT NULL,
      "communeId" text NOT NULL,
      "localDate" text NOT NULL,
      "orderedBy" text,
      "nonce" text NOT NULL,
      "sound" text,
      "startedAt" integer NOT NULL,
      "deadlineAt" integer NOT NULL,
      "endedAt" integer
    )`,
    `CREATE INDEX "self_tests_by_communeId_localDate" ON self_tests ("communeId", "localDate")`,
    // The night asks once, however many processes keep house.
    `CREATE TRIGGER self_tests_come_once_a_night BEFORE INSERT ON self_tests
     WHEN NEW."orderedBy" IS NULL AND EXISTS (
       SELECT 1 FROM self_tests
       WHERE "communeId" = NEW."communeId" AND "localDate" = NEW."localDate" AND "orderedBy" IS NULL)
     BEGIN SELECT RAISE(ABORT, 'the night was tested already'); END`,
    `CREATE TABLE self_test_results (
      "id" text PRIMARY KEY NOT NULL,
      "testId" text NOT NULL,
      "communeId" text NOT NULL,
      "controllerId" text NOT NULL,
      "state" text NOT NULL,
      "findings" text,
      "answeredAt" integer
    )`,
    `CREATE INDEX "self_test_results_by_testId" ON self_test_results ("testId")`,
  ],
  down: ['DROP TABLE self_test_results', 'DROP TABLE self_tests', 'DROP TABLE drill_keys', 'DROP TABLE drills'],
});
