// A fresh database in a temporary folder, migrated and removed again, for any test that wants the real thing.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { UnitOfWork } from '#application';
import { openDatabase } from '#persistence';

export interface TemporaryDatabase {
  readonly path: string;
  readonly unitOfWork: UnitOfWork;
  /** What was reported as not breaking the work; empty in most tests. */
  readonly reported: readonly unknown[];
  /** Closes the database and removes its folder. */
  remove(): Promise<void>;
}

/** Opens a migrated database of its own. Call `remove` when done. */
export async function temporaryDatabase(): Promise<TemporaryDatabase> {
  const folder = await mkdtemp(join(tmpdir(), 'loa-database-'));
  const path = join(folder, 'loa-lang.sqlite');
  const reported: unknown[] = [];
  const database = await openDatabase({ path, reportError: (error) => reported.push(error) });
  await database.migrate();
  return {
    path,
    unitOfWork: database.unitOfWork,
    reported,
    remove: async () => {
      await database.close();
      await rm(folder, { recursive: true });
    },
  };
}
