// A pole is added while the demo runs: the technician lists it for the fleet, once, and leaves alone what another box serves.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FLEET_POLES } from '#data-folder';
import type { DeskClient } from './desk-client';
import { serveAll } from './technician';

describe('the technician of the demo', () => {
  let fleetDir: string;
  let poles: { id: string; name: string; device: object | null }[];
  let codes: number;
  let said: string[];
  const desk = {
    get: () => Promise.resolve({ items: poles }),
    post: (path: string) => Promise.resolve({ code: `code ${++codes} of ${path}` }),
  } as unknown as Pick<DeskClient, 'get' | 'post'>;
  const serve = () => serveAll(desk, { communeId: 'c', fleetDir }, (line) => said.push(line));

  beforeEach(() => {
    fleetDir = mkdtempSync(join(tmpdir(), 'loa-fleet-'));
    [codes, said] = [0, []];
  });
  afterEach(() => rmSync(fleetDir, { recursive: true }));

  it('lists a new pole with a code, once, and nothing else', async () => {
    await FLEET_POLES.write(fleetDir, { devices: [{ controllerId: 'old' }, { controllerId: 'waiting', code: 'w' }] });
    poles = [
      { id: 'old', name: 'Cũ', device: {} },
      { id: 'waiting', name: 'Đang chờ', device: null },
      { id: 'real', name: 'Hộp thật', device: {} },
      { id: 'new', name: 'Cổng bản', device: null },
    ];
    await serve();
    await serve();
    expect((await FLEET_POLES.read(fleetDir))?.devices).toEqual([
      { controllerId: 'old' },
      { controllerId: 'waiting', code: 'w' },
      { controllerId: 'new', code: 'code 1 of /controllers/new/enrolment-codes' },
    ]);
    expect([codes, said]).toEqual([1, ['Kỹ thuật viên lắp hộp cho cụm loa mới “Cổng bản”']]);
  });
});
