// Opens the one database file of an installation: checked, private to its user, with one connection that writes and one that reads.
import { chmod, mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { DataSource } from 'typeorm';
import type { DiskReserve, UnitOfWork } from '#application';
import { ReserveFile, withReserve, type UsableReserve } from './reserve-file';
import { TurnQueue } from './turns';
import { openReader, openWriter } from './sqlite';
import { SqliteUnitOfWork } from './sqlite-unit-of-work';

interface DatabaseOptions {
  /** The file; it and its folder are made when missing. */
  readonly path: string;
  /** Gets what must not break the work but must not be lost: errors of listeners to events, a rollback that failed. */
  readonly reportError: (error: unknown) => void;
  /** What a full disk is met with; left out: a file beside the database. */
  readonly reserve?: UsableReserve;
}

export interface Database {
  readonly unitOfWork: UnitOfWork;
  readonly reserve: DiskReserve;
  /** Brings the tables up to date, all the way or not at all. Resolves with the names of the steps taken. */
  migrate(): Promise<readonly string[]>;
  /** Takes the newest step back. Resolves with false when there is none. What the step's tables held is gone. */
  undoMigration(): Promise<boolean>;
  /** Waits for the units of work under way, then lets go of the file. */
  close(): Promise<void>;
}

/** Opens or creates the database. Throws when the file cannot be kept safely, and `UnusableDatabase` when it is damaged or not of our form. */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const { path, reportError, reserve = new ReserveFile(path, reportError) } = options;
  await makePrivate(path);
  const [writer, reader] = await withReserve(reserve, { isUrgent: true }, () => openBoth(path));
  const line = new TurnQueue();
  const unitOfWork = new SqliteUnitOfWork(writer, reader, line, reserve, reportError);
  return {
    unitOfWork,
    reserve,
    migrate: () => line.inTurn(() => migrate(writer)),
    undoMigration: () => line.inTurn(() => undoMigration(writer)),
    close: () =>
      line.inTurn(async () => {
        await reader.destroy();
        await writer.destroy();
        unitOfWork.close();
      }),
  };
}

async function openBoth(path: string): Promise<readonly [DataSource, DataSource]> {
  const writer = await openWriter(path);
  try {
    return [writer, await openReader(path)];
  } catch (error) {
    await writer.destroy();
    throw error;
  }
}

/** Only the own user may look inside; SQLite gives its journal the same permissions. */
async function makePrivate(path: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const file = await open(path, 'a', 0o600);
  await file.close();
  await chmod(path, 0o600);
}

async function migrate(writer: DataSource): Promise<readonly string[]> {
  try {
    const steps = await writer.runMigrations();
    return steps.map((step) => step.name);
  } finally {
    await watchReferences(writer);
  }
}

async function undoMigration(writer: DataSource): Promise<boolean> {
  const rows = (await writer.query('SELECT count(*) AS steps FROM migrations')) as [{ steps: number }];
  if (rows[0].steps === 0) return false;
  try {
    await writer.undoLastMigration();
    return true;
  } finally {
    await watchReferences(writer);
  }
}

/** TypeORM looks away from references during a migration, and after one that failed it would look away for good. */
async function watchReferences(writer: DataSource): Promise<void> {
  await writer.query('PRAGMA foreign_keys = ON');
}
