// What was done for a request with an Idempotency-Key is kept in the unit of work that did it, step by step. Answers kept before are not taken
// over: they were kept apart from what they answered.
import { migration } from './migration';

export const INTENT_STEPS_0036 = migration(36, 'intent-steps', {
  up: [
    'DROP TABLE idempotent_answers',
    `CREATE TABLE intent_steps (
      "who" text NOT NULL,
      "keyHash" text NOT NULL,
      "place" integer NOT NULL,
      "requestHash" text NOT NULL,
      "keptAt" integer NOT NULL,
      "outcome" blob NOT NULL,
      PRIMARY KEY ("who", "keyHash", "place")
    )`,
    `CREATE INDEX "intent_steps_by_keptAt" ON intent_steps ("keptAt")`,
  ],
  down: [
    'DROP TABLE intent_steps',
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
});
