// The event log. What is written stays written: triggers refuse changing, deleting and replacing.
import { migration } from './migration';

const refuse = `BEGIN SELECT RAISE(ABORT, 'the event log only grows'); END`;

export const EVENTS_0008 = migration(8, 'events', {
  up: [
    `CREATE TABLE events (
      "sequence" integer PRIMARY KEY AUTOINCREMENT NOT NULL,
      "communeId" text NOT NULL,
      "at" integer NOT NULL,
      "kind" text NOT NULL,
      "actor" text NOT NULL,
      "subjectId" text NOT NULL,
      "details" text NOT NULL
    )`,
    `CREATE INDEX "events_by_communeId_sequence" ON events ("communeId", "sequence")`,
    `CREATE INDEX "events_by_communeId_subjectId" ON events ("communeId", "subjectId")`,
    `CREATE TRIGGER events_are_never_changed BEFORE UPDATE ON events ${refuse}`,
    `CREATE TRIGGER events_are_never_deleted BEFORE DELETE ON events ${refuse}`,
    // INSERT OR REPLACE deletes without asking the trigger above.
    `CREATE TRIGGER events_are_never_replaced BEFORE INSERT ON events
     WHEN EXISTS (SELECT 1 FROM events WHERE "sequence" = NEW."sequence") ${refuse}`,
  ],
  down: ['DROP TABLE events'],
});
