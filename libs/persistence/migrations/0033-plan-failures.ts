// What of a commune cannot be planned, and how often that happened.
import { migration } from './migration';

export const PLAN_FAILURES_0033 = migration(33, 'plan-failures', {
  up: [
    `CREATE TABLE plan_failures (
      "communeId" text NOT NULL,
      "part" text NOT NULL,
      "subjectId" text NOT NULL,
      "reason" text NOT NULL,
      "since" integer NOT NULL,
      "lastAt" integer NOT NULL,
      "times" integer NOT NULL,
      "toldAt" integer,
      PRIMARY KEY ("communeId", "part", "subjectId")
    )`,
    `ALTER TABLE plan_marks ADD COLUMN "failures" integer NOT NULL DEFAULT 0`,
  ],
  down: ['ALTER TABLE plan_marks DROP COLUMN "failures"', 'DROP TABLE plan_failures'],
});
