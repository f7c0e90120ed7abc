// A commune says how long the bytes of recordings are kept, and each recording when they were removed.
import { migration } from './migration';
import { instant, newColumn, nullable, statements } from './new-table';

export const KEPT_RECORDINGS_0030 = migration(30, 'kept-recordings', [
  newColumn('recordings', 'removedAt', nullable(instant)),
  // Rules are one text of JSON: what a commune had decided stands before what it decides now.
  statements(
    [
      `UPDATE "communes" SET "rules" = substr("rules", 1, length("rules") - 1) || ',"keeping":{"unusedDays":180,"playedDays":730}}'`,
    ],
    [],
  ),
]);
