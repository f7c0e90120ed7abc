// The special days of a commune.
import { migration } from './migration';

export const SPECIAL_DAYS_0011 = migration(11, 'special-days', {
  up: [
    `CREATE TABLE special_days (
      "id" text PRIMARY KEY NOT NULL,
      "communeId" text NOT NULL,
      "date" text NOT NULL,
      "name" text NOT NULL,
      "quietHours" text NOT NULL,
      "seriesRest" boolean NOT NULL,
      CONSTRAINT "communeId_refers_to_communes" FOREIGN KEY ("communeId") REFERENCES "communes" ("id") DEFERRABLE INITIALLY DEFERRED
    )`,
    `CREATE UNIQUE INDEX "special_days_by_communeId_date_name" ON special_days ("communeId", "date", "name")`,
  ],
  down: ['DROP TABLE special_days'],
});
