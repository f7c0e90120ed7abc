// What a booking would do is worked out in pieces: other acts get in between, and nothing is saved that was worked out before them.
import { Problem } from '#domain';
import { DeskWorld } from '../support/desk-world';

let world: DeskWorld;
beforeEach(async () => (world = await DeskWorld.open()));
afterEach(() => world.close());

const mai = () => world.person('mai');
const toan = () => world.person('toan');
const stop = () => world.stops.stop(toan(), world.communeId, { zoneIds: null, minutes: 5, reason: 'đọc nhầm' });
async function codeOf(act: Promise<unknown>): Promise<string> {
  try {
    await act;
    return 'done';
  } catch (error) {
    if (error instanceof Problem) return error.code;
    throw error;
  }
}

/** Lets the act go first the next time that something long takes a breath; comes to whether it was done by then. */
function inBetween(act: () => Promise<unknown>, times = 1): () => number {
  let [left, done] = [times, 0];
  world.breath.meanwhile = async () => {
    if (left === 0) return;
    left -= 1;
    const again = world.breath.meanwhile;
    world.breath.meanwhile = () => Promise.resolve();
    await act();
    done += 1;
    world.breath.meanwhile = again;
  };
  return () => done;
}

it('a stop comes in between while a booking is checked', async () => {
  const request = world.request(await world.announcement('Họp bản'));
  const stops = inBetween(stop);
  await world.bookings.check(mai(), world.communeId, request);
  expect(stops()).toBe(1);
});

it('a stop comes in between while a booking is saved, approved and moved', async () => {
  const request = world.request(await world.announcement('Họp bản'));
  let stops = inBetween(stop);
  const { id, digest } = await world.bookings.propose(mai(), world.communeId, request);
  expect(stops()).toBe(1);
  stops = inBetween(stop);
  await world.bookings.approve(toan(), id, digest!);
  expect(stops()).toBe(1);
  stops = inBetween(stop);
  await world.orders.reorder(mai(), id, 3);
  expect(stops()).toBe(1);
});

it('what takes its time meanwhile is in its way', async () => {
  const [first, second] = [await world.announcement('Họp bản'), await world.announcement('Tiêm')];
  inBetween(() => world.bookings.propose(mai(), world.communeId, world.request(first)));
  expect(await codeOf(world.bookings.propose(mai(), world.communeId, world.request(second)))).toBe('booking-conflict');
  const { items } = await world.database.unitOfWork.read.bookings.bookings(world.communeId, { limit: 9 });
  expect(items.map(({ announcementId }) => announcementId)).toEqual([first.id]);
});

it('is saved also where something else is changed again and again', async () => {
  const request = world.request(await world.announcement('Họp bản'));
  const stops = inBetween(stop, 3);
  expect(await codeOf(world.bookings.propose(mai(), world.communeId, request))).toBe('done');
  expect(stops()).toBeGreaterThan(0);
});
