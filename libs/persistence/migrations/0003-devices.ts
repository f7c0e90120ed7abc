// Devices and enrolment codes. A controller has at most one device that is not retired.
import { migration } from './migration';

export const DEVICES_0003 = migration(3, 'devices', {
  up: [
    `CREATE TABLE devices (
      "id" text PRIMARY KEY NOT NULL,
      "communeId" text NOT NULL,
      "controllerId" text NOT NULL,
      "publicKey" text NOT NULL,
      "credentialHash" text NOT NULL,
      "enrolledAt" integer NOT NULL,
      "retiredAt" integer,
      "online" boolean NOT NULL,
      "lastSeenAt" integer,
      "programme" text,
      CONSTRAINT "controllerId_refers_to_controllers" FOREIGN KEY ("controllerId") REFERENCES "controllers" ("id") DEFERRABLE INITIALLY DEFERRED
    )`,
    `CREATE INDEX "devices_by_communeId" ON devices ("communeId")`,
    `CREATE UNIQUE INDEX "devices_by_controllerId" ON devices ("controllerId") WHERE "retiredAt" IS NULL`,
    `CREATE TABLE enrolment_codes (
      "id" text PRIMARY KEY NOT NULL,
      "communeId" text NOT NULL,
      "controllerId" text NOT NULL,
      "codeHash" text NOT NULL,
      "expiresAt" integer NOT NULL,
      "usedAt" integer,
      CONSTRAINT "controllerId_refers_to_controllers" FOREIGN KEY ("controllerId") REFERENCES "controllers" ("id") DEFERRABLE INITIALLY DEFERRED
    )`,
    `CREATE UNIQUE INDEX "enrolment_codes_by_codeHash" ON enrolment_codes ("codeHash")`,
  ],
  down: ['DROP TABLE enrolment_codes', 'DROP TABLE devices'],
});
