// Sessions know from where they were opened and when they were used last, so that their owner sees them and a desk that nobody uses is signed out. A token
// may be for reading alone, and each has an end: those that had none, or one that is further away, end a year from now.
import type { ChangeOn } from './engine';
import { migration } from './migration';
import { flag, instant, newColumn, nullable, text } from './new-table';

const NOW_MS = {
  sqlite: `CAST(strftime('%s', 'now') AS INTEGER) * 1000`,
  postgres: `CAST(extract(epoch FROM now()) AS bigint) * 1000`,
} as const;

const inAYear: ChangeOn = (engine) => {
  const end = `${NOW_MS[engine]} + 31536000000`;
  return {
    makes: [
      `UPDATE "api_tokens" SET "readsOnly" = FALSE`,
      `UPDATE "api_tokens" SET "expiresAt" = ${end} WHERE "expiresAt" IS NULL OR "expiresAt" > ${end}`,
    ],
    unmakes: [],
  };
};

export const SESSIONS_IN_USE_0034 = migration(34, 'sessions-in-use', [
  newColumn('sessions', 'lastUsedAt', nullable(instant)),
  newColumn('sessions', 'browser', nullable(text)),
  newColumn('sessions', 'address', nullable(text)),
  newColumn('api_tokens', 'readsOnly', nullable(flag)),
  inAYear,
]);
