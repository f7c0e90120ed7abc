// Emergencies, the templates they are made from, and the reviews of what one person put on air alone.
import { migration } from './migration';

export const EMERGENCIES_0016 = migration(16, 'emergencies', {
  up: [
    `CREATE TABLE emergencies (
      "id" text PRIMARY KEY NOT NULL,
      "communeId" text NOT NULL,
      "announcementId" text NOT NULL,
      "title" text NOT NULL,
      "digest" text NOT NULL,
      "zoneIds" text NOT NULL,
      "controllerIds" text NOT NULL,
      "plays" text NOT NULL,
      "everyMs" integer NOT NULL,
      "basis" text NOT NULL,
      "reason" text NOT NULL,
      "requestedBy" text NOT NULL,
      "requestedAt" integer NOT NULL,
      "confirmedBy" text,
      "confirmedAt" integer,
      "startsAt" integer,
      "endsAt" integer NOT NULL,
      "endedAt" integer,
      "endedBy" text,
      "endedZones" text NOT NULL,
      "allClearAnnouncementId" text,
      "allClearOf" text,
      "state" text NOT NULL
    )`,
    `CREATE INDEX "emergencies_by_communeId_id" ON emergencies ("communeId", "id")`,
    `CREATE INDEX "emergencies_by_communeId_endsAt" ON emergencies ("communeId", "endsAt")`,
    // The two-person rule stands here too: no act that forgets it can put an emergency on air.
    ...['INSERT', 'UPDATE'].map(
      (change) => `CREATE TRIGGER emergencies_need_two_people_on_${change.toLowerCase()} BEFORE ${change} ON emergencies
     WHEN NEW."basis" = 'two-people' AND NEW."allClearOf" IS NULL AND NEW."startsAt" IS NOT NULL
       AND (NEW."confirmedBy" IS NULL OR NEW."confirmedBy" = NEW."requestedBy")
     BEGIN SELECT RAISE(ABORT, 'emergency-same-person'); END`,
    ),
    `CREATE TABLE emergency_templates (
      "id" text PRIMARY KEY NOT NULL,
      "communeId" text NOT NULL,
      "name" text NOT NULL,
      "announcementId" text NOT NULL,
      "allClearAnnouncementId" text
    )`,
    `CREATE INDEX "emergency_templates_by_communeId_name" ON emergency_templates ("communeId", "name")`,
    `CREATE TABLE reviews (
      "id" text PRIMARY KEY NOT NULL,
      "communeId" text NOT NULL,
      "subject" text NOT NULL,
      "subjectId" text NOT NULL,
      "actedBy" text NOT NULL,
      "dueBy" integer NOT NULL,
      "signedBy" text,
      "signedAt" integer,
      "verdict" text,
      "note" text NOT NULL
    )`,
    `CREATE INDEX "reviews_by_communeId_id" ON reviews ("communeId", "id")`,
    `CREATE INDEX "reviews_by_subjectId" ON reviews ("subjectId")`,
    `CREATE TRIGGER reviews_are_signed_by_another_person BEFORE UPDATE ON reviews
     WHEN OLD."signedBy" IS NOT NULL OR NEW."signedBy" = OLD."actedBy"
     BEGIN SELECT RAISE(ABORT, 'a review is signed once, by another person'); END`,
  ],
  down: ['DROP TABLE reviews', 'DROP TABLE emergency_templates', 'DROP TABLE emergencies'],
});
