// A box that was stolen, or is broken, and sends nonsense without end: it costs few rows, people are told, and the others are heard as before.
import { DeviceConduct, PolePresence } from '#application';
import { DAY_MS, MINUTE_MS, SECOND_MS } from '#domain';
import { MOST_BYTES } from '#protocol';
import { noticeText } from '#words';
import { DeviceListener } from './device-listener';
import { DeskWorld } from '../../test/support/desk-world';
import type { Box } from '../../test/support/signing-box';

let world: DeskWorld;
let listener: DeviceListener;
let bad: Box;
let good: Box;

beforeEach(async () => {
  world = await DeskWorld.open();
  [bad, good] = [await world.enrol('Nà Khoang 1'), await world.enrol('Nà Khoang 2')];
  listens();
});
afterEach(() => world.close());

function listens(): void {
  const { link, evidence, poleReports, seals } = world;
  listener = new DeviceListener(link, evidence, world.get(PolePresence), poleReports, seals, world.get(DeviceConduct));
}

/** Everything that was said is dealt with. */
async function settled(): Promise<void> {
  await listener.close();
  listens();
}
const says = ({ deviceId }: Box, bytes: Uint8Array) => listener.receipts(world.communeId, deviceId, bytes);
const accepted = (of: Box) =>
  of.sign(world.clock.now(), [{ kind: 'programme-accepted', zoneId: 'z', epoch: 1, version: 1 }]);
const writeDown = () => world.get(DeviceConduct).writeDown(world.communeId);
const logged = async () => (await world.database.unitOfWork.read.events.latest(world.communeId, { limit: 500 })).items;
const rows = async (kind: string) => (await logged()).filter((event) => event.kind === kind);

it('costs one row however much it sends, and is not listened to for a while', async () => {
  const before = (await logged()).length;
  for (let count = 0; count < 2_000; count += 1) says(bad, Buffer.from(`nonsense ${count}`));
  says(good, accepted(good));
  await settled();
  await writeDown();
  await writeDown();
  expect(await world.acknowledged(good)).toBe(1);
  const rejected = await rows('evidence.rejected');
  expect(rejected).toHaveLength(1);
  expect(rejected[0]!.subjectId).toBe(bad.controllerId);
  expect(await rows('device.not-heard')).toHaveLength(1);
  // Beside these two, what the good box said.
  expect((await logged()).length - before).toBeLessThan(6);

  says(bad, accepted(bad));
  await settled();
  expect(await world.acknowledged(bad)).toBeUndefined();
  world.clock.pass(15 * MINUTE_MS);
  says(bad, accepted(bad));
  await settled();
  // The first receipt was not stored: a gap is not acknowledged, and the box sends both again.
  expect(await world.acknowledged(bad)).toBe(0);
});

it('is told to those who look after the poles, once', async () => {
  for (let count = 0; count < 50; count += 1) says(bad, Buffer.from('nonsense'));
  await settled();
  await writeDown();
  await writeDown();
  const { items } = await world.database.unitOfWork.read.notices.ofPerson(world.person('mai').personId, { limit: 20 });
  const told = items.filter(({ kind }) => kind === 'poles-not-heard');
  expect(told.map((notice) => noticeText('vi', notice))).toEqual([expect.stringContaining('Nà Khoang 1')]);
});

it('counts what is too large or too often without looking at it', async () => {
  const conduct = world.get(DeviceConduct);
  const admits = (bytes = 1) => conduct.admits(world.communeId, bad.deviceId, bytes, MOST_BYTES.receipts);
  expect(admits(MOST_BYTES.receipts + 1)).toBe(false);
  const admitted = Array.from({ length: 110 }, () => admits()).filter(Boolean);
  expect(admitted).toHaveLength(100);
  world.clock.pass(SECOND_MS);
  expect(Array.from({ length: 12 }, () => admits()).filter(Boolean)).toHaveLength(10);
  await writeDown();
  expect((await rows('evidence.rejected')).map(({ details }) => details)).toEqual([
    { reason: 'too-large, too-many', count: 13 },
  ]);
});

it('is heard again when the clock that counted it was wrong and is set back', async () => {
  const right = world.clock.now();
  world.clock.pass(30 * DAY_MS);
  for (let count = 0; count < 50; count += 1) says(bad, Buffer.from('nonsense'));
  await settled();
  world.clock.pass(right - world.clock.now());
  says(bad, accepted(bad));
  await settled();
  expect(await world.acknowledged(bad)).toBe(1);
});

it('that has gone is away, however much it said before', async () => {
  listener.presence(world.communeId, bad.deviceId, true);
  await settled();
  for (let count = 0; count < 200; count += 1) says(bad, Buffer.from('nonsense'));
  listener.presence(world.communeId, bad.deviceId, false);
  await settled();
  expect((await world.database.unitOfWork.read.devices.device(bad.deviceId))!.online).toBe(false);
});
