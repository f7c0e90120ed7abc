// The migrations on a real file: up, down, up again, and in the end the very tables that the code believes in.
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DataSource } from 'typeorm';
import { aCommune, aSlot } from '../../test/support/factories';
import { openPlain, type PlainConnection } from '../../test/support/plain-sqlite';
import { MIGRATIONS } from './migrations';
import { openDatabase, type Database } from './open-database';
import { QUIET_DRIVER } from './sqlite';
import { TABLES } from './tables';

describe('migrations', () => {
  let folder: string;
  let path: string;
  let database: Database;
  let plain: PlainConnection;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'loa-migrations-'));
    path = join(folder, 'deep', 'loa-lang.sqlite');
    database = await openDatabase({ path, reportError: fail });
    plain = await openPlain(path);
  });
  afterEach(async () => {
    await plain.close();
    await database.close();
    await rm(folder, { recursive: true });
  });

  const objects = () =>
    plain.all<{ name: string }>(
      `SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' AND name <> 'migrations' ORDER BY name`,
    );

  it('are numbered from one without gaps, and taken in that order, once', async () => {
    const taken = await database.migrate();

    expect(taken).toHaveLength(MIGRATIONS.length);
    expect(taken.map((name) => Number(name.slice(-13)))).toEqual(taken.map((_, place) => place + 1));
    expect(await database.migrate()).toEqual([]);
  });

  it('make exactly the tables that the code is drawn on', async () => {
    await database.migrate();

    const source = await new DataSource({
      type: 'sqlite',
      driver: QUIET_DRIVER,
      database: path,
      entities: TABLES,
    }).initialize();
    const missing = await source.driver.createSchemaBuilder().log();
    await source.destroy();

    expect(missing.upQueries.map(({ query }) => query)).toEqual([]);
  });

  it('can each be taken back, leaving what was there before, and taken again', async () => {
    const before: unknown[] = [];
    for (let step = 0; step < MIGRATIONS.length; step += 1) before.push(await objectsAfter(step));
    await database.migrate();
    const full = await objects();

    for (let step = MIGRATIONS.length - 1; step >= 0; step -= 1) {
      expect(await database.undoMigration()).toBe(true);
      expect(await objects()).toEqual(before[step]);
    }
    expect(await database.undoMigration()).toBe(false);

    await database.migrate();
    expect(await objects()).toEqual(full);
  });

  it('watch references again afterwards', async () => {
    await database.migrate();

    const orphan = database.unitOfWork.run((stores) => stores.places.insertSlot(aSlot({ communeId: 'nowhere' })));

    await expect(orphan).rejects.toThrow('FOREIGN KEY');
  });

  it('keep what is in the file when it is opened again', async () => {
    await database.migrate();
    await database.unitOfWork.run((stores) => stores.places.insertCommune(aCommune()));
    await database.close();

    database = await openDatabase({ path, reportError: fail });

    expect(await database.migrate()).toEqual([]);
    expect(await database.unitOfWork.read.places.communes()).toEqual([aCommune()]);
  });

  it('leave a file, a journal and a folder that only the own user can open', async () => {
    await database.migrate();

    for (const name of [path, `${path}-wal`, `${path}-shm`]) expect((await stat(name)).mode & 0o777).toBe(0o600);
    expect((await stat(join(folder, 'deep'))).mode & 0o777).toBe(0o700);
  });

  /** What is there after the first `count` steps, seen on a file of its own. */
  async function objectsAfter(count: number): Promise<unknown> {
    const source = new DataSource({
      type: 'sqlite',
      driver: QUIET_DRIVER,
      database: ':memory:',
      migrations: MIGRATIONS.slice(0, count),
      migrationsTableName: 'migrations',
    });
    await source.initialize();
    await source.runMigrations();
    const found: unknown = await source.query(
      `SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' AND name <> 'migrations' ORDER BY name`,
    );
    await source.destroy();
    return found;
  }
});

function fail(error: unknown): never {
  throw error;
}
