// Whoever lost the heads of the logs, or the key, begins anew and is told so in either language; where nothing was signed there is nothing to begin.
import type { Config } from '#config';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AUDIT_HEADS } from '#data-folder';
import { auditBegin } from './audit-begin';

let folder: string;
let said: string[];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'loa-begin-'));
  said = [];
  jest.spyOn(console, 'log').mockImplementation((line: string) => said.push(line));
});
afterEach(async () => {
  jest.restoreAllMocks();
  await rm(folder, { recursive: true });
});

const begin = (...args: string[]) => {
  const database = { sqlitePath: join(folder, 'loa-lang.sqlite') };
  const audit = { keysDir: join(folder, 'keys'), headsDir: folder };
  return auditBegin.run({ database, audit } as Config, args);
};

it('says in Vietnamese and in English what it did, or why there is nothing to do', async () => {
  await expect(begin()).rejects.toThrow('Nhật ký chưa được ký lần nào');
  await expect(begin('--language', 'en')).rejects.toThrow('Nothing was signed yet');
  await expect(begin('--language', 'fr')).rejects.toThrow('The languages are vi and en.');

  await AUDIT_HEADS.write(folder, { keyId: 'lost', heads: [], signature: 'AAAA' });
  await begin();
  await begin('--language', 'en');
  expect(said).toEqual([
    `Từ giờ nhật ký được ký và ghi giữ lại từ đầu ở ${folder}.`,
    `From here on the log is signed anew, and its heads are kept in ${folder}.`,
  ]);
});
