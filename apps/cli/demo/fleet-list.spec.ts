// What one start leaves, the next one lists for its fleet: boxes that are there need nothing, missing ones get a code, real ones are left alone.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { foundCommune } from '#application';
import { FLEET_POLES, IDENTITY, type Enrolled } from '#data-folder';
import { temporaryDatabase, type TemporaryDatabase } from '../../../test/support/database';
import { aDevice, NOON } from '../../../test/support/factories';
import { listFleetPoles } from './fleet-list';

const PLAN = {
  ...{ name: 'xã Mường Thải', province: 'Sơn La', timeZone: 'Asia/Ho_Chi_Minh', approverRule: 'leader' as const },
  ...{ quietHours: [], slots: [], people: [] },
  villages: [
    {
      ...{ name: 'Suối Tàu', label: 'bản' as const, households: 40, languages: ['vi'], quietHours: null },
      zones: [{ name: 'Suối Tàu', controllers: ['1', '2', '3'] }],
    },
  ],
};

describe('the poles of the simulated fleet', () => {
  let database: TemporaryDatabase;
  let fleetDir: string;
  let communeId: string;
  let ids: string[];

  beforeEach(async () => {
    database = await temporaryDatabase();
    fleetDir = mkdtempSync(join(tmpdir(), 'loa-list-'));
    const { commune } = await database.unitOfWork.run((stores) => foundCommune(stores, PLAN, NOON));
    communeId = commune.id;
    ids = (await database.unitOfWork.read.places.controllers(communeId)).map(({ id }) => id);
  });
  afterEach(async () => {
    await database.remove();
    rmSync(fleetDir, { recursive: true });
  });

  const enrol = async (controllerId: string, deviceId: string, keeps = true) => {
    const device = aDevice({ id: deviceId, communeId, controllerId });
    await database.unitOfWork.run(({ devices }) => devices.insertDevice(device));
    if (keeps) await IDENTITY.write(join(fleetDir, controllerId), identity(controllerId, deviceId));
  };
  const identity = (controllerId: string, deviceId: string): Enrolled => ({
    ...{ deviceId, controllerId, communeId, zoneId: 'z', credential: 's', mqttUrl: 'mqtt://h', privateKeyPem: 'pem' },
    serverKey: { keyId: 'k', publicKey: 'p' },
  });
  /** Which of the poles 1 to 3 are listed, and which with a code. */
  const listed = async () => {
    await listFleetPoles(fleetDir, database.unitOfWork, communeId);
    const devices = (await FLEET_POLES.read(fleetDir))!.devices;
    return devices.map(({ controllerId, code }) => `${ids.indexOf(controllerId) + 1}${code ? ' with a code' : ''}`);
  };

  it('all get a code at the first start, and none when all have their boxes', async () => {
    expect(await listed()).toEqual(['1 with a code', '2 with a code', '3 with a code']);
    for (const id of ids) await enrol(id, `device-${id}`);
    expect(await listed()).toEqual(['1', '2', '3']);
  });

  it('get a code when the box never came to its identity, or the database knows nothing of it', async () => {
    await listed();
    await enrol(ids[0]!, 'device-1', false);
    await IDENTITY.write(join(fleetDir, ids[1]!), identity(ids[1]!, 'device of another life'));
    await enrol(ids[2]!, 'device-3');
    expect(await listed()).toEqual(['1 with a code', '2 with a code', '3']);
  });

  it('are left to a real box that was paired in their place, or before the fleet came to them', async () => {
    await enrol(ids[0]!, 'device-1');
    await FLEET_POLES.write(fleetDir, { devices: [{ controllerId: ids[0]! }] });
    await IDENTITY.write(join(fleetDir, ids[0]!), identity(ids[0]!, 'the simulated one'));
    await enrol(ids[1]!, 'paired by a technician', false);
    expect(await listed()).toEqual(['3 with a code']);
    expect(await listed()).toEqual(['3 with a code']);
  });

  it('keep a box whose identity cannot be used: the fleet says what is wrong with it', async () => {
    await enrol(ids[0]!, 'device-1');
    writeFileSync(join(fleetDir, ids[0]!, 'identity.json'), '{"version":99}');
    expect(await listed()).toEqual(['1', '2 with a code', '3 with a code']);
  });
});
