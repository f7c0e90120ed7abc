// Brings the database to the form that this version needs.
import { whyNotOurs } from '#application';
import { WITNESS } from '#data-folder';
import { openDatabase, UnusableDatabase, type Database } from '#persistence';
import type { Config } from '#config';
import type { Command } from './command';

/** Opens the migrated database for the time of `work`. Throws when the poles of this installation belong to another one. */
export async function withDatabase<T>(config: Config, work: (database: Database) => Promise<T>): Promise<T> {
  const database = await openDatabase({ path: config.database.sqlitePath, reportError: console.error });
  try {
    for (const step of await database.migrate()) console.error(`migrated: ${step}`);
    const why = await whyNotOurs(database.unitOfWork.read, await WITNESS.read(config.dataDir));
    if (why !== undefined) throw new UnusableDatabase(config.database.sqlitePath, why, WITNESS.form.remedy);
    return await work(database);
  } finally {
    await database.close();
  }
}

export const migrate: Command = {
  name: 'migrate',
  usage: '',
  summary: 'bring the database up to date',
  run: (config) => withDatabase(config, () => Promise.resolve()),
};
