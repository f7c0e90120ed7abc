// What each connection must promise, asked of SQLite itself: an option that is misspelt is silently ignored.
import { AsyncLocalStorage } from 'node:async_hooks';
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type sqlite3 from 'sqlite3';
import type { DataSource } from 'typeorm';
import { openDatabase } from './open-database';
import { openReader, openWriter } from './sqlite';

describe('connections', () => {
  let folder: string;
  let writer: DataSource;
  let reader: DataSource;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'loa-connections-'));
    writer = await openWriter(join(folder, 'loa-lang.sqlite'));
    reader = await openReader(join(folder, 'loa-lang.sqlite'));
  });
  afterEach(async () => {
    await reader.destroy();
    await writer.destroy();
    await rm(folder, { recursive: true });
  });

  const pragma = async (source: DataSource, name: string) => {
    const [row] = (await source.query(`PRAGMA ${name}`)) as Record<string, unknown>[];
    return Object.values(row ?? {})[0];
  };

  it('write to a log that is on the disk before a commit returns, and watch references', async () => {
    expect(await pragma(writer, 'journal_mode')).toBe('wal');
    expect(await pragma(writer, 'synchronous')).toBe(2);
    expect(await pragma(writer, 'foreign_keys')).toBe(1);
    expect(await pragma(writer, 'busy_timeout')).toBe(5_000);
    expect(await pragma(writer, 'query_only')).toBe(0);
  });

  it('take no stack trace of each statement', async () => {
    // It changes the driver for the whole process: what counts is that a connection of ours does not ask for it.
    const askedFor = jest.spyOn(createRequire(__filename)('sqlite3') as typeof sqlite3, 'verbose');
    const another = await openWriter(join(folder, 'another.sqlite'));
    await another.destroy();

    expect(askedFor).not.toHaveBeenCalled();
  });

  it('leave nothing behind that every later promise of the process would carry', async () => {
    const [used, ended] = (['run', 'disable'] as const).map((name) => jest.spyOn(AsyncLocalStorage.prototype, name));
    const database = await openDatabase({
      path: join(folder, 'another.sqlite'),
      reportError: (error) => expect(error).toBeUndefined(),
    });
    await database.migrate();
    await database.unitOfWork.urgently(() => database.unitOfWork.run(async () => undefined));
    await database.close();

    expect(used!.mock.contexts.length).toBeGreaterThan(1);
    for (const carried of used!.mock.contexts) expect(ended!.mock.contexts).toContain(carried);
  });

  it('read without being able to write', async () => {
    expect(await pragma(reader, 'journal_mode')).toBe('wal');
    expect(await pragma(reader, 'query_only')).toBe(1);
    expect(await pragma(reader, 'busy_timeout')).toBe(5_000);
  });
});
