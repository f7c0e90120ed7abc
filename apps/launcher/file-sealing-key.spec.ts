import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FileSealingKey } from './file-sealing-key';
import { dataFolderFile, readAuditKeys } from '#data-folder';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'loa-sealing-'))));
afterEach(() => rmSync(folder, { recursive: true }));

it('is made once, for its owner alone, and is no key of the event log', async () => {
  const first = new FileSealingKey(folder);
  const [made, again] = await Promise.all([first.key(), first.key()]);
  expect(made).toHaveLength(32);
  expect(again).toEqual(made);
  expect(await new FileSealingKey(folder).key()).toEqual(made);
  const path = 'sealing/second-factors.json';
  expect(statSync(join(folder, path)).mode & 0o777).toBe(0o600);
  expect(dataFolderFile(`keys/${path}`)).toMatchObject({ version: 1, writers: ['server', 'restore'] });
  expect(await readAuditKeys(folder)).toEqual([]);
});
