// What the fleet does with files that it cannot use: without its list it says so and ends, without one identity one box stays off.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DataFileError, FLEET_POLES } from '#data-folder';
import { byMqtt } from './device';
import { Fleet } from './fleet';

describe('a fleet', () => {
  let dir: string;
  let fleet: Fleet;
  let noted: string[];
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'loa-fleet-'));
    noted = [];
    const note = (id: string) => (event: string, details?: object) =>
      void noted.push(`${id} ${event} ${JSON.stringify(details)}`);
    const serverUrl = 'http://127.0.0.1:1';
    fleet = new Fleet({ dir, serverUrl, linkOf: byMqtt(serverUrl), clockOffsetMs: 0, seed: 1, note });
  });
  afterEach(async () => {
    await fleet.close();
    rmSync(dir, { recursive: true });
  });

  it('ends with words when its list cannot be used', async () => {
    writeFileSync(join(dir, 'enrolment.json'), '{"devices":[{"controllerId":"a","code":7}]}');
    const refusal = fleet.start();
    await expect(refusal).rejects.toBeInstanceOf(DataFileError);
    await expect(refusal).rejects.toThrow(`${dir}/enrolment.json cannot be used: devices.0.code: Invalid input`);
  });

  it('lets a box stay off whose identity cannot be used, says why, and is complete without it', async () => {
    await FLEET_POLES.write(dir, { devices: [{ controllerId: 'spoilt' }, { controllerId: 'lost' }] });
    mkdirSync(join(dir, 'spoilt'));
    writeFileSync(join(dir, 'spoilt', 'identity.json'), '{"version":99}');
    await fleet.start();
    await fleet.enrolled();
    expect(fleet.members()).toEqual([]);
    expect(noted).toEqual([
      expect.stringMatching(/^spoilt device\.stays-off .*a newer Loa Làng wrote it \(version 99;/),
    ]);
  });
});
