// A database that this program cannot use is refused in words, whichever way it is opened, and is left as it was.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sqlite3 from 'sqlite3';
import { openPlain } from '../../test/support/plain-sqlite';
import { openDatabase } from './open-database';
import { withAuditTrail } from './sqlite-audit-trail';

describe('a database of another form', () => {
  let folder: string;
  let path: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'loa-form-'));
    path = join(folder, 'loa-lang.sqlite');
  });
  afterEach(() => rm(folder, { recursive: true }));

  const open = async () => {
    const database = await openDatabase({ path, reportError: fail });
    await database.migrate().finally(() => database.close());
  };
  const audit = () => withAuditTrail(path, () => Promise.resolve());

  /** A file made by somebody else, by these statements. */
  async function made(...statements: string[]): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      const file = new sqlite3.Database(path);
      file.exec(statements.join(';'), (error) => file.close(() => (error ? reject(error) : resolve())));
    });
  }

  const steps = (...names: string[]) => [
    'CREATE TABLE "migrations" ("id" integer PRIMARY KEY AUTOINCREMENT NOT NULL, "timestamp" bigint NOT NULL, "name" varchar NOT NULL)',
    ...names.map(
      (name) => `INSERT INTO migrations ("timestamp", "name") VALUES (${Number(name.slice(-13))}, '${name}')`,
    ),
  ];

  /** Both ways of opening say the same, and change nothing in the file. */
  async function isRefused(words: string): Promise<void> {
    const before = await readFile(path);
    await expect(open()).rejects.toThrow(words);
    await expect(audit()).rejects.toThrow(words);
    expect((await readFile(path)).equals(before)).toBe(true);
  }

  it('is told to be of a trial version when its steps were numbered otherwise', async () => {
    await made(
      ...steps('places-0000000000001', 'people-0000000000002', 'intent-steps-0000000000036'),
      'CREATE TABLE communes ("id" text)',
      'CREATE TABLE audit_heads ("communeId" text)',
    );

    await isRefused(
      `The database ${path} cannot be used: a trial version of Loa Làng wrote it, before the first release (its step places-0000000000001 is not ` +
        'known here), and no version brings it over. Move the file away and start anew, or restore a backup that this version made.',
    );
  });

  it('is told to be of a newer program when a step came after all that are known here', async () => {
    await open();
    const plain = await openPlain(path);
    await plain.all(`INSERT INTO migrations ("timestamp", "name") VALUES (9999, 'holograms-0000000009999')`);
    await plain.close();

    await isRefused(
      `The database ${path} cannot be used: a newer Loa Làng wrote it (its step holograms-0000000009999 is not known here). ` +
        'Start that version, or restore a backup that this version made.',
    );
  });

  it('is told to be of another program when it holds tables and no step', async () => {
    await made('CREATE TABLE invoices ("id" text)');

    await isRefused(
      `The database ${path} cannot be used: Loa Làng did not make it (it holds the table invoices, and no list of steps). ` +
        'Set LOA_DATA_DIR to another folder, or move the file away.',
    );
  });

  it('is told to be empty when its log is asked for before anything is in it', async () => {
    await made();

    await expect(audit()).rejects.toThrow(
      `The database ${path} has no event log yet. Bring it up to date: npm run cli -- migrate`,
    );
  });
});

function fail(error: unknown): never {
  throw error;
}
