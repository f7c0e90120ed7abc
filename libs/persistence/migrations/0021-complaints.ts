// What people below a pole complain about, and what they were answered.
import { migration } from './migration';

export const COMPLAINTS_0021 = migration(21, 'complaints', {
  up: [
    `CREATE TABLE complaints (
      "id" text PRIMARY KEY NOT NULL,
      "communeId" text NOT NULL,
      "controllerId" text NOT NULL,
      "topic" text NOT NULL,
      "text" text NOT NULL,
      "at" integer NOT NULL,
      "answer" text,
      "closedBy" text,
      "closedAt" integer,
      CONSTRAINT "controllerId_refers_to_controllers" FOREIGN KEY ("controllerId") REFERENCES "controllers" ("id") DEFERRABLE INITIALLY DEFERRED
    )`,
    `CREATE INDEX "complaints_by_communeId_id" ON complaints ("communeId", "id")`,
  ],
  down: ['DROP TABLE complaints'],
});
