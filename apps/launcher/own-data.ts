// What must hold before a server answers: the database is that of the poles around it, and the sounds that it names have a folder. Going on
// without them would be a fresh start that nobody asked for.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { whyNotOurs, type StoreReads } from '#application';
import type { Config } from '#config';
import { WITNESS } from '#data-folder';
import { UnusableDatabase } from '#persistence';

/** Throws `UnusableDatabase` with what to do. */
export async function requireOwnData({ database, dataDir, media }: Config, reads: StoreReads): Promise<void> {
  const why = await whyNotOurs(reads, await WITNESS.read(dataDir));
  if (why !== undefined) throw new UnusableDatabase(database.sqlitePath, why, WITNESS.form.remedy);
  const sounds = join(media.soundsDir, 'sounds');
  if (existsSync(sounds) || !(await hasRecordings(reads))) return;
  throw new UnusableDatabase(
    database.sqlitePath,
    `it names recordings, and their folder ${sounds} is not there`,
    'Bring the folder back (is its disk mounted?). If its sounds are lost for good, make it anew, empty, and start again.',
  );
}

async function hasRecordings({ places, recordings }: StoreReads): Promise<boolean> {
  for (const { id } of await places.communes()) {
    if ((await recordings.recordings(id, { limit: 1 })).items.length > 0) return true;
  }
  return false;
}
