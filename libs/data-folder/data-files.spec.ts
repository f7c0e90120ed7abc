// The list of what lies in the data folder, and files as the version before wrote them: an update must go on where it was.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readAirLog } from './air-log-line';
import { CHILDREN, requireChild } from './children-state';
import { DATA_FOLDER, dataFolderFile } from './data-files';
import { FLEET_POLES } from './fleet-poles';
import { IDENTITY } from './identity';
import { preparedLine, readPrepared } from './prepared';

describe('the list of the data folder', () => {
  it('finds each file once, also while it is being written, and no other', () => {
    expect(new Set(DATA_FOLDER.map(({ path }) => path)).size).toBe(DATA_FOLDER.length);
    expect(dataFolderFile('fleet/01a2/identity.json')).toMatchObject({ version: 1, readers: ['fleet', 'prepare'] });
    expect(dataFolderFile('fleet/enrolment.json.new')?.path).toBe('fleet/enrolment.json');
    for (const name of ['journal', 'programme', 'settings', 'drill', 'orders', 'time', 'self-test', 'unused-sounds'])
      expect(dataFolderFile(`fleet/01a2/${name}`)).toMatchObject({ version: 1, writers: ['fleet'] });
    for (const path of ['fleet/notes.txt', 'loa-langXsqlite', 'run/a/b.pid', 'x/run/a.pid'])
      expect([path, dataFolderFile(path)]).toEqual([path, undefined]);
  });
});

describe('files of the data folder', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'loa-files-'))));
  afterEach(() => rmSync(folder, { recursive: true }));
  const lies = (name: string, text: string) => writeFileSync(join(folder, name), text);

  it('are read as they were written before they had versions', async () => {
    lies('enrolment.json', '{"devices":[{"controllerId":"01a2"},{"controllerId":"01a3","code":"7KQ2-MX9B"}]}');
    expect((await FLEET_POLES.read(folder))?.devices).toEqual([
      { controllerId: '01a2' },
      { controllerId: '01a3', code: '7KQ2-MX9B' },
    ]);
    const names = {
      deviceId: 'd',
      controllerId: 'c',
      communeId: 'x',
      zoneId: 'z',
      credential: 's',
      mqttUrl: 'mqtt://h',
    };
    const identity = { ...names, serverKey: { keyId: 'k', publicKey: 'p' }, privateKeyPem: 'pem' };
    lies('identity.json', JSON.stringify(identity));
    expect(await IDENTITY.read(folder)).toEqual(identity);
    const line = { event: 'start', at: '2026-11-21T10:00:00.000Z', atMs: 2, hostMs: 1, controllerId: 'c' };
    const rest = { playbackId: 'p', airingId: 'a', sounds: ['s'], completed: false, playedMs: 0 };
    lies('air-log.jsonl', `${JSON.stringify({ ...line, ...rest })}\n{"event":"en`);
    expect(readAirLog(folder)).toEqual([{ version: 1, ...line, ...rest }]);
  });

  it('say of a child that is down why it is, and nothing of one that runs or was never started', async () => {
    await requireChild(folder, 'fleet');
    const children = [
      { name: 'fleet', state: 'falling', lastWords: 'could not start' },
      { name: 'redis', state: 'running', lastWords: '' },
    ] as const;
    await CHILDREN.write(folder, { children });
    await expect(requireChild(folder, 'fleet')).rejects.toThrow('fleet is falling: could not start');
    await requireChild(folder, 'redis');
  });

  it('have a sibling that is only said: what was prepared', () => {
    const prepared = { clockOffsetMs: 1, communeId: 'c', communeName: 'Bản Lá', accounts: [] };
    expect(readPrepared(`migrated: x\n${preparedLine(prepared)}\n`)).toEqual(prepared);
    expect(() => readPrepared('{"clockOffsetMs":"1"}')).toThrow('expected number');
  });
});
