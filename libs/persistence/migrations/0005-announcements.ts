// Announcements, bookings and approvals. Nobody approves what they wrote or proposed: the code says so, and the database refuses it as well.
import { migration } from './migration';

export const ANNOUNCEMENTS_0005 = migration(5, 'announcements', {
  up: [
    `CREATE TABLE announcements (
      "id" text PRIMARY KEY NOT NULL,
      "communeId" text NOT NULL,
      "title" text NOT NULL,
      "category" text NOT NULL,
      "messageClass" text NOT NULL,
      "versions" text NOT NULL,
      "state" text NOT NULL,
      "createdBy" text NOT NULL,
      "editors" text NOT NULL,
      "createdAt" integer NOT NULL,
      "revision" integer NOT NULL,
      "note" text
    )`,
    `CREATE INDEX "announcements_by_communeId_id" ON announcements ("communeId", "id")`,
    `CREATE TABLE bookings (
      "id" text PRIMARY KEY NOT NULL,
      "communeId" text NOT NULL,
      "announcementId" text NOT NULL,
      "zoneIds" text NOT NULL,
      "controllerIds" text NOT NULL,
      "start" text NOT NULL,
      "recurrence" text NOT NULL,
      "repeats" integer NOT NULL,
      "lateLimitMs" integer NOT NULL,
      "lateReason" text,
      "cancelledDates" text NOT NULL,
      "state" text NOT NULL,
      "createdBy" text NOT NULL,
      "createdAt" integer NOT NULL,
      "approvedBy" text,
      "approvedAt" integer,
      "approvedDigest" text,
      "revision" integer NOT NULL,
      CONSTRAINT "approval-self" CHECK ("approvedBy" <> "createdBy"),
      CONSTRAINT "announcementId_refers_to_announcements" FOREIGN KEY ("announcementId") REFERENCES "announcements" ("id") DEFERRABLE INITIALLY DEFERRED
    )`,
    `CREATE INDEX "bookings_by_communeId_id" ON bookings ("communeId", "id")`,
    `CREATE INDEX "bookings_by_communeId_state" ON bookings ("communeId", "state")`,
    `CREATE INDEX "bookings_by_announcementId" ON bookings ("announcementId")`,
    `CREATE TABLE approvals (
      "id" text PRIMARY KEY NOT NULL,
      "communeId" text NOT NULL,
      "subject" text NOT NULL,
      "subjectId" text NOT NULL,
      "digest" text NOT NULL,
      "approvedBy" text NOT NULL,
      "approvedAt" integer NOT NULL,
      "voidedAt" integer,
      "voidReason" text
    )`,
    `CREATE INDEX "approvals_by_subjectId" ON approvals ("subjectId")`,
    `CREATE TRIGGER approvals_by_another_person BEFORE INSERT ON approvals
     WHEN EXISTS (
       SELECT 1 FROM announcements, json_each(announcements."editors") AS editor
       WHERE announcements."id" = NEW."subjectId" AND NEW."approvedBy" IN (editor.value, announcements."createdBy")
     ) OR EXISTS (
       SELECT 1 FROM bookings WHERE bookings."id" = NEW."subjectId" AND bookings."createdBy" = NEW."approvedBy"
     )
     BEGIN SELECT RAISE(ABORT, 'approval-self'); END`,
    `CREATE TRIGGER approvals_are_only_voided BEFORE UPDATE ON approvals
     WHEN OLD."voidedAt" IS NOT NULL OR (OLD."id", OLD."communeId", OLD."subject", OLD."subjectId", OLD."digest", OLD."approvedBy", OLD."approvedAt")
       IS NOT (NEW."id", NEW."communeId", NEW."subject", NEW."subjectId", NEW."digest", NEW."approvedBy", NEW."approvedAt")
     BEGIN SELECT RAISE(ABORT, 'an approval may only be voided'); END`,
    `CREATE TRIGGER approvals_are_never_deleted BEFORE DELETE ON approvals
     BEGIN SELECT RAISE(ABORT, 'an approval may only be voided'); END`,
  ],
  down: ['DROP TABLE approvals', 'DROP TABLE bookings', 'DROP TABLE announcements'],
});
