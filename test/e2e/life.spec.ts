// The life of an installation from start to start: what one start writes the next one reads, in every program. It broadcasts in each of its
// lives, gets a pole more, loses its server before air, and what counts is the air log: every airing once at each pole, none twice.
import { dataFolderFile } from '#data-folder';
import { ApiPerson } from '../support/api-person';
import { AirDesk, type Booked, type HandedIn } from '../support/air-desk';
import { freePort, Installation } from '../support/installation';
import { until } from '../support/until';

jest.setTimeout(240_000);

const POLES = 44;
/** The shortest in which orders and sound reach every box on a busy machine. */
const AHEAD_S = 15;

let installation: Installation;
let desk: AirDesk;
let notice: HandedIn;
let addedPole: string;
const broadcasts: Booked[] = [];

beforeAll(async () => {
  installation = await Installation.start({ LOA_AIR_LEAD_SECONDS: '5', LOA_AIR_TICK_MS: '1000' });
  desk = await AirDesk.open(installation);
  await desk.everyPoleOnline(POLES);
  notice = await desk.handIn('drill/mo-dau.ogg', 'Mời họp thôn');
}, 120_000);

afterAll(() => installation?.stop());

/** On air, played, and receipted by every pole. */
async function broadcast(villages: readonly string[]): Promise<void> {
  const booking = await desk.onAir(notice, villages, AHEAD_S);
  broadcasts.push(booking);
  await until(() => desk.allAre('played', booking), 'the receipts', 60_000);
}

/** Each of its poles began it once, on the second, and ended it whole. */
async function expectSoundedOnce(booking: Booked): Promise<void> {
  const [starts, ends] = [await desk.soundedOf(booking, 'start'), await desk.soundedOf(booking, 'end')];
  const poles = [...booking.controllerIds].sort();
  expect(starts.map(({ controllerId }) => controllerId).sort()).toEqual(poles);
  expect(ends.map(({ controllerId }) => controllerId).sort()).toEqual(poles);
  expect(ends.every(({ completed }) => completed)).toBe(true);
  expect(starts.every(({ atMs }) => Math.abs(atMs - booking.at) < 1_000)).toBe(true);
}

it('broadcasts in its first life, and ends in order on Ctrl-C', async () => {
  await broadcast(['Nà Khoang']);
  expect(await installation.interrupt()).toBe(0);
});

it('starts again with all its poles and people, and broadcasts again', async () => {
  await installation.launch();
  await desk.everyPoleOnline(POLES);
  await broadcast(['Nà Khoang', 'Nà Mạ']);
});

it('gives a pole that was added at the desk its box at the third start', async () => {
  const technician = await ApiPerson.signIn(installation.url, 'luc');
  const zones = (await desk.mai.get(`/communes/${desk.communeId}/zones`)).body.items;
  const zone = zones.find((each: { villageId: string }) => each.villageId === desk.villageId('Nà Khoang'));
  const added = await technician.post(`/zones/${zone.id}/controllers`, { name: 'Cổng bản mới' });
  expect(added.status).toBe(201);
  addedPole = added.body.id;
  expect(await installation.interrupt()).toBe(0);

  // Another program took the port of the broker meanwhile.
  await installation.launch({ LOA_MQTT_PORT: String(await freePort()) });
  await desk.everyPoleOnline(POLES + 1);
});

it('plays with the server killed before air and the queue lost, also at the new pole, and hears of it once', async () => {
  const booking = await desk.onAir(notice, ['Nà Khoang', 'Huổi Mụa', 'Nậm Hốc'], AHEAD_S);
  expect(booking.controllerIds).toContain(addedPole);
  broadcasts.push(booking);
  await installation.flushRedis();
  await until(() => desk.allAre('ready', booking), 'the boxes to be ready', 25_000);
  // Nothing was serious in three lives.
  expect(installation.output).not.toMatch(/^! /m);
  installation.kill('server');
  const ids = new Set(booking.controllerIds);
  const ended = () =>
    installation
      .airLog()
      .filter((line) => line.event === 'end' && ids.has(line.controllerId) && line.atMs > booking.at);
  await until(() => ended().length === ids.size, 'the boxes to sound alone', 90_000);
  expect(await installation.isReady()).toBe(false);
  await installation.restartServer();
  await until(() => desk.allAre('played', booking), 'the late receipts', 60_000);
});

it('has sounded every airing once at each of its poles, and nothing else', async () => {
  for (const booking of broadcasts) await expectSoundedOnce(booking);
  const expected = broadcasts.flatMap(({ controllerIds }) => controllerIds).length;
  expect(installation.airLog().filter(({ event }) => event === 'start')).toHaveLength(expected);
  // Whatever lies in the data folder is listed, with its schema, its writer and its readers.
  expect(installation.files().filter((path) => dataFolderFile(path) === undefined)).toEqual([]);
});
