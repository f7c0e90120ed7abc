// What one pole says, and what is looked after every minute, costs what changed and not what hangs in the commune. Counted in calls of the stores,
// because a second commune of the same size would hide it from any clock.
import { DeviceSettingsPublisher, PoleAlerts, PolePresence } from '#application';
import { MINUTE_MS, SURE_CLOCK_MS } from '#domain';
import { PROTOCOL_VERSION, privateKeyOf, sealEnvelope } from '#protocol';
import { callsOf } from '../support/counted-calls';
import { NobodyWaits } from '../support/desk-ports';
import { DeskWorld } from '../support/desk-world';
import { openPlain } from '../support/plain-sqlite';
import type { Box } from '../support/signing-box';

const POLES = ['Nà Khoang', 'Phìn Sử'].flatMap((village) => [1, 2, 3].map((number) => `${village} ${number}`));

let world: DeskWorld;
let boxes: Box[];
beforeEach(async () => {
  world = await DeskWorld.open();
  boxes = [await world.enrol(POLES[0]!), await world.enrol(POLES[1]!)];
});
afterEach(() => world.close());

const publisher = () => world.get(DeviceSettingsPublisher);
const counted = (work: () => Promise<unknown>) => callsOf(world.database.unitOfWork, work);
const published = () => world.link.said.filter(({ channel }) => channel === 'settings').map(({ to }) => to);

/** The same, once with two poles and once with all of them. */
async function withTwoAndWithAll(work: () => Promise<unknown>) {
  const two = await counted(work);
  for (const name of POLES.slice(2)) boxes.push(await world.enrol(name));
  await publisher().renew(world.communeId);
  return { two, all: await counted(work) };
}

function status({ deviceId, controllerId, privateKeyPem }: Box, soundsHeld: number, uncertaintyMs = 5): Uint8Array {
  const said = {
    protocol: PROTOCOL_VERSION,
    ...{ communeId: world.communeId, controllerId, deviceId, at: world.clock.now() },
    ...{
      uncertaintyMs,
      uptimeMs: 1_000,
      soundsWanted: 3,
      soundsHeld,
      bytesWanted: 300,
      bytesHeld: 100 * soundsHeld,
    },
    ...{ airingId: null, volumePercent: 80 },
  } as const;
  return sealEnvelope('status', said, { keyId: deviceId, privateKey: privateKeyOf(privateKeyPem) });
}

it('takes what a pole says of itself without reading what the others said', async () => {
  const take = (soundsHeld: number) =>
    world.poleReports.take(world.communeId, boxes[0]!.deviceId, status(boxes[0]!, soundsHeld));
  await take(1);
  const seen: number[] = [];
  world.poleReports.watch(world.communeId, (report) => seen.push(report.soundsHeld));
  expect(await counted(() => take(2))).toEqual({
    ...{ 'devices.devicesByIds': 1, 'poles.reportsOf': 1, 'poles.putReports': 1 },
  });
  await take(2);
  expect(seen).toEqual([2]);
});

it('tells whoever watches that the clock of a pole is sure by now, and not that it is a little surer', async () => {
  const seen: number[] = [];
  world.poleReports.watch(world.communeId, (report) => seen.push(report.uncertaintyMs));
  for (const uncertaintyMs of [SURE_CLOCK_MS + 1, 5, 4]) {
    await world.poleReports.take(world.communeId, boxes[0]!.deviceId, status(boxes[0]!, 1, uncertaintyMs));
  }
  expect(seen).toEqual([SURE_CLOCK_MS + 1, 5]);
});

it('keeps what each pole said last, and takes what all say at once together', async () => {
  for (const name of POLES.slice(2)) boxes.push(await world.enrol(name));
  const take = (box: Box, soundsHeld: number) =>
    world.poleReports.take(world.communeId, box.deviceId, status(box, soundsHeld));
  const calls = await counted(() =>
    Promise.all([1, 2, 3].flatMap((soundsHeld) => boxes.map((box) => take(box, soundsHeld)))),
  );
  const reports = await world.database.unitOfWork.read.poles.reports(world.communeId);
  expect(reports.map(({ soundsHeld }) => soundsHeld)).toEqual(boxes.map(() => 3));
  // The first alone, because nothing else was there; the others together.
  expect(calls).toEqual({ 'devices.devicesByIds': 2, 'poles.reportsOf': 2, 'poles.putReports': 2 });
});

it('looks after settings every minute without asking for each pole, and writes nothing when nothing changed', async () => {
  await publisher().renew(world.communeId);
  const units = jest.spyOn(world.database.unitOfWork, 'run');
  const { two, all } = await withTwoAndWithAll(() => publisher().renew(world.communeId));
  expect(all).toEqual(two);
  units.mockClear();
  world.clock.pass(MINUTE_MS);
  await publisher().renew(world.communeId);
  expect(units).not.toHaveBeenCalled();
});

it('issues and publishes the settings of the poles that changed, and no others', async () => {
  await withTwoAndWithAll(() => publisher().renew(world.communeId));
  const before = published();
  expect(new Set(before)).toEqual(new Set(boxes.map(({ controllerId }) => controllerId)));
  await world.database.unitOfWork.run(({ places }) =>
    places.updateController(boxes[1]!.controllerId, { volumePercent: 35 }),
  );
  const calls = await counted(() => publisher().renew(world.communeId));
  expect(published().slice(before.length)).toEqual([boxes[1]!.controllerId]);
  expect(calls).toMatchObject({ 'delivery.putSettings': 1 });
});

describe('poles that come and go', () => {
  const note = (online: boolean) => Promise.all(boxes.map(({ deviceId }) => world.presences.note(deviceId, online)));
  const changes = () => world.database.unitOfWork.read.poles.presenceSince(world.communeId, 0);
  const ids = () => boxes.map(({ controllerId }) => controllerId).sort();

  beforeEach(async () => {
    for (const name of POLES.slice(2)) boxes.push(await world.enrol(name));
  });

  it('are written together when all do at once, each with an event of its own', async () => {
    const calls = await counted(() => note(true));
    // Two loads at most: the first alone, because nothing else was there, and the others. Each reads outside, and again where nobody else writes.
    expect(Math.max(...Object.values(calls))).toBeLessThanOrEqual(4);
    expect(calls['devices.notePresence']).toBeLessThanOrEqual(2);
    const devices = await world.database.unitOfWork.read.devices.devices(world.communeId);
    expect(devices).toEqual(devices.map((device) => ({ ...device, online: true, lastSeenAt: world.clock.now() })));
    const said = (await changes()).map(({ controllerId, online }) => [controllerId, online]);
    expect(said).toEqual(ids().map((id) => [id, true]));
    const { items } = await world.database.unitOfWork.read.events.latest(world.communeId, { limit: POLES.length });
    expect(items.map(({ kind, subjectId }) => [kind, subjectId]).sort()).toEqual(
      ids().map((id) => ['device.online', id]),
    );
    expect(Object.keys(await counted(() => note(true)))).toEqual(['devices.devicesByIds']);
  });

  it('are written by the next round together, when they did not come back with the server', async () => {
    await note(true);
    const presences = new PolePresence(world.database.unitOfWork, world.clock, new NobodyWaits());
    await presences.noteSilent(world.communeId);
    world.clock.pass(MINUTE_MS);
    expect(await counted(() => presences.noteSilent(world.communeId))).toMatchObject({
      ...{ 'devices.devices': 1, 'devices.devicesByIds': 2, 'devices.notePresence': 1 },
      ...{ 'poles.putPresence': 1, 'events.appendAll': 1 },
    });
    expect((await changes()).slice(POLES.length).map(({ online }) => online)).toEqual(boxes.map(() => false));
  });

  it('are told of together, with as many statements as one', async () => {
    await note(true);
    world.clock.pass(MINUTE_MS);
    await note(false);
    world.clock.pass(MINUTE_MS);
    const calls = await counted(() => world.get(PoleAlerts).tellWhoIsAway(world.communeId));
    expect(calls).toMatchObject({ 'poles.putPresence': 2 });
    expect(await world.database.unitOfWork.read.poles.untoldAbsences(world.communeId)).toEqual([]);
  });

  it('one that the database refuses keeps no other out', async () => {
    const plain = await openPlain(world.database.path);
    const refused = boxes[2]!.controllerId;
    await plain.all(
      `CREATE TRIGGER refused BEFORE INSERT ON presence_changes WHEN NEW."controllerId" = '${refused}'
       BEGIN SELECT RAISE(ABORT, 'refused'); END`,
    );
    const noted = await Promise.allSettled(boxes.map(({ deviceId }) => world.presences.note(deviceId, true)));
    expect(noted.map(({ status: outcome }) => outcome)).toEqual(
      boxes.map(({ controllerId }) => (controllerId === refused ? 'rejected' : 'fulfilled')),
    );
    await plain.all('DROP TRIGGER refused');
    await plain.close();
    await world.presences.noteSilent(world.communeId);
    expect((await changes()).map(({ controllerId }) => controllerId)).toEqual(ids());
  });
});
