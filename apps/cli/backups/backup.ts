// `backup`: database, sounds and keys of an installation as one folder that proves itself, taken while the server runs. What did not change
// since the backup before costs no room where the file system can share it.
import { existsSync } from 'node:fs';
import { chmod, copyFile, link, mkdir, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Config } from '#config';
import { copyDatabase, requireSound } from '#persistence';
import { UsageError, type Command } from '../command';
import { machineNow } from '../installation-clock';
import { DATABASE_COPY, fileAt, filesBelow, MANIFEST, sync, verifiedFiles, type BackupFile } from './manifest';

const KEPT = 7;
const BACKUP = /^loa-lang-[\dT-]+Z$/;

export const backup: Command = {
  name: 'backup',
  usage: '<folder> [--keep <number>]',
  summary: `copy database, sounds and keys while the server runs; the newest ${KEPT} backups of the folder are kept`,
  async run(config, args) {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { keep: { type: 'string' } },
    });
    const [folder] = positionals;
    const keep = Number(values.keep ?? KEPT);
    if (folder === undefined || positionals.length > 1) throw new UsageError('Name one folder for the backups.');
    if (!Number.isInteger(keep) || keep < 1) throw new UsageError('--keep takes a whole number from 1 on.');
    console.log(await backUp(config, folder, new Date(machineNow()), keep));
  },
};

/** Makes a backup and removes those that are too many. `list`: which files lie below a folder. Resolves with the folder of the backup. */
export async function backUp(
  config: Config,
  folder: string,
  madeAt: Date,
  keep: number,
  list = filesBelow,
): Promise<string> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const before = await backupsIn(folder);
  const made = join(folder, `loa-lang-${madeAt.toISOString().replace(/[:.]/g, '-')}`);
  const unfinished = `${made}.new`;
  await rm(unfinished, { recursive: true, force: true });
  await mkdir(unfinished, { mode: 0o700 });
  // The database first: whatever it names lies in the folder of sounds already, but what its commune keeps no longer and is taken out just now.
  await copyDatabase(config.database.sqlitePath, join(unfinished, DATABASE_COPY));
  const files = [await kept(unfinished, DATABASE_COPY)];
  for (const [name, source] of Object.entries(foldersOf(config))) {
    for (const path of await list(source)) {
      const sibling =
        before.at(-1) === undefined || name !== 'sounds' ? undefined : join(folder, before.at(-1)!, name, path);
      const isThere = await bring(join(source, path), join(unfinished, name, path), sibling);
      if (isThere) files.push(await kept(unfinished, join(name, path)));
    }
  }
  await MANIFEST.write(unfinished, { madeAt: madeAt.toISOString(), files });
  await verifiedFiles(unfinished);
  await requireSound(join(unfinished, DATABASE_COPY));
  await rename(unfinished, made);
  const all = await backupsIn(folder);
  for (const old of all.slice(0, Math.max(0, all.length - keep))) await rm(join(folder, old), { recursive: true });
  return made;
}

/** What is copied beside the database. */
export function foldersOf({ media, http, audit }: Config): Readonly<Record<'sounds' | 'tls' | 'keys', string>> {
  const sounds = join(media.soundsDir, 'sounds');
  return { sounds, tls: dirname(http.localCertificate.certFile), keys: audit.keysDir };
}

/** Whole backups, the oldest first. */
async function backupsIn(folder: string): Promise<readonly string[]> {
  const names = (await readdir(folder)).filter((name) => BACKUP.test(name));
  return names.filter((name) => existsSync(join(folder, name, MANIFEST.form.name))).sort();
}

/** Copies a file, if it is still there. `sibling` has the same content, if it is there: sounds are named by their content. */
async function bring(source: string, to: string, sibling: string | undefined): Promise<boolean> {
  await mkdir(dirname(to), { recursive: true, mode: 0o700 });
  if (sibling !== undefined) {
    const shared = await link(sibling, to).then(
      () => true,
      () => false,
    );
    if (shared) return true;
  }
  return copyFile(source, to).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return false;
      throw error;
    },
  );
}

/** Makes the file durable, and readable by its owner alone. */
async function kept(folder: string, path: string): Promise<BackupFile> {
  await sync(join(folder, path));
  await chmod(join(folder, path), 0o600);
  return fileAt(folder, path);
}
