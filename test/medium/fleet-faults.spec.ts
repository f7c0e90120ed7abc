// What the fleet can break and mend on a pole, over each link that can be chosen: the server sees what it would see of a real box.
import { byMqtt, inProcess, OpenFleet } from '#controller';
import { FLEET_POLES } from '#data-folder';
import { DEVICE_LINKS, type DeviceLinkName } from '#devices';
import type { PoleFaultName } from '#domain';
import { playbackIdOf, type ProgrammeEntry } from '#protocol';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { json } from 'node:stream/consumers';
import { FleetServer } from '../support/fleet-server';
import { until } from '../support/until';

const NAMES: Readonly<Record<string, string>> = {
  'pole-0': 'Bản trên · Nhà văn hóa',
  'pole-1': 'Bản dưới · Nhà văn hóa',
  'pole-2': 'Bản dưới · Cổng bản',
};
const POLES = Object.keys(NAMES);
const ZONE = 'zone-0';
/** A guard against hanging, not a measure of speed. */
const PATIENCE_MS = 60_000;
/** A box with a new journal begins nothing that is due within some seconds of its first power-on. */
const LEAD_MS = 12_000;
/** A machine that stalls starts late. */
const LATE_MS = 20_000;
const LINKS = Object.keys(DEVICE_LINKS) as DeviceLinkName[];

describe.each(LINKS)('the poles of a fleet (%s)', (by) => {
  let dir: string;
  let server: FleetServer;
  let fleet: OpenFleet;
  const errors: string[] = [];
  const log = { debug: () => undefined, warn: () => undefined, error: () => undefined };

  const openFleet = (rest: { readonly faultsFile?: string; readonly count?: number } = {}) => {
    const { boxEnd, url } = server;
    const settings = { dir: join(dir, 'fleet'), serverUrl: url, mqttUrl: undefined, clockOffsetMs: 0, seed: 1 };
    const opened = { count: undefined, faultsFile: undefined, controlSocket: join(dir, 'fleet.sock'), ...rest };
    return OpenFleet.open({ ...settings, ...opened }, boxEnd ? inProcess(url, boxEnd) : byMqtt(url), log);
  };
  const ask = async (method: string, path: string, body?: object): Promise<unknown> => {
    const call = request({ socketPath: join(dir, 'fleet.sock'), method, path });
    call.end(body && JSON.stringify(body));
    const [response] = await once(call, 'response');
    return json(response);
  };
  const turn = (fault: PoleFaultName, on: boolean, pole = 'pole-1') =>
    ask('POST', `/controllers/${pole}/faults`, { fault, on });
  const isOnline = (pole: string) => server.online.has(`device-of-${pole}`);
  const awaitOnline = (pole: string, online: boolean) =>
    until(() => isOnline(pole) === online, `${pole} to be ${online ? 'there' : 'away'}`, PATIENCE_MS);
  const entry = (airingId: string): ProgrammeEntry => ({
    ...{ airingId, rundownId: 'rundown-1', kind: 'item', title: airingId, messageClass: 'normal' },
    ...{ startsAt: server.now() + LEAD_MS, durationMs: 500, lateLimitMs: LATE_MS },
    sounds: [{ ...server.offer(randomBytes(1_000)), durationMs: 500 }],
    controllerIds: POLES,
  });
  const ended = (pole: string, airingId: string) =>
    server.receipts.find(
      (receipt) =>
        'playbackId' in receipt && receipt.playbackId === playbackIdOf(airingId, pole) && receipt.kind !== 'started',
    );

  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'loa-faults-'));
    server = await FleetServer.start(0, (error) => errors.push(error.message), by);
    const devices = POLES.map((controllerId) => ({
      controllerId,
      name: NAMES[controllerId],
      code: `${controllerId}@${ZONE}`,
    }));
    await FLEET_POLES.write(join(dir, 'fleet'), { devices });
    fleet = await openFleet();
    await fleet.start();
    for (const pole of POLES) await awaitOnline(pole, true);
  });
  afterAll(async () => {
    await fleet.close();
    await server.close();
    await rm(dir, { recursive: true, force: true });
  });

  it('says of a silent horn that it failed, of the others that they played; nothing sounds twice', async () => {
    await turn('horn-silent', true);
    await server.publish(ZONE, 1, [entry('one')]);
    await until(() => POLES.every((pole) => ended(pole, 'one')), 'the end on every pole', PATIENCE_MS);
    expect(POLES.map((pole) => ended(pole, 'one')!.kind)).toEqual(['played', 'interrupted', 'played']);
    await turn('horn-silent', false);
  });

  it('a full disk switches the box off, and room brings it back', async () => {
    await turn('pole-disk-full', true);
    await server.publish(ZONE, 2, [entry('two')]);
    await awaitOnline('pole-1', false);
    await turn('pole-disk-full', false);
    await awaitOnline('pole-1', true);
    await until(() => POLES.every((pole) => ended(pole, 'two')), 'a word from every pole', PATIENCE_MS);
  });

  it.each(['power', 'link-down', 'damaged-file', 'older-journal'] as const)(
    'one pole is away while %s stands, and is back when it is mended; the others stay',
    async (fault) => {
      await turn(fault, true);
      await awaitOnline('pole-1', false);
      expect(await ask('GET', '/controllers')).toContainEqual(
        expect.objectContaining({ controllerId: 'pole-1', faults: [fault] }),
      );
      expect([isOnline('pole-0'), isOnline('pole-2')]).toEqual([true, true]);
      await turn(fault, false);
      await awaitOnline('pole-1', true);
    },
  );

  it('serves as many as it is told, and refuses by name what a fleet cannot do', async () => {
    await fleet.close();
    const script = join(dir, 'faults.json');
    const lasts = { atMs: 0, forMs: 60_000 };
    const faults = [
      { kind: 'server-clock', jumpMs: 60_000, ...lasts },
      { kind: 'power', pole: 'pole-2', ...lasts },
      { kind: 'damaged-file', pole: 'Bản trên · Nhà văn hóa', file: 'diary', ...lasts },
      { kind: 'power', pole: 'pole-0', ...lasts },
      { kind: 'power', pole: 'Bản trên · Nhà văn hóa', ...lasts },
      { kind: 'horn', pole: 'Nhà văn hóa', manner: 'silent', ...lasts },
    ];
    await writeFile(script, JSON.stringify({ version: 1, faults }));
    fleet = await openFleet({ faultsFile: script, count: 2 });
    const refused = await fleet.start().catch(String);
    expect(refused).toContain('fault 1 (server-clock): the server is none of the fleet');
    expect(refused).toContain('fault 2 (power): the fleet has no pole “pole-2”');
    expect(refused).toContain('fault 3 (damaged-file): a box has no file “diary”');
    expect(refused).toContain('fault 5 (power): fault 4 does the same');
    expect(refused).toContain('fault 6 (horn): 2 poles are called “Nhà văn hóa”');
    expect(fleet.size).toBe(2);
  });

  it('lives through a script', async () => {
    await fleet.close();
    const script = join(dir, 'faults.json');
    const faults = [{ kind: 'link', pole: null, manner: 'down', atMs: 0, forMs: 3_600_000 }];
    await writeFile(script, JSON.stringify({ version: 1, faults }));
    fleet = await openFleet({ faultsFile: script });
    await fleet.start();
    for (const pole of POLES) await awaitOnline(pole, false);
    for (const pole of POLES) await turn('link-down', false, pole);
    for (const pole of POLES) await awaitOnline(pole, true);
    expect(errors).toEqual([]);
  });
});
