// The clock of the demo, the communes' signing keys, and answers kept for repeated requests.
import { migration } from './migration';

export const INSTALLATION_0009 = migration(9, 'installation', {
  up: [
    `CREATE TABLE installation ("id" integer PRIMARY KEY NOT NULL, "clockOffsetMs" integer NOT NULL)`,
    `CREATE TABLE commune_keys (
      "communeId" text PRIMARY KEY NOT NULL,
      "keyId" text NOT NULL,
      "privateKeyPem" text NOT NULL,
      "publicKey" text NOT NULL,
      "createdAt" integer NOT NULL
    )`,
    `CREATE TABLE idempotent_answers (
      "personId" text NOT NULL,
      "key" text NOT NULL,
      "requestHash" text NOT NULL,
      "startedAt" integer NOT NULL,
      "status" integer,
      "body" text,
      PRIMARY KEY ("personId", "key")
    )`,
    `CREATE INDEX "idempotent_answers_by_startedAt" ON idempotent_answers ("startedAt")`,
  ],
  down: ['DROP TABLE idempotent_answers', 'DROP TABLE commune_keys', 'DROP TABLE installation'],
});
