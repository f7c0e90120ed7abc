// Planning costs what has to change: a commune in which nothing happens is left alone until time brings something, and whoever is in a hurry
// does not wait for the plan of a whole commune.
import type { Job } from '#application';
import { HOUR_MS, MINUTE_MS } from '#domain';
import { DeskWorld } from '../support/desk-world';

let world: DeskWorld;
beforeEach(async () => (world = await DeskWorld.open()));
afterEach(() => world.close());

/** The jobs that a beat of the tick asks for. */
async function asked(): Promise<readonly Job['name'][]> {
  await world.tick.beat();
  const names = [...world.jobs.waiting.values()].map(({ name }) => name);
  await world.work();
  return names;
}

async function plansIn(minutes: number): Promise<readonly number[]> {
  const planned: number[] = [];
  for (let minute = 1; minute <= minutes; minute += 1) {
    world.clock.pass(MINUTE_MS);
    if ((await asked()).includes('plan')) planned.push(minute);
  }
  return planned;
}

const mark = () => world.database.unitOfWork.read.air.planMark(world.communeId);

describe('a commune in which nothing happens', () => {
  it('is planned again once what was new has settled, and then only every ten minutes', async () => {
    await world.onAir(await world.announcement('Họp xã'), { start: { kind: 'exact', at: '19:00:00' } });
    expect(await plansIn(33)).toEqual([1, 11, 21, 31]);
  });

  it('is planned at the minute in which the show lock decides on a proposal', async () => {
    const announcement = await world.announcement('Chưa duyệt');
    const request = world.request(announcement, { start: { kind: 'exact', at: '16:30:00' } });
    const { id } = await world.bookings.propose(world.person('mai'), world.communeId, request);
    await world.work();
    // 16:00 now, and ten minutes of show lock.
    expect(await plansIn(19)).toEqual([1, 11]);
    expect((await world.bookings.booking(world.person('mai'), id)).state).toBe('proposed');
    expect(await plansIn(2)).toEqual([2]);
    expect((await world.bookings.booking(world.person('mai'), id)).state).toBe('missed');
  });

  it('is planned at once when something happens, and when the clock was put back', async () => {
    await world.onAir(await world.announcement('Họp xã'), { start: { kind: 'exact', at: '19:00:00' } });
    await plansIn(2);
    await world
      .announcement('Tin khác')
      .then((other) => world.onAir(other, { start: { kind: 'exact', at: '20:00:00' } }));
    expect((await mark()).done).toBe((await mark()).wanted);
    await plansIn(2);
    world.clock.pass(-HOUR_MS);
    expect(await asked()).toContain('plan');
  });
});

it('a stop that is ordered while the commune is planned does not wait, and what is planned after it knows of it', async () => {
  const enqueue = world.jobs.enqueue.bind(world.jobs);
  const stopped: string[] = [];
  jest.spyOn(world.jobs, 'enqueue').mockImplementation(async (job) => {
    if (job.name === 'deliver' && stopped.length === 0) {
      stopped.push(job.zoneId);
      await world.stops.stop(world.person('toan'), world.communeId, { zoneIds: null, minutes: 30, reason: 'đọc nhầm' });
    }
    return enqueue(job);
  });
  const announcement = await world.announcement('Họp xã');
  const proposed = await world.bookings.propose(world.person('mai'), world.communeId, world.request(announcement));
  await world.bookings.approve(world.person('toan'), proposed.id, proposed.digest!);
  await world.planner.plan(world.communeId);

  expect(stopped).toHaveLength(1);
  const { read } = world.database.unitOfWork;
  const others = world.zones.filter(({ id }) => !stopped.includes(id));
  for (const { id } of others) {
    const airings = await read.air.airingsOfZone(id, world.clock.now(), world.clock.now() + 24 * HOUR_MS);
    expect(airings.map(({ state }) => state)).toEqual(['planned']);
  }
  // It asked for a plan of its own, which comes next.
  expect((await mark()).done).toBeLessThan((await mark()).wanted);
  await world.work();
  for (const { name } of world.zones) expect((await world.programme(name))?.stops).toHaveLength(1);
});

it('of two plannings that run at once the later one writes, and nothing is told twice', async () => {
  await world.onAir(await world.announcement('Họp xã'), { start: { kind: 'exact', at: '19:00:00' } });
  const quietHours = [{ from: '18:30', to: '05:00' }];
  await world.database.unitOfWork.run(async ({ places }) => {
    for (const { villageId } of world.zones) await places.updateVillage(villageId, { quietHours });
  });
  const enqueue = world.jobs.enqueue.bind(world.jobs);
  let isSecond = false;
  jest.spyOn(world.jobs, 'enqueue').mockImplementation(async (job) => {
    if (job.name === 'deliver' && !isSecond) {
      isSecond = true;
      await world.planner.plan(world.communeId);
    }
    return enqueue(job);
  });
  await world.planner.plan(world.communeId);

  const events = await world.database.unitOfWork.read.events.after(world.communeId, 0, 1_000);
  const dropped = events.filter(({ kind }) => kind === 'airing.dropped');
  expect(isSecond).toBe(true);
  expect(dropped).toHaveLength(world.zones.length);
  expect((await mark()).done).toBe((await mark()).wanted);
});
