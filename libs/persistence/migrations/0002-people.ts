// People, their grants, and the hashes of what they prove themselves with.
import { migration } from './migration';

export const PEOPLE_0002 = migration(2, 'people', {
  up: [
    `CREATE TABLE people (
      "id" text PRIMARY KEY NOT NULL,
      "communeId" text NOT NULL,
      "name" text NOT NULL,
      "login" text NOT NULL,
      "passwordHash" text,
      "createdAt" integer NOT NULL
    )`,
    `CREATE UNIQUE INDEX "people_by_login" ON people ("login")`,
    `CREATE INDEX "people_by_communeId" ON people ("communeId")`,
    `CREATE TABLE grants (
      "id" text PRIMARY KEY NOT NULL,
      "communeId" text NOT NULL,
      "personId" text NOT NULL,
      "role" text NOT NULL,
      "villageId" text,
      CONSTRAINT "personId_refers_to_people" FOREIGN KEY ("personId") REFERENCES "people" ("id") DEFERRABLE INITIALLY DEFERRED
    )`,
    `CREATE INDEX "grants_by_communeId" ON grants ("communeId")`,
    `CREATE INDEX "grants_by_personId" ON grants ("personId")`,
    `CREATE TABLE sessions (
      "secretHash" text PRIMARY KEY NOT NULL,
      "personId" text NOT NULL,
      "createdAt" integer NOT NULL,
      "expiresAt" integer NOT NULL,
      CONSTRAINT "personId_refers_to_people" FOREIGN KEY ("personId") REFERENCES "people" ("id") DEFERRABLE INITIALLY DEFERRED
    )`,
    `CREATE INDEX "sessions_by_expiresAt" ON sessions ("expiresAt")`,
    `CREATE TABLE api_tokens (
      "id" text PRIMARY KEY NOT NULL,
      "personId" text NOT NULL,
      "name" text NOT NULL,
      "secretHash" text NOT NULL,
      "createdAt" integer NOT NULL,
      "expiresAt" integer,
      "lastUsedAt" integer,
      CONSTRAINT "personId_refers_to_people" FOREIGN KEY ("personId") REFERENCES "people" ("id") DEFERRABLE INITIALLY DEFERRED
    )`,
    `CREATE UNIQUE INDEX "api_tokens_by_secretHash" ON api_tokens ("secretHash")`,
    `CREATE INDEX "api_tokens_by_personId" ON api_tokens ("personId")`,
    `CREATE TABLE sign_in_codes (
      "codeHash" text PRIMARY KEY NOT NULL,
      "personId" text NOT NULL,
      "expiresAt" integer NOT NULL,
      "usedAt" integer,
      CONSTRAINT "personId_refers_to_people" FOREIGN KEY ("personId") REFERENCES "people" ("id") DEFERRABLE INITIALLY DEFERRED
    )`,
  ],
  down: [
    'DROP TABLE sign_in_codes',
    'DROP TABLE api_tokens',
    'DROP TABLE sessions',
    'DROP TABLE grants',
    'DROP TABLE people',
  ],
});
