// How poles are doing: when they came and went, what they last said of themselves, and whose alerts are silenced for a while.
import { migration } from './migration';
import { flag, inKey, index, instant, key, large, newTable, nullable, text, whole } from './new-table';

export const POLES_0006 = migration(6, 'baseline-poles', [
  newTable(
    'presence_changes',
    {
      controllerId: key,
      at: inKey(instant),
      communeId: text,
      online: flag,
      toldAt: nullable(instant),
    },
    { indexes: [index('communeId', 'at')] },
  ),
  newTable(
    'pole_reports',
    {
      deviceId: key,
      communeId: text,
      controllerId: text,
      receivedAt: instant,
      uncertaintyMs: large,
      uptimeMs: large,
      soundsWanted: whole,
      soundsHeld: whole,
      bytesWanted: large,
      bytesHeld: large,
      airingId: nullable(text),
      volumePercent: whole,
    },
    { indexes: [index('communeId')] },
  ),
  newTable(
    'pole_mutes',
    { controllerId: key, communeId: text, until: instant, mutedBy: text, mutedAt: instant },
    { indexes: [index('communeId')] },
  ),
]);
