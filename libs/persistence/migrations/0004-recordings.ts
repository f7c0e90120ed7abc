// Recordings: what was received, measured and rendered.
import { migration } from './migration';

export const RECORDINGS_0004 = migration(4, 'recordings', {
  up: [
    `CREATE TABLE recordings (
      "id" text PRIMARY KEY NOT NULL,
      "communeId" text NOT NULL,
      "sha256" text NOT NULL,
      "bytes" integer NOT NULL,
      "fileName" text NOT NULL,
      "uploadedBy" text NOT NULL,
      "receivedAt" integer NOT NULL,
      "state" text NOT NULL,
      "progress" real NOT NULL,
      "attempts" integer NOT NULL,
      "refusal" text,
      "warnings" text NOT NULL,
      "original" text,
      "rendition" text
    )`,
    `CREATE INDEX "recordings_by_communeId_id" ON recordings ("communeId", "id")`,
    `CREATE INDEX "recordings_by_state" ON recordings ("state")`,
  ],
  down: ['DROP TABLE recordings'],
});
