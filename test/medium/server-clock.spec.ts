// The clock of the server is wrong while its poles know the time: what is on the poles sounds when it should, nothing is settled or planned by the
// wrong clock, people hear of it, and all goes on when the clock is believed again. Real brains; what sounded is the horns' own log.
import { DAY_MS, MINUTE_MS, SECOND_MS } from '#domain';
import { noticeText } from '#words';
import { copyOf } from '../support/database';
import { DeskFleet } from '../support/desk-fleet';
import { DeskWorld } from '../support/desk-world';

const POLES = ['Nà Khoang 1', 'Phìn Sử 1'];

let world: DeskWorld;
let fleet: DeskFleet;
beforeEach(async () => {
  world = await DeskWorld.open();
  fleet = await DeskFleet.open(world, POLES);
});
afterEach(async () => {
  await fleet.close();
  await world.close();
});

const read = () => world.database.unitOfWork.read;
const heard = () => POLES.map((name) => fleet.poles.get(name)!.heard.map(({ startedAt }) => wallTime(startedAt)));
const wallTime = (at: number) => new Date(at + 7 * 60 * MINUTE_MS).toISOString().slice(11, 16);
const onBoth = (...times: readonly string[]) => [times, times];

async function onAir(title: string, at: string): Promise<string> {
  const announcement = await world.announcement(title, 20 * SECOND_MS);
  return (await world.onAir(announcement, { start: { kind: 'exact', at }, lateReason: 'gấp' })).id;
}

/** What became of it on the poles that are there. */
async function states(bookingId: string): Promise<readonly string[]> {
  const served = new Set(POLES.map((name) => world.controllerId(name)));
  const airings = await read().air.airingsOfBooking(bookingId);
  const playbacks = await read().air.playbacksOfAirings(airings.map(({ id }) => id));
  return playbacks.filter(({ controllerId }) => served.has(controllerId)).map(({ state }) => state);
}

async function told(): Promise<readonly string[]> {
  const { items } = await read().notices.ofPerson(world.person('mai').personId, { limit: 50 });
  return items.filter(({ kind }) => kind === 'clock-doubted').map((notice) => noticeText('vi', notice));
}

/** The server is started anew by a clock that is so far ahead. */
async function startedAhead(aheadMs: number): Promise<void> {
  const bytes = await copyOf(world.database);
  fleet.setDeskClock(aheadMs);
  world = await DeskWorld.restored(world, bytes);
  await fleet.servedBy(world);
}

it.each([
  ['is set 30 days ahead while it runs', async () => fleet.setDeskClock(30 * DAY_MS)],
  ['starts 30 days ahead', () => startedAhead(30 * DAY_MS)],
  ['starts 15 minutes ahead', () => startedAhead(15 * MINUTE_MS)],
])('a server whose clock %s', async (_how, goWrong) => {
  const [first, second] = [await onAir('Trước', '16:09:00'), await onAir('Sau', '16:15:00')];
  await fleet.pass(2 * MINUTE_MS);
  await goWrong();
  await fleet.pass(8 * MINUTE_MS);
  expect(heard()).toEqual(onBoth('16:09'));
  expect(await states(first)).toEqual(['played', 'played']);
  expect(await states(second)).toEqual(['ready', 'ready']);
  expect((await read().bookings.booking(second))!.state).toBe('approved');
  expect(await told()).toHaveLength(1);

  fleet.setDeskClock(0);
  await fleet.pass(6 * MINUTE_MS);
  expect(heard()).toEqual(onBoth('16:09', '16:15'));
  expect(await states(second)).toEqual(['played', 'played']);
  expect(world.clockWatch.doubt).toBeUndefined();
});
