// What one pole says, and what is looked after every minute, costs what changed and not what hangs in the commune. Counted in calls of the stores,
// because a second commune of the same size would hide it from any clock.
import { DeviceSettingsPublisher } from '#application';
import { MINUTE_MS } from '#domain';
import { PROTOCOL_VERSION, privateKeyOf, sealEnvelope } from '#protocol';
import { callsOf } from '../support/counted-calls';
import { DeskWorld } from '../support/desk-world';
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

function status({ deviceId, controllerId, privateKeyPem }: Box, soundsHeld: number): Uint8Array {
  const said = {
    protocol: PROTOCOL_VERSION,
    ...{ communeId: world.communeId, controllerId, deviceId, at: world.clock.now() },
    ...{
      uncertaintyMs: 5,
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
