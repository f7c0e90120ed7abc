// Databases that earlier versions left behind, opened with today's migrations: every row is still there, the files are sound, the event log still
// proves itself, and today's code reads every row. They are made by `npm run keep:database`.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { DataSource, type EntitySchema } from 'typeorm';
import { verifyAudit } from '#application';
import { DEFAULT_RULES } from '#domain';
import { temporaryDatabase } from '../../test/support/database';
import { openPlain } from '../../test/support/plain-sqlite';
import { fillEveryTable } from '../../test/support/rows-of-every-table';
import { openDatabase } from './open-database';
import { withAuditTrail } from './sqlite-audit-trail';
import { QUIET_DRIVER } from './sqlite';
import { TABLES } from './tables';

const KEPT = join(__dirname, '../../test/support/kept-databases');

type Row = Readonly<Record<string, unknown>>;
type Rows = ReadonlyMap<string, readonly Row[]>;

describe.each(readdirSync(KEPT))('the kept database %s', (name) => {
  let folder: string;
  let path: string;
  let before: Rows;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'loa-kept-'));
    path = join(folder, 'loa-lang.sqlite');
    await writeFile(path, gunzipSync(await readFile(join(KEPT, name))));
    before = await rowsOf(path);
    const database = await openDatabase({ path, reportError: fail });
    await database.migrate().finally(() => database.close());
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('has rows in each of its tables', () => {
    expect(emptyTablesOf(before)).toEqual([]);
  });

  it('loses no row and no value', async () => {
    expect(lostBetween(before, await rowsOf(path))).toEqual([]);
  });

  it('is a sound file in which every reference leads somewhere', async () => {
    const plain = await openPlain(path);
    expect(await plain.all('PRAGMA integrity_check')).toEqual([{ integrity_check: 'ok' }]);
    expect(await plain.all('PRAGMA foreign_key_check')).toEqual([]);
    await plain.close();
  });

  it('has an event log that still proves itself, up to its seal and beyond', async () => {
    const [verdict, ...others] = await withAuditTrail(path, (trail) =>
      verifyAudit(trail, { keys: [], kept: undefined }),
    );

    expect(verdict).toMatchObject({ events: 4, olderEvents: 0, fault: null, lastSeal: { chainNumber: 3 } });
    expect(others).toEqual([]);
  });

  it('is read by the code of today, row by row', async () => {
    const source = await new DataSource({
      type: 'sqlite',
      driver: QUIET_DRIVER,
      database: path,
      entities: TABLES,
    }).initialize();
    for (const table of TABLES as readonly EntitySchema<object>[]) {
      const kept = before.get(table.options.name);
      if (kept) expect(await source.getRepository(table).find()).toHaveLength(kept.length);
    }
    await source.destroy();
  });

  it('has communes that say something about every rule of today', async () => {
    const communes = (await rowsOf(path)).get('communes')!;
    for (const { rules } of communes) expect(unsaid(JSON.parse(String(rules)), DEFAULT_RULES)).toEqual([]);
  });
});

it('a database that is kept today has rows in every table of today', async () => {
  const database = await temporaryDatabase();
  await fillEveryTable(database.unitOfWork);
  const rows = await rowsOf(database.path);
  await database.remove();

  expect([...rows.keys()].sort()).toEqual(TABLES.map(({ options }) => options.name).sort());
  expect(emptyTablesOf(rows)).toEqual([]);
});

/** The rules that are missing among the kept ones: what is read as JSON has no columns that could be compared. */
function unsaid(kept: object, wanted: object, at = ''): readonly string[] {
  const said = new Map<string, unknown>(Object.entries(kept));
  return Object.entries(wanted).flatMap(([name, rule]: [string, unknown]) => {
    const own = said.get(name);
    if (own === undefined) return [`${at}${name}`];
    const isBranch = typeof rule === 'object' && rule !== null && !Array.isArray(rule);
    return isBranch ? unsaid(own as object, rule, `${at}${name}.`) : [];
  });
}

/** Every row of every table, read past our code. */
async function rowsOf(path: string): Promise<Rows> {
  const plain = await openPlain(path);
  const tables = await plain.all<{ name: string }>(
    `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name <> 'migrations'`,
  );
  const rows = new Map<string, readonly Row[]>();
  for (const { name } of tables) rows.set(name, await plain.all<Row>(`SELECT * FROM "${name}"`));
  await plain.close();
  return rows;
}

function emptyTablesOf(rows: Rows): readonly string[] {
  return [...rows].filter(([, each]) => each.length === 0).map(([table]) => table);
}

/** What was there before and is not any more: a table, a column, or a row of which no other one has the same values. */
function lostBetween(before: Rows, after: Rows): readonly string[] {
  return [...before].flatMap(([table, rows]) => {
    const left = after.get(table);
    if (left === undefined) return [`the table ${table}`];
    return rows
      .filter((row) => !left.some((each) => hasAllOf(each, row)))
      .map((row) => `a row of ${table}: ${JSON.stringify(row)}`);
  });
}

function hasAllOf(row: Row, values: Row): boolean {
  return Object.entries(values).every(
    ([column, value]) =>
      JSON.stringify(row[column]) === JSON.stringify(value) || keepsAll(jsonIn(row[column]), jsonIn(value)),
  );
}

/** A column that is read as JSON may have got a field, at any depth, and loses none. */
function keepsAll(now: unknown, then: unknown): boolean {
  if (typeof then !== 'object' || then === null) return now === then && then !== undefined;
  if (typeof now !== 'object' || now === null || Array.isArray(now) !== Array.isArray(then)) return false;
  if (Array.isArray(now) && now.length !== Object.keys(then).length) return false;
  const left = new Map<string, unknown>(Object.entries(now));
  return Object.entries(then).every(([name, value]: [string, unknown]) => keepsAll(left.get(name), value));
}

/** The object or list that a text says; undefined when it is none. */
function jsonIn(value: unknown): unknown {
  return typeof value === 'string' && /^[{[]/.test(value) ? JSON.parse(value) : undefined;
}

function fail(error: unknown): never {
  throw error;
}
