// `restore`: brings a backup back. It is proved before anything is touched, what was there stays beside it, and the next start is told, so that
// poles and server find together again.
import { existsSync } from 'node:fs';
import { chmod, copyFile, mkdir, rename, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { dirname, join } from 'node:path';
import type { Config } from '#config';
import { AUDIT_HEADS, DataFileError, lockDataFolder, WITNESS } from '#data-folder';
import { clockOffsetIn, requireSound } from '#persistence';
import { beginHeadsAnew } from '../audit-begin';
import { UsageError, type Command } from '../command';
import { machineNow } from '../installation-clock';
import { foldersOf } from './backup';
import { DATABASE_COPY, fileAt, sync, verifiedFiles, type BackupFile } from './manifest';

export const restore: Command = {
  name: 'restore',
  usage: '<backup>',
  summary: 'bring one backup back, a folder that `backup` made; the server must be stopped',
  async run(config, args) {
    const [folder, ...more] = args;
    if (folder === undefined || more.length > 0)
      throw new UsageError('Name the one backup that is to be brought back.');
    const lock = lockDataFolder(config.runDir);
    try {
      const set = await bringBack(config, folder, new Date(machineNow()));
      console.log(set === undefined ? 'Brought back.' : `Brought back. What was there before: ${set}`);
    } finally {
      lock.release();
    }
  },
};

/** Resolves with the folder into which the database before was put; undefined when there was none. */
export async function bringBack(config: Config, folder: string, at: Date): Promise<string | undefined> {
  await requireNobody(config);
  const files = await verifiedFiles(folder);
  await requireSound(join(folder, DATABASE_COPY));
  await bringSounds(config, folder, files);
  const { sqlitePath } = config.database;
  const fresh = `${sqlitePath}.new`;
  await mkdir(dirname(sqlitePath), { recursive: true, mode: 0o700 });
  await copyFile(join(folder, DATABASE_COPY), fresh);
  await chmod(fresh, 0o600);
  await sync(fresh);
  // First of all, so that a start after a crash from here on knows it.
  await WITNESS.write(config.dataDir, { communes: await witnessed(config.dataDir), restored: true });
  const aside = join(dirname(sqlitePath), `before-restore-${at.toISOString().replace(/[:.]/g, '-')}`);
  const moved = await moveAside(sqlitePath, aside);
  await moveHeadsAside(config.audit.headsDir, aside);
  await beginHeadsAnew(config, at.getTime() + (await clockOffsetIn(fresh)));
  await rename(fresh, sqlitePath);
  await sync(dirname(sqlitePath));
  return moved ? aside : undefined;
}

/** A server that was started without the launcher, or outlived it, has no lock. */
async function requireNobody({ http, runDir }: Config): Promise<void> {
  const answers = await new Promise<boolean>((resolve) => {
    const socket = connect(http.port, http.host === '0.0.0.0' ? '127.0.0.1' : http.host);
    const end = (answer: boolean) => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('connect', () => end(true)).once('error', () => end(false));
  });
  if (answers) throw new Error(`Something answers at port ${http.port}. Stop the server of ${dirname(runDir)} first.`);
}

/** Sounds and keys are added, never replaced, unless what lies there is damaged. */
async function bringSounds(config: Config, folder: string, files: readonly BackupFile[]): Promise<void> {
  for (const [name, target] of Object.entries(foldersOf(config))) {
    for (const file of files.filter(({ path }) => path.startsWith(`${name}/`))) {
      const to = join(target, file.path.slice(name.length + 1));
      const there = existsSync(to);
      if (there && (name !== 'sounds' || (await fileAt('', to)).sha256 === file.sha256)) continue;
      await mkdir(dirname(to), { recursive: true, mode: 0o700 });
      await copyFile(join(folder, file.path), `${to}.new`);
      await sync(`${to}.new`);
      await rename(`${to}.new`, to);
    }
  }
}

async function witnessed(dataDir: string) {
  try {
    return (await WITNESS.read(dataDir))?.communes ?? [];
  } catch (error) {
    if (error instanceof DataFileError) return [];
    throw error;
  }
}

/** They are of the database before. */
async function moveHeadsAside(headsDir: string, aside: string): Promise<void> {
  const { name } = AUDIT_HEADS.form;
  const heads = join(headsDir, name);
  if (!existsSync(heads)) return;
  await mkdir(aside, { recursive: true, mode: 0o700 });
  // Maybe from another disk.
  await copyFile(heads, join(aside, name));
  await sync(join(aside, name));
  await rm(heads);
}

/** The database with its write-ahead log: the one without the other is nothing. */
async function moveAside(sqlitePath: string, aside: string): Promise<boolean> {
  const parts = ['', '-wal', '-shm'].filter((end) => existsSync(`${sqlitePath}${end}`));
  if (parts.length === 0) return false;
  await mkdir(aside, { mode: 0o700 });
  for (const end of parts) await rename(`${sqlitePath}${end}`, join(aside, `${DATABASE_COPY}${end}`));
  return true;
}
