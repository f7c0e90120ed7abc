// A fresh database in a temporary folder, migrated and removed again, for any test that wants the real thing.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { UnitOfWork } from '#application';
import { openDatabase } from '#persistence';
import { DiskOfDatabase } from './disk-of-database';
import { openPlain } from './plain-sqlite';

export interface TemporaryDatabase {
  readonly path: string;
  readonly unitOfWork: UnitOfWork;
  /** What lies below it. */
  readonly disk: DiskOfDatabase;
  /** What was reported as not breaking the work; empty in most tests. */
  readonly reported: readonly unknown[];
  /** Closes the database and removes its folder. */
  remove(): Promise<void>;
}

/** A migrated database without rows, as bytes: made once in each spec file, because every test begins with one. */
let migrated: Promise<Uint8Array> | undefined;

/** Opens a migrated database of its own, or this one. Call `remove` when done. */
export async function temporaryDatabase(content?: Uint8Array): Promise<TemporaryDatabase> {
  const folder = await mkdtemp(join(tmpdir(), 'loa-database-'));
  const path = join(folder, 'loa-lang.sqlite');
  await writeFile(path, content ?? (await (migrated ??= migratedDatabase())));
  const reported: unknown[] = [];
  const disk = new DiskOfDatabase();
  const database = await openDatabase({ path, reportError: (error) => reported.push(error), reserve: disk });
  disk.carry(database.unitOfWork);
  return {
    path,
    unitOfWork: database.unitOfWork,
    disk,
    reported,
    remove: async () => {
      await database.close();
      await rm(folder, { recursive: true });
    },
  };
}

/** The database as it is now, taken while it is in use. */
export async function copyOf({ path }: Pick<TemporaryDatabase, 'path'>): Promise<Uint8Array> {
  const to = `${path}.copy`;
  const plain = await openPlain(path);
  await plain.all('VACUUM INTO ?', to);
  await plain.close();
  const bytes = await readFile(to);
  await rm(to);
  return bytes;
}

async function migratedDatabase(): Promise<Uint8Array> {
  const folder = await mkdtemp(join(tmpdir(), 'loa-database-'));
  try {
    const path = join(folder, 'loa-lang.sqlite');
    const database = await openDatabase({ path, reportError: rethrow });
    await database.migrate();
    // Closing brings everything into the one file.
    await database.close();
    return await readFile(path);
  } finally {
    await rm(folder, { recursive: true });
  }
}

function rethrow(error: unknown): never {
  throw error;
}
