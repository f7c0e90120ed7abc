// What a booking would do is worked out in pieces: other acts get in between, and nothing is saved that was worked out before them.
import { MINUTE_MS, Problem } from '#domain';
import { playbackIdOf } from '#protocol';
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

/** How many pieces were computed in units of work while it ran, and how many outside. */
async function piecesOf(act: () => Promise<unknown>): Promise<{ readonly inside: number; readonly outside: number }> {
  const { unitOfWork } = world.database;
  const pieces = { inside: 0, outside: 0 };
  const run = unitOfWork.run.bind(unitOfWork);
  let isInside = false;
  const spy = jest.spyOn(unitOfWork, 'run').mockImplementation((work) =>
    run(async (stores) => {
      isInside = true;
      return work(stores).finally(() => (isInside = false));
    }),
  );
  world.breath.meanwhile = async () => void (pieces[isInside ? 'inside' : 'outside'] += 1);
  await act();
  world.breath.meanwhile = () => Promise.resolve();
  spy.mockRestore();
  return pieces;
}

/** Everything computed before the unit of work, nothing in it. */
const BEFORE = { inside: 0, outside: expect.any(Number) as number };

it.each([
  ['the whole series', { kind: 'all' }],
  ['what follows from a day on', { kind: 'following', date: '2026-11-23' }],
  ['one day', { kind: 'this', date: '2026-11-23' }],
] as const)('amending %s computes nothing while others wait to write', async (_what, scope) => {
  const daily = { kind: 'daily', from: '2026-11-21', until: '2026-11-27' } as const;
  const booking = await world.onAir(await world.announcement('Họp bản'), { recurrence: daily });
  const start = { kind: 'exact', at: '18:00:00' } as const;
  const pieces = await piecesOf(() => world.series.amend(mai(), booking.id, booking.revision, scope, { start }));
  expect(pieces).toEqual(BEFORE);
  expect(pieces.outside).toBeGreaterThan(0);
});

it('copying a day computes nothing while others wait to write, and each copy knows of those before it', async () => {
  const day = { kind: 'once', date: '2026-11-21' } as const;
  for (const [title, at] of [
    ['Họp bản', '17:00:00'],
    ['Tiêm chủng', '17:20:00'],
  ] as const) {
    await world.onAir(await world.announcement(title), { recurrence: day, start: { kind: 'exact', at } });
  }
  const copy = () => world.copies.copy(mai(), world.communeId, 'yesterday', '2026-11-22');
  let copied: Awaited<ReturnType<typeof copy>> | undefined;
  const pieces = await piecesOf(async () => (copied = await copy()));
  expect(pieces).toEqual(BEFORE);
  expect(pieces.outside).toBeGreaterThan(0);
  expect(copied!.refused).toEqual([]);
  expect(copied!.proposed.map(({ announcement }) => announcement.title)).toEqual(['Họp bản', 'Tiêm chủng']);
});

it("a village head's notice computes nothing while others wait to write", async () => {
  const { versions } = await world.announcement('Họp bản tối nay');
  const notice = { recordingId: versions[0]!.recordingId, title: 'Họp bản tối nay', script: '', language: 'vi' };
  const air = () => world.villageNotices.air(world.person('inh'), world.villageId('Nà Khoang'), notice);
  const pieces = await piecesOf(air);
  expect(pieces).toEqual(BEFORE);
  expect(pieces.outside).toBeGreaterThan(0);
});

it('what is sent again computes nothing while others wait to write', async () => {
  const boxes = [await world.enrol('Nà Khoang 1'), await world.enrol('Phìn Sử 1')];
  const booking = await world.onAir(await world.announcement('Tiêm chủng'));
  world.clock.pass(71 * MINUTE_MS);
  for (const box of boxes) {
    const airings = await world.database.unitOfWork.read.air.airingsOfBooking(booking.id);
    const airing = airings.find(({ controllerIds }) => controllerIds.includes(box.controllerId))!;
    const named = { airingId: airing.id, playbackId: playbackIdOf(airing.id, box.controllerId) };
    const missed = box.sign(world.clock.now(), [{ kind: 'missed', ...named, reason: 'device-off' }]);
    await world.evidence.accept(world.communeId, box.deviceId, missed);
  }
  const pieces = await piecesOf(() => world.resends.propose(mai(), booking.id, { date: '2026-11-21' }));
  expect(pieces).toEqual(BEFORE);
  expect(pieces.outside).toBeGreaterThan(0);
});

it('an amended series is worked out again when something was booked in between', async () => {
  const daily = { kind: 'daily', from: '2026-11-21', until: '2026-11-27' } as const;
  const booking = await world.onAir(await world.announcement('Họp bản'), { recurrence: daily });
  const start = { kind: 'exact', at: '18:00:00' } as const;
  const other = world.request(await world.announcement('Tiêm'), { start, recurrence: daily });
  inBetween(() => world.bookings.propose(mai(), world.communeId, other));
  const amend = world.series.amend(mai(), booking.id, booking.revision, { kind: 'all' }, { start });
  expect(await codeOf(amend)).toBe('booking-conflict');
});
