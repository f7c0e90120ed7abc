// A single row reads the same without TypeORM's `find` as with it, in every table.
import { IsNull, type DataSource, type EntitySchema } from 'typeorm';
import { temporaryDatabase, type TemporaryDatabase } from '../../test/support/database';
import { fillEveryTable } from '../../test/support/rows-of-every-table';
import { findOne } from './rows';
import { openReader } from './sqlite';
import { TABLES } from './tables';
import { DEVICES } from './tables/devices';

let database: TemporaryDatabase;
let reader: DataSource;
beforeAll(async () => {
  database = await temporaryDatabase();
  await fillEveryTable(database.unitOfWork);
  reader = await openReader(database.path);
});
afterAll(async () => {
  await reader.destroy();
  await database.remove();
});
afterEach(() => jest.restoreAllMocks());

it('is the same row', async () => {
  const { manager } = reader;
  const seen: string[] = [];
  for (const table of TABLES as readonly EntitySchema<object>[]) {
    const [row] = await manager.find(table, { take: 1 });
    if (!row) continue;
    const byTypeOrm = jest.spyOn(manager, 'findOneBy');
    const keys = manager.connection.getMetadata(table).primaryColumns.map(({ propertyName }) => propertyName);
    const where = Object.fromEntries(keys.map((name) => [name, (row as Record<string, unknown>)[name]]));
    expect(await findOne(manager, table, where)).toEqual(row);
    expect(byTypeOrm).not.toHaveBeenCalled();
    byTypeOrm.mockRestore();
    seen.push(table.options.name);
  }
  expect(seen.length).toBeGreaterThan(TABLES.length / 2);
});

it('is none where none fits, and what else can be asked is asked of TypeORM', async () => {
  const { manager } = reader;
  expect(await findOne(manager, DEVICES, { id: 'device-1', communeId: 'elsewhere' })).toBeUndefined();
  expect(await findOne(manager, DEVICES, { id: 'device-1', retiredAt: IsNull() })).toMatchObject({ id: 'device-1' });
  const unknown = undefined as unknown as string;
  await expect(findOne(manager, DEVICES, { id: unknown })).rejects.toThrow();
});
