// A plan is made in pieces: what hurries gets in before the next zone is read, and no unit of work is about more than four zones. Counted, not timed.
import type { Airing } from '#domain';
import { DeskWorld } from '../support/desk-world';

/** A unit of work with more of them would hold up what hurries. */
const ZONES_AT_ONCE = 4;

let world: DeskWorld;
beforeEach(async () => (world = await DeskWorld.open()));
afterEach(async () => {
  jest.restoreAllMocks();
  await world.close();
});

const read = () => world.database.unitOfWork.read;
const warning = async () => {
  const { id, digest } = await world.announcement('Lũ quét', 30_000, 'emergency');
  await world.announcements.approve(world.person('toan'), id, digest!);
  return { announcementId: id, wholeCommune: true, minutes: 10, reason: 'Nước suối dâng nhanh' };
};

/** The zones whose air was read, as they were read. */
function zonesRead(): Set<string> {
  const zones = new Set<string>();
  const ask = read().air.airingsOfZone.bind(read().air);
  jest.spyOn(read().air, 'airingsOfZone').mockImplementation((zoneId, ...window) => {
    zones.add(zoneId);
    return ask(zoneId, ...window);
  });
  return zones;
}

it('lets others go first after each zone', async () => {
  const zones = zonesRead();
  const pieces: number[] = [];
  world.breath.meanwhile = async () => {
    pieces.push(zones.size);
    zones.clear();
  };
  await world.planner.plan(world.communeId);
  expect(pieces.filter((size) => size > 0)).toEqual(world.zones.map(() => 1));
});

it('an emergency that is ordered meanwhile is out before the next zone is read, and asks for a plan only then', async () => {
  const request = await warning();
  await world.work();
  const zones = zonesRead();
  const happened: string[] = [];
  const publish = world.link.publishUrgent.bind(world.link);
  jest.spyOn(world.link, 'publishUrgent').mockImplementation((...said) => {
    happened.push(`order after ${zones.size} zone`);
    return publish(...said);
  });
  const enqueue = world.jobs.enqueue.bind(world.jobs);
  jest.spyOn(world.jobs, 'enqueue').mockImplementation((job) => {
    if (job.name === 'plan') happened.push('ask for plan');
    return enqueue(job);
  });
  world.breath.meanwhile = async () => {
    if (zones.size === 0) return;
    world.breath.meanwhile = () => Promise.resolve();
    await world.emergencies.breakGlass(world.person('toan'), world.communeId, request);
  };
  await world.planner.plan(world.communeId);
  expect(happened).toEqual(['order after 1 zone', 'ask for plan']);
  await world.work();
  for (const { name } of world.zones) expect((await world.programme(name))?.emergencies).toHaveLength(1);
});

it('writes the airings of an emergency for a few zones at a time, too', async () => {
  await world.emergencies.breakGlass(world.person('toan'), world.communeId, await warning());
  const units: string[][] = [];
  const { unitOfWork } = world.database;
  const run = unitOfWork.run.bind(unitOfWork);
  jest.spyOn(unitOfWork, 'run').mockImplementation((work) => {
    const zoneIds: string[] = [];
    units.push(zoneIds);
    return run((stores) => {
      const put = stores.air.putAirings.bind(stores.air);
      stores.air.putAirings = (airings: readonly Airing[]) => {
        zoneIds.push(...airings.map(({ zoneId }) => zoneId));
        return put(airings);
      };
      return work(stores);
    });
  });
  await world.planner.plan(world.communeId);
  const written = units.map((zoneIds) => new Set(zoneIds)).filter(({ size }) => size > 0);
  expect(Math.max(...written.map(({ size }) => size))).toBe(ZONES_AT_ONCE);
  expect(written).toHaveLength(Math.ceil(world.zones.length / ZONES_AT_ONCE));
  expect(new Set(written.flatMap((zoneIds) => [...zoneIds])).size).toBe(world.zones.length);
});

it('looks for bookings that time ends before its first unit of work', async () => {
  await world.onAir(await world.announcement('Họp xã'), { start: { kind: 'exact', at: '19:00:00' } });
  const open = jest.spyOn(Object.getPrototypeOf(read().bookings) as { open: () => unknown }, 'open');
  const { unitOfWork } = world.database;
  const run = unitOfWork.run.bind(unitOfWork);
  let inside = 0;
  jest.spyOn(unitOfWork, 'run').mockImplementation((work) => {
    return run(async (stores) => {
      const before = open.mock.calls.length;
      const result = await work(stores);
      inside += open.mock.calls.length - before;
      return result;
    });
  });
  await world.planner.plan(world.communeId);
  expect(inside).toBe(0);
  expect(open.mock.calls.length).toBeGreaterThan(0);
});
