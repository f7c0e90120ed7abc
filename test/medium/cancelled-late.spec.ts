// Taking something off the air after its planned time, while poles that are late or cut off may still begin it: the case of issue 10.
import type { BookingView } from '#application';
import { HOUR_MS, MINUTE_MS, SECOND_MS, type Airing } from '#domain';
import { playbackIdOf } from '#protocol';
import { AFTERNOON, DeskWorld, type Box, type Unnumbered } from '../support/desk-world';

const POLES = ['Nà Khoang 1', 'Nà Khoang 2', 'Nà Khoang 3', 'Phìn Sử 1', 'Phìn Sử 2', 'Phìn Sử 3'];
const DURATION = 6 * SECOND_MS;
/** 17:01:35, and the instant of the cancel: the planned end. */
const STARTS = AFTERNOON + HOUR_MS + MINUTE_MS + 35 * SECOND_MS;
const CANCELLED = STARTS + DURATION;

let world: DeskWorld;
let boxes: ReadonlyMap<string, Box>;
let booking: BookingView;
beforeEach(async () => {
  world = await DeskWorld.open();
  const enrolled = new Map<string, Box>();
  for (const name of POLES) enrolled.set(name, await world.enrol(name));
  boxes = enrolled;
  booking = await world.onAir(await world.announcement('Tin sai', DURATION), {
    start: { kind: 'exact', at: '17:01:35' },
    lateLimitMs: MINUTE_MS,
  });
});
afterEach(() => world.close());

const read = () => world.database.unitOfWork.read;
const until = (instant: number) => world.clock.pass(instant - world.clock.now());
const cancel = (reason = 'nhầm') => world.bookings.cancel(world.person('mai'), booking.id, reason);

async function airingOn(pole: string): Promise<Airing> {
  const { controllerId } = boxes.get(pole)!;
  const airings = await read().air.airingsOfBooking(booking.id);
  return airings.find(({ controllerIds }) => controllerIds.includes(controllerId))!;
}

async function named(pole: string) {
  const { id: airingId } = await airingOn(pole);
  return { airingId, playbackId: playbackIdOf(airingId, boxes.get(pole)!.controllerId) };
}

const playbackOn = async (pole: string) => (await read().air.playbacksByIds([(await named(pole)).playbackId]))[0]!;

/** What the box of the pole signs, at that instant of its own clock. */
async function sign(pole: string, at: number, ...receipts: readonly Unnumbered[]): Promise<void> {
  const box = boxes.get(pole)!;
  await world.evidence.accept(world.communeId, box.deviceId, box.sign(at, receipts));
}

/** The pole began it then and played it to the end. */
async function plays(pole: string, startedAt: number): Promise<void> {
  const playback = await named(pole);
  await sign(pole, startedAt, { kind: 'started', ...playback });
  await sign(pole, startedAt + DURATION, { kind: 'played', ...playback, startedAt, playedMs: DURATION });
}

describe('a cancel after the planned end, inside the late limit', () => {
  it('takes it off the air on every pole that may still begin it, and the programme says so', async () => {
    until(CANCELLED);
    await cancel();
    await world.work();
    const states = await Promise.all(POLES.map(async (pole) => (await playbackOn(pole)).state));
    expect(states).toEqual(POLES.map(() => 'cancelled'));
    for (const zone of world.zones) {
      const programme = (await world.programme(zone.name))!;
      expect(programme.entries).toEqual([]);
      expect(programme.cancelledAiringIds).toHaveLength(1);
    }
  });

  it('marks what began all the same, and nothing else', async () => {
    const [before, after] = ['Nà Khoang 1', 'Phìn Sử 1'];
    until(CANCELLED);
    await cancel();
    await world.work();
    until(CANCELLED + 30 * SECOND_MS);
    // The link comes back: one pole had begun on time, the other nine seconds after the cancel.
    await plays(before!, STARTS);
    await plays(after!, CANCELLED + 9 * SECOND_MS);
    expect(await playbackOn(before!)).toMatchObject({ state: 'played', playedAfterCancel: false });
    expect(await playbackOn(after!)).toMatchObject({
      state: 'played',
      playedAfterCancel: true,
      cancelledAt: CANCELLED,
    });
  });
});
