// Each thing that can be wrong with the machine is told with what to type against it.
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Config } from '#config';
import { checkBeforeStart, checkDataFolder, checkPort, lackOfRoom } from './before-start';

describe('before the start', () => {
  it('names the variable to set when a port is taken, and waits for one that is being given back', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    await expect(checkPort('127.0.0.1', port, 'LOA_HTTP_PORT')).rejects.toThrow(`LOA_HTTP_PORT=${port + 1} npm start`);
    const waiting = checkPort('127.0.0.1', port, 'LOA_HTTP_PORT', 5_000);
    other.close();
    await expect(waiting).resolves.toBeUndefined();
  });

  it('leaves the data folder as it is when a port is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    const dataDir = await mkdtemp(join(tmpdir(), 'loa-before-'));
    await chmod(dataDir, 0o755);
    const own = { dataDir, runDir: join(dataDir, 'run'), database: { sqlitePath: join(dataDir, 'db', 'loa.sqlite') } };
    const config = { ...own, http: { host: '127.0.0.1', port }, audit: { keysDir: join(dataDir, 'keys') } } as Config;
    await expect(checkBeforeStart(config, () => undefined)).rejects.toThrow('LOA_HTTP_PORT');
    expect((await stat(dataDir)).mode & 0o777).toBe(0o755);
    expect(await readdir(dataDir)).toEqual([]);
    other.close();
    await rm(dataDir, { recursive: true });
  });

  it('names the variable to set when an address is not of this machine', async () => {
    await expect(checkPort('203.0.113.1', 8080, 'LOA_HTTP_PORT')).rejects.toThrow('Set LOA_HTTP_PORT');
  });

  it('closes folders that were there before to the other users of the machine', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'loa-before-'));
    const [keysDir, sqlitePath] = [join(dataDir, 'keys'), join(dataDir, 'loa-lang.sqlite')];
    await mkdir(keysDir);
    for (const folder of [dataDir, keysDir]) await chmod(folder, 0o755);
    await checkDataFolder({ dataDir, database: { sqlitePath }, audit: { keysDir } } as Config, () => undefined);
    for (const folder of [dataDir, keysDir]) expect((await stat(folder)).mode & 0o777).toBe(0o700);
    await rm(dataDir, { recursive: true });
  });

  it('wants 500 MB of room', () => {
    expect(lackOfRoom(499 * 1024 * 1024, '/srv')).toContain('Only 499 MB are free at /srv');
    expect(lackOfRoom(500 * 1024 * 1024, '/srv')).toBeUndefined();
  });
});
