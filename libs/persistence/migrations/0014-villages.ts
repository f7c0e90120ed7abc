// What villages say: what was heard, who dealt with trouble, and what people below a pole complain about.
import { migration } from './migration';
import { index, instant, key, newTable, nullable, refersTo, text, unique } from './new-table';

export const VILLAGES_0014 = migration(14, 'baseline-villages', [
  // The empty `airingId` says that an answer is about the whole rundown: nulls never agree, and the same person could answer twice.
  newTable(
    'confirmations',
    {
      id: key,
      communeId: text,
      villageId: text,
      slotKey: text,
      localDate: text,
      airingId: text,
      personId: text,
      answer: text,
      note: text,
      at: instant,
    },
    {
      indexes: [unique('personId', 'villageId', 'slotKey', 'localDate', 'airingId'), index('communeId', 'localDate')],
    },
  ),
  newTable(
    'trouble_settlements',
    {
      id: key,
      communeId: text,
      villageId: text,
      slotKey: text,
      localDate: text,
      settledBy: text,
      settledAt: instant,
      note: text,
    },
    { indexes: [index('communeId', 'localDate')] },
  ),
  newTable(
    'complaints',
    {
      id: key,
      communeId: text,
      controllerId: text,
      topic: text,
      text: text,
      at: instant,
      answer: nullable(text),
      closedBy: nullable(text),
      closedAt: nullable(instant),
    },
    { indexes: [index('communeId', 'id')], references: [refersTo('controllers', 'controllerId')] },
  ),
]);
