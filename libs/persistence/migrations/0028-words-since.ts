// A person may say something of every part of a buổi phát: each word knows since when it speaks. Those that are there spoke of everything before.
import { migration } from './migration';
import { instant, newColumn, nullable, statements } from './new-table';

const unique = (...columns: readonly string[]) =>
  `CREATE UNIQUE INDEX "confirmations_by_${columns.join('_')}" ON "confirmations" (${columns.map((own) => `"${own}"`).join(', ')})`;
const QUESTION = ['personId', 'villageId', 'slotKey', 'localDate', 'airingId'];

export const WORDS_SINCE_0028 = migration(28, 'words-since', [
  newColumn('confirmations', 'since', nullable(instant)),
  statements(
    [
      `UPDATE "confirmations" SET "since" = 0`,
      `DROP INDEX "confirmations_by_${QUESTION.join('_')}"`,
      unique(...QUESTION, 'since'),
    ],
    // On the way back only the last word of each person stays.
    [
      `DELETE FROM "confirmations" WHERE EXISTS (SELECT 1 FROM "confirmations" AS later WHERE
        ${QUESTION.map((own) => `later."${own}" = "confirmations"."${own}"`).join(' AND ')}
        AND later."since" > "confirmations"."since")`,
      `DROP INDEX "confirmations_by_${[...QUESTION, 'since'].join('_')}"`,
      // With the space behind it that the step had which made it first.
      `${unique(...QUESTION)} `,
    ],
  ),
]);
