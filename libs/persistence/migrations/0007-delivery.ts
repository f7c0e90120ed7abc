// What was signed for the devices, and the receipts they sent.
import { migration } from './migration';

export const DELIVERY_0007 = migration(7, 'delivery', {
  up: [
    `CREATE TABLE programmes (
      "zoneId" text PRIMARY KEY NOT NULL,
      "communeId" text NOT NULL,
      "epoch" integer NOT NULL,
      "version" integer NOT NULL,
      "contentDigest" text NOT NULL,
      "envelope" blob NOT NULL,
      "issuedAt" integer NOT NULL,
      "leaseUntil" integer NOT NULL
    )`,
    `CREATE INDEX "programmes_by_communeId" ON programmes ("communeId")`,
    `CREATE TABLE controller_settings (
      "controllerId" text PRIMARY KEY NOT NULL,
      "communeId" text NOT NULL,
      "version" integer NOT NULL,
      "contentDigest" text NOT NULL,
      "envelope" blob NOT NULL
    )`,
    `CREATE INDEX "controller_settings_by_communeId" ON controller_settings ("communeId")`,
    `CREATE TABLE evidence_marks (
      "deviceId" text NOT NULL,
      "deviceEpoch" text NOT NULL,
      "sequence" integer NOT NULL,
      PRIMARY KEY ("deviceId", "deviceEpoch")
    )`,
    `CREATE TABLE receipts (
      "deviceId" text NOT NULL,
      "deviceEpoch" text NOT NULL,
      "sequence" integer NOT NULL,
      "communeId" text NOT NULL,
      "kind" text NOT NULL,
      "playbackId" text,
      "deviceAt" integer NOT NULL,
      "receivedAt" integer NOT NULL,
      "body" text NOT NULL,
      PRIMARY KEY ("deviceId", "deviceEpoch", "sequence")
    )`,
    `CREATE INDEX "receipts_by_playbackId" ON receipts ("playbackId")`,
  ],
  down: ['DROP TABLE receipts', 'DROP TABLE evidence_marks', 'DROP TABLE controller_settings', 'DROP TABLE programmes'],
});
