// A backup taken beside a server that writes, and its way back: proved before anything is touched, with what was there kept beside it.
import { foundCommune } from '#application';
import { readConfig, type Config } from '#config';
import {
  AUDIT_HEADS,
  lockDataFolder,
  readAuditKeys,
  SEALING_KEY,
  SEALING_KEY_FOLDER,
  WITNESS,
  writeAuditKey,
} from '#data-folder';
import { openDatabase, type Database } from '#persistence';
import { generateKeys } from '#protocol';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { NOON } from '../../../test/support/factories';
import { DESK_COMMUNE } from '../../../test/support/desk-commune';
import { backUp } from './backup';
import { filesBelow, verifiedFiles } from './manifest';
import { bringBack, restore } from './restore';

let root: string;
let config: Config;
let database: Database;
const folder = () => join(root, 'backups');
const day = (number: number) => new Date(NOON + number * 86_400_000);

beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'loa-backup-'));
  // Nobody listens at that port.
  config = readConfig({ LOA_DATA_DIR: join(root, 'data'), LOA_HTTP_PORT: '1' });
  database = await open();
  await database.migrate();
  sound('one');
});
afterEach(async () => {
  await database.close();
  rmSync(root, { recursive: true });
});

const open = () => openDatabase({ path: config.database.sqlitePath, reportError: fail });
const fail = (error: unknown) => {
  throw error;
};
const found = (name: string) =>
  database.unitOfWork.run((stores) => foundCommune(stores, { ...DESK_COMMUNE, name, people: [] }, NOON));
const names = async () => (await database.unitOfWork.read.places.communes()).map(({ name }) => name);

function sound(text: string): string {
  const sha256 = createHash('sha256').update(text).digest('hex');
  const path = join(config.media.soundsDir, 'sounds', sha256.slice(0, 2), sha256);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  return path;
}

it('brings back what was committed when it was taken, and keeps what came since beside it', async () => {
  await found('trước');
  // The database is open and its write-ahead log full.
  const made = await backUp(config, folder(), day(0), 7);
  await found('sau');
  const lost = sound('one');
  rmSync(lost);
  const later = sound('two');
  await database.close();
  await WITNESS.write(config.dataDir, { communes: [], restored: false });

  const aside = (await bringBack(config, made, day(1)))!;
  expect(await WITNESS.read(config.dataDir)).toEqual({ communes: [], restored: true });
  expect([readFileSync(lost, 'utf8'), existsSync(later)]).toEqual(['one', true]);
  expect(readdirSync(aside)).toContain('loa-lang.sqlite');
  database = await open();
  expect(await names()).toEqual(['trước']);
});

it('carries the keys that sign the event log, and puts what was kept of the log before beside it', async () => {
  const key = { ...generateKeys(), keyId: 'key-1', createdAt: NOON };
  await writeAuditKey(config.audit.keysDir, key);
  const [sealing, sealingKey] = [join(config.audit.keysDir, SEALING_KEY_FOLDER), { key: `${'A'.repeat(43)}=` }];
  await SEALING_KEY.write(sealing, sealingKey);
  const made = await backUp(config, folder(), day(0), 7);
  await writeAuditKey(config.audit.keysDir, { ...key, keyId: 'key-2' });
  rmSync(join(config.audit.keysDir, 'key-1.json'));
  rmSync(sealing, { recursive: true });
  await AUDIT_HEADS.write(config.audit.headsDir, { heads: [], keyId: 'before', signature: '' });
  await database.close();

  const aside = (await bringBack(config, made, day(1)))!;

  expect((await readAuditKeys(config.audit.keysDir)).map(({ keyId }) => keyId)).toEqual(['key-1', 'key-2']);
  expect(await SEALING_KEY.read(sealing)).toEqual(sealingKey);
  expect(await AUDIT_HEADS.read(config.audit.headsDir)).toMatchObject({
    heads: [],
    signature: expect.any(String) as string,
  });
  expect(await AUDIT_HEADS.read(aside)).toMatchObject({ keyId: 'before' });
  database = await open();
});

it('refuses a copy that is damaged or cut short, and touches nothing', async () => {
  await found('xã');
  const made = await backUp(config, folder(), day(0), 7);
  await database.close();
  const before = readFileSync(config.database.sqlitePath);
  const copied = join(made, 'loa-lang.sqlite');
  const bytes = readFileSync(copied);
  bytes[bytes.length - 1]! ^= 1;
  writeFileSync(copied, bytes);
  await expect(bringBack(config, made, day(1))).rejects.toThrow('is damaged');
  rmSync(copied);
  await expect(bringBack(config, made, day(1))).rejects.toThrow('is missing');
  rmSync(join(made, 'backup.json'));
  await expect(bringBack(config, made, day(1))).rejects.toThrow('holds no backup');
  expect(readFileSync(config.database.sqlitePath)).toEqual(before);
  database = await open();
});

it('refuses while the installation runs', async () => {
  const made = await backUp(config, folder(), day(0), 7);
  // Any living process that is not ours: whoever started these tests.
  mkdirSync(config.runDir, { recursive: true });
  const stat = readFileSync(`/proc/${process.ppid}/stat`, 'utf8');
  const born = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
  writeFileSync(join(config.runDir, 'launcher.lock'), `${process.ppid} ${born}`);
  await expect(restore.run(config, [made])).rejects.toThrow('Another Loa Làng');
  rmSync(join(config.runDir, 'launcher.lock'));
  lockDataFolder(config.runDir).release();
});

it('keeps the newest ones, and counts no unfinished one among them', async () => {
  mkdirSync(join(folder(), 'loa-lang-2026-01-01T00-00-00-000Z'), { recursive: true });
  for (const number of [0, 1, 2]) await backUp(config, folder(), day(number), 2);
  const kept = readdirSync(folder()).filter((name) => existsSync(join(folder(), name, 'backup.json')));
  expect(kept).toEqual([1, 2].map((number) => `loa-lang-${day(number).toISOString().replace(/[:.]/g, '-')}`));
});

it('goes on without a sound that its commune keeps no longer and that is taken away meanwhile', async () => {
  const gone = sound('two');
  const list = async (below: string) => {
    const listed = await filesBelow(below);
    rmSync(gone, { force: true });
    return listed;
  };
  const made = await backUp(config, folder(), day(0), 7, list);
  const names = (await verifiedFiles(made)).map(({ path }) => path.split('/')[0]);
  expect(names).toEqual(['loa-lang.sqlite', 'sounds']);
});
