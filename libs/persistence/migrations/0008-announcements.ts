// What is to be said, in each language, and who wrote on it.
import { migration } from './migration';
import { index, instant, json, key, newTable, nullable, text, whole } from './new-table';

export const ANNOUNCEMENTS_0008 = migration(8, 'baseline-announcements', [
  newTable(
    'announcements',
    {
      id: key,
      communeId: text,
      title: text,
      category: text,
      messageClass: text,
      source: text,
      versions: json,
      state: text,
      createdBy: text,
      editors: json,
      createdAt: instant,
      revision: whole,
      note: nullable(text),
      wish: nullable(json),
    },
    { indexes: [index('communeId', 'id')] },
  ),
]);
