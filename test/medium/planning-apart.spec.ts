// Real poles beside a zone and a booking that cannot be planned: they hear of the others, play them, and go on with what they were told before.
import { MINUTE_MS } from '#domain';
import { DeskFleet } from '../support/desk-fleet';
import { DeskWorld } from '../support/desk-world';
import { anAiring, aRundown } from '../support/factories';

let world: DeskWorld;
let fleet: DeskFleet;
beforeEach(async () => {
  world = await DeskWorld.open();
  fleet = await DeskFleet.open(world, ['Nà Khoang 1', 'Phìn Sử 1']);
});
afterEach(async () => {
  await fleet.close();
  await world.close();
});

const inMinutes = (minutes: number) => {
  const at = new Date(world.clock.now() + minutes * MINUTE_MS + 7 * 60 * MINUTE_MS);
  return { start: { kind: 'exact', at: at.toISOString().slice(11, 16) } } as const;
};
const spoil = (id: string, recurrence: object) =>
  world.database.unitOfWork.run(({ bookings }) => bookings.update(id, { recurrence: recurrence as never }));

/** Titles that the pole sounded, in order. */
async function heardAt(pole: string): Promise<readonly string[]> {
  const { box, heard } = fleet.poles.get(pole)!;
  const { air } = world.database.unitOfWork.read;
  const playbacks = await air.playbacksByIds(heard.map(({ playbackId }) => playbackId));
  const airings = await air.airingsByIds(playbacks.map(({ airingId }) => airingId));
  return heard.map(({ playbackId }) => {
    const playback = playbacks.find(({ id }) => id === playbackId)!;
    expect(playback.controllerId).toBe(box.controllerId);
    return airings.find(({ id }) => id === playback.airingId)!.title;
  });
}

it('a booking that cannot be planned any more sounds as it was planned, and what was booked after it sounds too', async () => {
  const broken = await world.onAir(await world.announcement('Hỏng'), inMinutes(20));
  await spoil(broken.id, { kind: 'nonsense', from: '2026-11-21', until: '2026-11-21' });
  await world.onAir(await world.announcement('Họp xã'), inMinutes(25));

  await fleet.pass(30 * MINUTE_MS);

  expect(await heardAt('Nà Khoang 1')).toEqual(['Hỏng', 'Họp xã']);
  expect(await heardAt('Phìn Sử 1')).toEqual(['Hỏng', 'Họp xã']);
});

it('a zone that cannot be planned plays what it was told before, and the others play everything', async () => {
  await world.onAir(await world.announcement('Họp xã'), inMinutes(20));
  const { id: zoneId, villageId, communeId } = world.zones.find(({ name }) => name === 'Phìn Sử trên')!;
  const startsAt = world.clock.now() - 5 * MINUTE_MS;
  await world.database.unitOfWork.run(async ({ air }) => {
    await air.putRundowns([aRundown({ id: 'r', zoneId, villageId, communeId, startsAt })]);
    const nobody = { controllerIds: [], bookingId: null, announcementId: null };
    await air.putAirings([anAiring({ id: 'a', rundownId: 'r', zoneId, communeId, startsAt, ...nobody })]);
  });
  await world.onAir(await world.announcement('Tiêm chủng'), inMinutes(25));

  await fleet.pass(30 * MINUTE_MS);

  expect(await heardAt('Nà Khoang 1')).toEqual(['Họp xã', 'Tiêm chủng']);
  expect(await heardAt('Phìn Sử 1')).toEqual(['Họp xã']);
});
