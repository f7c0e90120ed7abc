// Rundowns, airings, playbacks; stop orders, confirmations, and how far planning lags behind.
import { migration } from './migration';

export const AIR_0006 = migration(6, 'air', {
  up: [
    `CREATE TABLE rundowns (
      "id" text PRIMARY KEY NOT NULL,
      "communeId" text NOT NULL,
      "villageId" text NOT NULL,
      "zoneId" text NOT NULL,
      "slotKey" text NOT NULL,
      "slotName" text NOT NULL,
      "localDate" text NOT NULL,
      "startsAt" integer NOT NULL,
      "endsAt" integer NOT NULL
    )`,
    `CREATE INDEX "rundowns_by_communeId_endsAt" ON rundowns ("communeId", "endsAt")`,
    `CREATE INDEX "rundowns_by_zoneId_endsAt" ON rundowns ("zoneId", "endsAt")`,
    `CREATE TABLE airings (
      "id" text PRIMARY KEY NOT NULL,
      "rundownId" text NOT NULL,
      "communeId" text NOT NULL,
      "zoneId" text NOT NULL,
      "kind" text NOT NULL,
      "bookingId" text,
      "announcementId" text,
      "title" text NOT NULL,
      "messageClass" text NOT NULL,
      "startsAt" integer NOT NULL,
      "durationMs" integer NOT NULL,
      "lateLimitMs" integer NOT NULL,
      "sounds" text NOT NULL,
      "controllerIds" text NOT NULL,
      "state" text NOT NULL,
      "reason" text,
      "reasonValues" text NOT NULL,
      CONSTRAINT "rundownId_refers_to_rundowns" FOREIGN KEY ("rundownId") REFERENCES "rundowns" ("id") DEFERRABLE INITIALLY DEFERRED
    )`,
    `CREATE INDEX "airings_by_zoneId_startsAt" ON airings ("zoneId", "startsAt")`,
    `CREATE INDEX "airings_by_rundownId" ON airings ("rundownId")`,
    `CREATE INDEX "airings_by_bookingId" ON airings ("bookingId")`,
    `CREATE TABLE playbacks (
      "id" text PRIMARY KEY NOT NULL,
      "communeId" text NOT NULL,
      "airingId" text NOT NULL,
      "rundownId" text NOT NULL,
      "controllerId" text NOT NULL,
      "state" text NOT NULL,
      "startedAt" integer,
      "playedMs" integer,
      "reason" text,
      "playedAfterCancel" boolean NOT NULL,
      "deadlineAt" integer NOT NULL,
      "changedAt" integer NOT NULL,
      CONSTRAINT "airingId_refers_to_airings" FOREIGN KEY ("airingId") REFERENCES "airings" ("id") DEFERRABLE INITIALLY DEFERRED
    )`,
    `CREATE INDEX "playbacks_by_airingId" ON playbacks ("airingId")`,
    `CREATE INDEX "playbacks_by_rundownId" ON playbacks ("rundownId")`,
    `CREATE INDEX "playbacks_by_communeId_deadlineAt" ON playbacks ("communeId", "deadlineAt")
     WHERE "state" IN ('planned', 'delivered', 'ready', 'playing')`,
    `CREATE TABLE stop_orders (
      "id" text PRIMARY KEY NOT NULL,
      "communeId" text NOT NULL,
      "zoneIds" text,
      "reason" text NOT NULL,
      "orderedBy" text NOT NULL,
      "from" integer NOT NULL,
      "until" integer NOT NULL,
      "liftedAt" integer
    )`,
    `CREATE INDEX "stop_orders_by_communeId_until" ON stop_orders ("communeId", "until")`,
    `CREATE TABLE confirmations (
      "id" text PRIMARY KEY NOT NULL,
      "communeId" text NOT NULL,
      "villageId" text NOT NULL,
      "slotKey" text NOT NULL,
      "localDate" text NOT NULL,
      "personId" text NOT NULL,
      "answer" text NOT NULL,
      "note" text NOT NULL,
      "at" integer NOT NULL
    )`,
    `CREATE UNIQUE INDEX "confirmations_by_personId_villageId_slotKey_localDate"
     ON confirmations ("personId", "villageId", "slotKey", "localDate")`,
    `CREATE INDEX "confirmations_by_communeId_localDate" ON confirmations ("communeId", "localDate")`,
    `CREATE TABLE plan_marks (
      "communeId" text PRIMARY KEY NOT NULL,
      "wanted" integer NOT NULL,
      "done" integer NOT NULL,
      "plannedAt" integer
    )`,
  ],
  down: [
    'DROP TABLE plan_marks',
    'DROP TABLE confirmations',
    'DROP TABLE stop_orders',
    'DROP TABLE playbacks',
    'DROP TABLE airings',
    'DROP TABLE rundowns',
  ],
});
