// A pole is added while the demo runs: the technician lists it for the fleet, once, and leaves alone what another box serves.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FLEET_POLES } from '#data-folder';
import { DeskClient } from './desk-client';
import { hangBoxes, serveAll } from './technician';

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

  it('ends in order when everything ends after the server was away while it was at work', async () => {
    const ending = new AbortController();
    const live = () =>
      new ReadableStream<Uint8Array>({
        start(controller) {
          controller.enqueue(new TextEncoder().encode('data: {"kind":"controller.'));
          controller.enqueue(new TextEncoder().encode('created"}\n'));
          ending.signal.addEventListener('abort', () => controller.error(ending.signal.reason));
        },
      });
    let looked = 0;
    const get = async () => {
      looked += 1;
      // The second look is for the new pole.
      if (looked === 2) throw new Error('the server is away');
      if (looked === 3) ending.abort();
      return { items: [] };
    };
    const signedIn = { ...desk, get, stream: () => Promise.resolve(live()) } as unknown as DeskClient;
    jest.spyOn(DeskClient, 'signIn').mockResolvedValue(signedIn);
    const place = { serverUrl: 'http://desk', communeId: 'c', fleetDir, login: 'thuat', password: '' };
    await hangBoxes(place, ending.signal, (line) => said.push(line), 0);
    await new Promise((resolve) => setImmediate(resolve));
    expect([looked, said]).toEqual([3, ['! technician: the server is away']]);
  });
});
