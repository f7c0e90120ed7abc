// A file between two starts: whatever was written is read, also by the next version, and what cannot be read is told in words.
import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { DataFile, DataFileError } from './data-file';

const HORNS = new DataFile({
  name: 'horns.json',
  version: 2,
  schema: z.strictObject({ horns: z.array(z.strictObject({ name: z.string(), watts: z.int().optional() })) }),
  remedy: 'Count them again.',
});

describe('a file of the data folder', () => {
  let folder: string;
  const path = () => join(folder, 'horns.json');
  const fault = () =>
    HORNS.read(folder).then(
      () => 'read',
      (error: Error) => (error instanceof DataFileError ? error.message : `no word for ${String(error)}`),
    );
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'loa-file-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  it('is read as it was written, again and again', async () => {
    expect(await HORNS.read(folder)).toBeUndefined();
    for (const horns of [[{ name: 'a', watts: 25 }, { name: 'b' }], []]) {
      await HORNS.write(folder, { horns });
      expect(await HORNS.read(folder)).toEqual({ horns });
    }
    expect([statSync(path()).mode & 0o777, existsSync(`${path()}.new`)]).toEqual([0o600, false]);
  });

  it('is made together with its folder, and replaces what a crash left unfinished', async () => {
    folder = join(folder, 'deep');
    await HORNS.write(folder, { horns: [] });
    writeFileSync(`${path()}.new`, '{"horns":[{"na');
    await HORNS.write(folder, { horns: [{ name: 'a' }] });
    expect(await HORNS.read(folder)).toEqual({ horns: [{ name: 'a' }] });
    folder = join(folder, '..');
  });

  it('of the time before versions is read like the first version', async () => {
    writeFileSync(path(), '{"horns":[{"name":"a"}]}');
    expect(await HORNS.read(folder)).toEqual({ horns: [{ name: 'a' }] });
  });

  it('that does not fit its schema is not even written', async () => {
    await expect(HORNS.write(folder, { horns: [{ name: 7 as never }] })).rejects.toThrow('expected string');
    expect(existsSync(path())).toBe(false);
  });

  it.each([
    ['a newer program wrote', '{"version":3,"horns":[]}', 'a newer Loa Làng wrote it (version 3; this one knows 2)'],
    ['was cut off', '{"version":2,"hor', 'it is no JSON, or was cut off'],
    ['is empty', '', 'it is empty'],
    ['holds something else', '[]', 'Invalid input: expected object, received array'],
    ['lacks something', '{"horns":[{}]}', 'horns.0.name: Invalid input: expected string, received undefined'],
    ['has a version that is none', '{"version":"new"}', 'version: Invalid input: expected number, received string'],
  ])('that %s is refused in one line: which file, what is wrong, what to do', async (_what, text, wrong) => {
    writeFileSync(path(), text);
    expect(await fault()).toBe(`${path()} cannot be used: ${wrong}. Count them again.`);
  });
});
