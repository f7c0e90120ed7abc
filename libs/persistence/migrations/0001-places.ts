// The tree of places: commune, village, zone, controller, and the slots of the day.
import { migration } from './migration';

export const PLACES_0001 = migration(1, 'places', {
  up: [
    `CREATE TABLE communes (
      "id" text PRIMARY KEY NOT NULL,
      "name" text NOT NULL,
      "province" text NOT NULL,
      "timeZone" text NOT NULL,
      "approverRule" text NOT NULL,
      "quietHours" text NOT NULL,
      "epoch" integer NOT NULL,
      "openingAnnouncementId" text,
      "closingAnnouncementId" text
    )`,
    `CREATE TABLE villages (
      "id" text PRIMARY KEY NOT NULL,
      "communeId" text NOT NULL,
      "name" text NOT NULL,
      "label" text NOT NULL,
      "households" integer NOT NULL,
      "languages" text NOT NULL,
      "quietHours" text,
      CONSTRAINT "communeId_refers_to_communes" FOREIGN KEY ("communeId") REFERENCES "communes" ("id") DEFERRABLE INITIALLY DEFERRED
    )`,
    `CREATE INDEX "villages_by_communeId" ON villages ("communeId")`,
    `CREATE TABLE zones (
      "id" text PRIMARY KEY NOT NULL,
      "communeId" text NOT NULL,
      "villageId" text NOT NULL,
      "name" text NOT NULL,
      CONSTRAINT "villageId_refers_to_villages" FOREIGN KEY ("villageId") REFERENCES "villages" ("id") DEFERRABLE INITIALLY DEFERRED
    )`,
    `CREATE INDEX "zones_by_communeId" ON zones ("communeId")`,
    `CREATE TABLE controllers (
      "id" text PRIMARY KEY NOT NULL,
      "communeId" text NOT NULL,
      "zoneId" text NOT NULL,
      "name" text NOT NULL,
      "volumePercent" integer NOT NULL,
      CONSTRAINT "zoneId_refers_to_zones" FOREIGN KEY ("zoneId") REFERENCES "zones" ("id") DEFERRABLE INITIALLY DEFERRED
    )`,
    `CREATE INDEX "controllers_by_communeId" ON controllers ("communeId")`,
    `CREATE TABLE slots (
      "id" text PRIMARY KEY NOT NULL,
      "communeId" text NOT NULL,
      "name" text NOT NULL,
      "from" text NOT NULL,
      "to" text NOT NULL,
      CONSTRAINT "communeId_refers_to_communes" FOREIGN KEY ("communeId") REFERENCES "communes" ("id") DEFERRABLE INITIALLY DEFERRED
    )`,
    `CREATE INDEX "slots_by_communeId" ON slots ("communeId")`,
  ],
  down: [
    'DROP TABLE slots',
    'DROP TABLE controllers',
    'DROP TABLE zones',
    'DROP TABLE villages',
    'DROP TABLE communes',
  ],
});
