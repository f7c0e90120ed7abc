// When poles came and went, what they last said of themselves, whose alerts are silenced for a while, and where each stands on the drawing.
import { migration } from './migration';

export const POLES_0027 = migration(27, 'poles', {
  up: [
    `CREATE TABLE presence_changes (
      "controllerId" text NOT NULL,
      "at" integer NOT NULL,
      "communeId" text NOT NULL,
      "online" boolean NOT NULL,
      "toldAt" integer,
      PRIMARY KEY ("controllerId", "at")
    )`,
    `CREATE INDEX "presence_changes_by_communeId_at" ON presence_changes ("communeId", "at")`,
    // What happened before is known from the log; nobody is told of it again.
    `INSERT OR REPLACE INTO presence_changes ("controllerId", "at", "communeId", "online", "toldAt")
     SELECT "subjectId", "at", "communeId", "kind" = 'device.online', "at" FROM events
     WHERE "kind" IN ('device.online', 'device.offline') ORDER BY "sequence"`,
    `CREATE TABLE pole_reports (
      "deviceId" text PRIMARY KEY NOT NULL,
      "communeId" text NOT NULL,
      "controllerId" text NOT NULL,
      "receivedAt" integer NOT NULL,
      "uncertaintyMs" integer NOT NULL,
      "uptimeMs" integer NOT NULL,
      "soundsWanted" integer NOT NULL,
      "soundsHeld" integer NOT NULL,
      "bytesWanted" integer NOT NULL,
      "bytesHeld" integer NOT NULL,
      "airingId" text,
      "volumePercent" integer NOT NULL
    )`,
    `CREATE INDEX "pole_reports_by_communeId" ON pole_reports ("communeId")`,
    `CREATE TABLE pole_mutes (
      "controllerId" text PRIMARY KEY NOT NULL,
      "communeId" text NOT NULL,
      "until" integer NOT NULL,
      "mutedBy" text NOT NULL,
      "mutedAt" integer NOT NULL
    )`,
    `CREATE INDEX "pole_mutes_by_communeId" ON pole_mutes ("communeId")`,
    'ALTER TABLE controllers ADD COLUMN "position" text',
  ],
  down: [
    'ALTER TABLE controllers DROP COLUMN "position"',
    'DROP TABLE pole_mutes',
    'DROP TABLE pole_reports',
    'DROP TABLE presence_changes',
  ],
});
