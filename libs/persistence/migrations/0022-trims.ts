// Marks and shapes of recordings, and the draft by which a phone knows its own again: no draft of a person becomes two recordings.
import { migration } from './migration';

export const TRIMS_0022 = migration(22, 'trims', {
  up: [
    'ALTER TABLE recordings ADD COLUMN "draftId" text',
    'ALTER TABLE recordings ADD COLUMN "trim" text',
    'CREATE UNIQUE INDEX "recordings_by_uploadedBy_draftId" ON recordings ("uploadedBy", "draftId")',
    `CREATE TABLE waveforms (
      "recordingId" text PRIMARY KEY NOT NULL,
      "original" text NOT NULL,
      "rendition" text NOT NULL
    )`,
  ],
  down: [
    'DROP TABLE waveforms',
    'DROP INDEX "recordings_by_uploadedBy_draftId"',
    'ALTER TABLE recordings DROP COLUMN "trim"',
    'ALTER TABLE recordings DROP COLUMN "draftId"',
  ],
});
