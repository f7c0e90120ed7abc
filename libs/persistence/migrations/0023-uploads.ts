// Uploads that come in pieces, and what a recorder wishes for an announcement.
import { migration } from './migration';

export const UPLOADS_0023 = migration(23, 'uploads', {
  up: [
    `CREATE TABLE uploads (
      "id" text PRIMARY KEY NOT NULL,
      "communeId" text NOT NULL,
      "personId" text NOT NULL,
      "bytes" integer NOT NULL,
      "parcel" text NOT NULL,
      "createdAt" integer NOT NULL,
      "recordingId" text
    )`,
    `CREATE INDEX "uploads_by_communeId_createdAt" ON uploads ("communeId", "createdAt")`,
    'ALTER TABLE announcements ADD COLUMN "wish" text',
  ],
  down: ['ALTER TABLE announcements DROP COLUMN "wish"', 'DROP TABLE uploads'],
});
