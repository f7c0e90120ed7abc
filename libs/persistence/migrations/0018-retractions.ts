// Retractions with their corrections, and the word of a village about a single item. The empty text says that an answer is about the whole
// rundown: a null would make no two rows equal, and the same person could answer twice.
import { migration } from './migration';

export const RETRACTIONS_0018 = migration(18, 'retractions', {
  up: [
    `CREATE TABLE retractions (
      "id" text PRIMARY KEY NOT NULL,
      "communeId" text NOT NULL,
      "announcementId" text NOT NULL,
      "bookingId" text,
      "reason" text NOT NULL,
      "orderedBy" text NOT NULL,
      "orderedAt" integer NOT NULL,
      "correctionBookingIds" text NOT NULL,
      CONSTRAINT "announcementId_refers_to_announcements" FOREIGN KEY ("announcementId") REFERENCES "announcements" ("id") DEFERRABLE INITIALLY DEFERRED
    )`,
    `CREATE INDEX "retractions_by_communeId_id" ON retractions ("communeId", "id")`,
    `ALTER TABLE confirmations ADD COLUMN "airingId" text NOT NULL DEFAULT ''`,
    'DROP INDEX "confirmations_by_personId_villageId_slotKey_localDate"',
    `CREATE UNIQUE INDEX "confirmations_by_personId_villageId_slotKey_localDate_airingId"
     ON confirmations ("personId", "villageId", "slotKey", "localDate", "airingId")`,
  ],
  down: [
    `DELETE FROM confirmations WHERE "airingId" <> ''`,
    'DROP INDEX "confirmations_by_personId_villageId_slotKey_localDate_airingId"',
    'ALTER TABLE confirmations DROP COLUMN "airingId"',
    `CREATE UNIQUE INDEX "confirmations_by_personId_villageId_slotKey_localDate"
     ON confirmations ("personId", "villageId", "slotKey", "localDate")`,
    'DROP TABLE retractions',
  ],
});
