// What was done for a request with an Idempotency-Key, step by step, kept in the unit of work that did it.
import { migration } from './migration';
import { bytes, inKey, index, instant, key, newTable, text, whole } from './new-table';

export const INTENTS_0021 = migration(21, 'baseline-intents', [
  newTable(
    'intent_steps',
    {
      who: key,
      keyHash: key,
      place: inKey(whole),
      requestHash: text,
      keptAt: instant,
      outcome: bytes,
    },
    { indexes: [index('keptAt')] },
  ),
]);
