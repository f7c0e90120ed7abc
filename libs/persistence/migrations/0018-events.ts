// The event log as a chain. What is written stays written, every event follows the head of its commune, and the head is led by the database
// itself, so it moves with the event or not at all.
import { migration } from './migration';
import { counted, inKey, index, instant, json, key, large, newTable, nullable, text } from './new-table';
import { follows, refuses } from './triggers';

const CHAIN_START = '0'.repeat(64);

const GROWS = 'the event log only grows';
const MOVES_ON = 'the head of a chain only moves on';
const ONLY_ADDED = 'seals are only added';

export const EVENTS_0018 = migration(18, 'baseline-events', [
  newTable(
    'events',
    {
      sequence: counted(large),
      communeId: text,
      at: instant,
      kind: text,
      actor: text,
      subjectId: text,
      details: json,
      chainNumber: nullable(large),
      previousHash: nullable(text),
      hash: nullable(text),
    },
    {
      indexes: [index('communeId', 'sequence'), index('communeId', 'subjectId'), index('communeId', 'kind')],
    },
  ),
  newTable('audit_heads', {
    communeId: key,
    chainNumber: large,
    hash: text,
    olderEvents: large,
  }),
  newTable('audit_seals', {
    communeId: key,
    chainNumber: inKey(large),
    hash: text,
    sealedAt: instant,
    keyId: text,
    signature: text,
  }),
  refuses('events_are_never_changed', { before: 'UPDATE', on: 'events', words: GROWS }),
  refuses('events_are_never_deleted', { before: 'DELETE', on: 'events', words: GROWS }),
  // INSERT OR REPLACE deletes without asking the trigger above.
  refuses('events_are_never_replaced', {
    before: 'INSERT',
    on: 'events',
    when: () => `EXISTS (SELECT 1 FROM events WHERE "sequence" = NEW."sequence")`,
    words: GROWS,
  }),
  refuses('events_follow_the_head', {
    before: 'INSERT',
    on: 'events',
    when: ({ differsFrom }) => `
      NEW."hash" IS NULL
      OR NEW."chainNumber" ${differsFrom} 1 + coalesce(
        (SELECT "chainNumber" FROM audit_heads WHERE "communeId" = NEW."communeId"), 0)
      OR NEW."previousHash" ${differsFrom} coalesce(
        (SELECT "hash" FROM audit_heads WHERE "communeId" = NEW."communeId"), '${CHAIN_START}')`,
    words: 'an event follows the head of its chain',
  }),
  follows(
    'events_move_the_head',
    'events',
    `INSERT INTO audit_heads ("communeId", "chainNumber", "hash", "olderEvents")
     VALUES (NEW."communeId", NEW."chainNumber", NEW."hash", 0)
     ON CONFLICT ("communeId") DO UPDATE SET "chainNumber" = excluded."chainNumber", "hash" = excluded."hash"`,
  ),
  refuses('audit_heads_only_move_on', {
    before: 'UPDATE',
    on: 'audit_heads',
    when: () =>
      `NEW."communeId" <> OLD."communeId" OR NEW."olderEvents" <> OLD."olderEvents" OR NEW."chainNumber" <> OLD."chainNumber" + 1`,
    words: MOVES_ON,
  }),
  refuses('audit_heads_are_never_deleted', { before: 'DELETE', on: 'audit_heads', words: MOVES_ON }),
  refuses('audit_seals_are_never_changed', { before: 'UPDATE', on: 'audit_seals', words: ONLY_ADDED }),
  refuses('audit_seals_are_never_deleted', { before: 'DELETE', on: 'audit_seals', words: ONLY_ADDED }),
  // INSERT OR REPLACE deletes without asking the trigger above.
  refuses('audit_seals_are_never_replaced', {
    before: 'INSERT',
    on: 'audit_seals',
    when: () =>
      `EXISTS (SELECT 1 FROM audit_seals WHERE "communeId" = NEW."communeId" AND "chainNumber" = NEW."chainNumber")`,
    words: ONLY_ADDED,
  }),
]);
