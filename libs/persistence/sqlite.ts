// Everything that is true of SQLite only: how a file is opened, what its connection must promise, statements of many rows, its errors.
import * as sqlite3 from 'sqlite3';
import { DataSource, Raw, type EntityManager, type EntitySchema, type FindOperator } from 'typeorm';
import type { SqliteDriver } from 'typeorm/driver/sqlite/SqliteDriver';
import { SqliteQueryRunner } from 'typeorm/driver/sqlite/SqliteQueryRunner';
import { Problem } from '#domain';
import { requireOurForm, UnusableDatabase } from './database-form';
import { MIGRATIONS } from './migrations';
import { TABLES } from './tables';

/** How long a statement waits for another process that holds the file. */
const BUSY_TIMEOUT_MS = 5_000;

const RESTORE = 'Restore it from a backup.';

/** TypeORM asks the driver to be verbose; then every statement pays for a stack trace that only a failing one would show. */
export const QUIET_DRIVER = { ...sqlite3, verbose: () => QUIET_DRIVER };

/** Rows of one statement; keeps a single one short enough for others to get their turn. */
const ROWS_PER_STATEMENT = 1_000;

/**
 * The connection that writes. Everything it is told stands in the journal on the disk before a commit returns. Throws `UnusableDatabase`
 * when the file is damaged or of another form.
 */
export async function openWriter(path: string): Promise<DataSource> {
  const writer = await open(path, MIGRATIONS);
  try {
    await requireOurForm(writer, path);
    const [{ journal_mode: mode }] = (await writer.query('PRAGMA journal_mode = WAL')) as [{ journal_mode: string }];
    if (mode !== 'wal')
      throw new Error(`The file system under ${path} cannot keep a write-ahead log (it offers ${mode})`);
    await writer.query('PRAGMA synchronous = FULL');
    const [{ quick_check: verdict }] = (await writer.query('PRAGMA quick_check(1)')) as [{ quick_check: string }];
    if (verdict !== 'ok') throw new UnusableDatabase(path, `it is damaged (${verdict})`, RESTORE);
    return writer;
  } catch (error) {
    await writer.destroy();
    throw asOpeningError(path, error);
  }
}

/** The connection that reads: what is committed, never what is under way. It cannot write. */
export async function openReader(path: string): Promise<DataSource> {
  const reader = await open(path, []);
  await reader.query('PRAGMA query_only = ON');
  return reader;
}

/**
 * A connection for looking only: SQLite opens the file without the right to write. Throws when there is no file, and `UnusableDatabase`
 * when it is of another form.
 */
export async function openInspector(path: string): Promise<DataSource> {
  const inspector = await open(path, [], sqlite3.OPEN_READONLY);
  try {
    await requireOurForm(inspector, path);
    return inspector;
  } catch (error) {
    await inspector.destroy();
    throw asOpeningError(path, error);
  }
}

async function open(path: string, migrations: typeof MIGRATIONS, flags?: number): Promise<DataSource> {
  const source = new DataSource({
    type: 'sqlite',
    database: path,
    entities: TABLES,
    migrations: [...migrations],
    migrationsTableName: 'migrations',
    migrationsTransactionMode: 'all',
    busyTimeout: BUSY_TIMEOUT_MS,
    driver: QUIET_DRIVER,
    flags,
    // A condition that is undefined would otherwise be left out, and the first row found would be the answer.
    invalidWhereValuesBehavior: { null: 'throw', undefined: 'throw' },
  });
  await source.initialize();
  // One statement at a time, in the order given; waiting ones wait here and not on the threads that the whole process shares.
  (driverOf(source).databaseConnection as { serialize(): void }).serialize();
  return source;
}

function driverOf(source: DataSource): SqliteDriver {
  return source.driver as SqliteDriver;
}

function asOpeningError(path: string, error: unknown): unknown {
  if (!/SQLITE_(NOTADB|CORRUPT)/.test(String(error))) return error;
  return new UnusableDatabase(path, 'it is damaged or not a database', RESTORE, { cause: error });
}

/** Runs statements on a connection until it is told to end, and knows which are under way. */
export class Statements extends SqliteQueryRunner {
  private readonly underWay = new Set<Promise<unknown>>();
  private ended = false;
  private wantedRoom = false;

  constructor(source: DataSource) {
    super(driverOf(source));
  }

  override async query<T>(sql: string, parameters?: unknown[], useStructuredResult = false): Promise<T> {
    if (this.ended) throw new Error('A unit of work was used after its end: something in it was not awaited');
    const statement: Promise<T> = super.query(sql, parameters, useStructuredResult);
    this.underWay.add(statement);
    try {
      return await statement;
    } catch (error) {
      const refusal = asRefusal(error);
      this.wantedRoom ||= isForWantOfRoom(refusal);
      throw refusal;
    } finally {
      this.underWay.delete(statement);
    }
  }

  /** Whether the disk had no room for one of them, whoever caught it. */
  get lackedRoom(): boolean {
    return this.wantedRoom;
  }

  /** Accepts nothing more and waits for what is under way; says how much that was. */
  async end(): Promise<number> {
    this.ended = true;
    const left = [...this.underWay];
    await Promise.allSettled(left);
    return left.length;
  }
}

/**
 * A busy or full disk and a broken two-person rule are refusals that people can meet. Of everything else only the words of SQLite go on:
 * TypeORM's error carries the parameters of the statement, and with them hashes and keys into the log.
 */
export function asRefusal(error: unknown): unknown {
  const words = error instanceof Error ? error.message : String(error);
  if (words.includes('SQLITE_BUSY')) return new Problem('unavailable');
  if (words.includes('SQLITE_FULL')) return new Problem('database-full');
  if (words.includes('approval-self')) return new Problem('approval-self');
  return words.includes('SQLITE_') ? new Error(words) : error;
}

/** A log that cannot be written, or an index of it that cannot grow, is told as a fault of the disk. */
export function isForWantOfRoom(refusal: unknown): boolean {
  if (refusal instanceof Problem) return refusal.code === 'database-full';
  return /SQLITE_(FULL|IOERR)/.test(String(refusal));
}

/** True of a column that equals one of the values, however many there are. */
export function anyOf<T extends string | number>(values: readonly T[]): FindOperator<T> {
  return Raw<T>((column) => `${column} IN (SELECT value FROM json_each(:values))`, {
    values: JSON.stringify(values),
  }) as FindOperator<T>;
}

/** True of a column that is in a list written in SQL: a partial index is used only for the very words it was made with. */
export function oneOfSql<T>(list: string): FindOperator<T> {
  return Raw<T>((column) => `${column} IN ${list}`) as FindOperator<T>;
}

/** Inserts many rows with few statements. Rows whose key is there already are replaced, or kept as they are. No columns of bytes. */
export async function putRows<Row extends object>(
  manager: EntityManager,
  table: EntitySchema<Row>,
  rows: readonly Row[],
  existing: 'replace' | 'keep',
): Promise<void> {
  const { columns, primaryColumns, tableName } = manager.connection.getMetadata(table);
  const quoted = (names: readonly { databaseName: string }[]) => names.map(({ databaseName }) => `"${databaseName}"`);
  const changes = quoted(columns.filter((column) => !column.isPrimary)).map((name) => `${name} = excluded.${name}`);
  const sql =
    `INSERT INTO "${tableName}" (${quoted(columns).join()}) ` +
    `SELECT ${columns.map((_, place) => `json_extract(value, '$[${place}]')`).join()} FROM json_each(?) WHERE true ` +
    `ON CONFLICT (${quoted(primaryColumns).join()}) DO ${existing === 'keep' ? 'NOTHING' : `UPDATE SET ${changes.join()}`}`;

  for (let first = 0; first < rows.length; first += ROWS_PER_STATEMENT) {
    const lists = rows
      .slice(first, first + ROWS_PER_STATEMENT)
      .map((row) =>
        columns.map((column) => manager.connection.driver.preparePersistentValue(column.getEntityValue(row), column)),
      );
    await manager.query(sql, [JSON.stringify(lists)]);
  }
}

/** Sets an instant of many rows with few statements, where it is later than what stands there. Rows that are gone are passed over. `named`: the column of their ids. */
export async function raiseInstants<Row extends object>(
  manager: EntityManager,
  table: EntitySchema<Row>,
  column: keyof Row & string,
  raised: readonly { readonly id: string; readonly at: number }[],
  named: string = 'id',
): Promise<void> {
  const { tableName } = manager.connection.getMetadata(table);
  const sql =
    `UPDATE "${tableName}" SET "${column}" = raised.at ` +
    `FROM (SELECT json_extract(value, '$[0]') AS id, json_extract(value, '$[1]') AS at FROM json_each(?)) AS raised ` +
    `WHERE "${tableName}"."${named}" = raised.id AND ("${column}" IS NULL OR "${column}" < raised.at)`;
  for (let first = 0; first < raised.length; first += ROWS_PER_STATEMENT) {
    const rows = raised.slice(first, first + ROWS_PER_STATEMENT).map(({ id, at }) => [id, at]);
    await manager.query(sql, [JSON.stringify(rows)]);
  }
}
