// Taking something off the air after its planned time, while poles that are late or cut off may still begin it: the case of issue 10.
import { MonthReports, Needs, ItemFailures, Rules, Schedule, type BookingView } from '#application';
import { HOUR_MS, lastStartOf, MINUTE_MS, SECOND_MS, type Airing } from '#domain';
import { emergencyRundownId, playbackIdOf } from '#protocol';
import { AFTERNOON } from '../support/desk-commune';
import { DeskWorld } from '../support/desk-world';
import type { Box, Unnumbered } from '../support/signing-box';

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

describe('what the desk says of a cancel', () => {
  const OVER = STARTS + MINUTE_MS + 20 * SECOND_MS;
  const AWAY = ['Phìn Sử 1', 'Phìn Sử 2'];
  const there = async () => {
    for (const [name, { deviceId }] of boxes) await world.presences.note(deviceId, !AWAY.includes(name));
  };
  const taking = async () => (await world.bookings.booking(world.person('mai'), booking.id)).takenOff!;
  const known = async (knows: string) =>
    (await taking()).poles.filter((pole) => pole.knows === knows).map(({ name }) => name);

  /** The box says that it has the newest programme of its zone. */
  async function acknowledges(pole: string): Promise<void> {
    const { zoneId } = (await read().places.controller(boxes.get(pole)!.controllerId))!;
    const { epoch, version } = (await read().delivery.programme(zoneId))!;
    await sign(pole, world.clock.now(), { kind: 'programme-accepted', zoneId, epoch, version });
  }

  it('names who took it, who is asked, and who is away and may still begin it until when', async () => {
    await there();
    until(CANCELLED);
    const { takenOff } = await cancel();
    // Nobody can know of it yet, and the answer does not pretend that anybody does.
    expect(takenOff!.poles.map(({ knows }) => knows).sort()).toEqual([...Array(4).fill('asked'), 'offline', 'offline']);
    expect(takenOff!.mayStillBeginUntil).toBe(OVER);
    await world.work();
    for (const pole of POLES.filter((each) => !AWAY.includes(each))) await acknowledges(pole);
    expect((await known('taken')).sort()).toEqual(POLES.filter((each) => !AWAY.includes(each)));
    expect((await known('offline')).sort()).toEqual(AWAY);
    expect((await taking()).mayStillBeginUntil).toBe(OVER);
    for (const pole of AWAY) await acknowledges(pole);
    expect((await taking()).mayStillBeginUntil).toBeNull();
    until(OVER);
    expect((await world.bookings.booking(world.person('mai'), booking.id)).takenOff).toBeNull();
  });

  it('says nothing of it where no pole can begin it any more, nor of what was never on air', async () => {
    until(OVER + DURATION);
    expect((await cancel()).takenOff).toBeNull();
  });
});

describe('what began after the cancel', () => {
  const after = 'Phìn Sử 1';
  const mai = () => world.person('mai');

  beforeEach(async () => {
    until(CANCELLED);
    await cancel();
    await world.work();
    until(CANCELLED + 30 * SECOND_MS);
    await plays('Nà Khoang 1', STARTS);
    await plays(after, CANCELLED + 9 * SECOND_MS);
  });

  it('stays on the desk as a trouble of its village, which nobody is asked to send again', async () => {
    const needs = world.get(Needs);
    const { troubles, today } = await needs.now(mai(), world.communeId);
    expect(troubles).toMatchObject([
      { village: 'bản Phìn Sử', failed: [{ state: 'played', reason: 'after-cancel', poles: 1 }], bookingIds: [] },
    ]);
    expect(today.trouble).toBe(1);
  });

  it('is told once to whoever cancelled and to all who may, however many poles it is', async () => {
    await plays('Phìn Sử 2', CANCELLED + 10 * SECOND_MS);
    for (const login of ['mai', 'toan']) {
      const { items } = await read().notices.ofPerson(world.person(login).personId, { limit: 50 });
      const told = items.filter(({ kind }) => kind === 'played-after-cancel');
      expect(told).toMatchObject([{ values: { title: 'Tin sai', poles: after } }]);
    }
  });

  it('stands in the log, on the rundown, on the schedule, and in the reasons of its airing', async () => {
    const airing = await airingOn(after);
    const { items } = await read().events.latest(world.communeId, { limit: 200 });
    const logged = items.filter((event) => event.kind === 'playback.after-cancel');
    expect(logged.map(({ details }) => details.controllerId)).toEqual([boxes.get(after)!.controllerId]);
    const [rundown] = (await world.board.rundowns(mai(), world.communeId, STARTS, CANCELLED)).filter(
      ({ zoneId }) => zoneId === airing.zoneId,
    );
    expect(rundown).toMatchObject({ afterCancel: 1 });
    const schedule = new Schedule(world.database.unitOfWork, world.clock, world.settings, new ItemFailures());
    const [entry] = (await schedule.span(mai(), world.communeId, '2026-11-21', 1)).entries;
    expect(entry).toMatchObject({ state: 'cancelled', afterCancel: 1 });
    const why = await world.whys.ofAiring(mai(), airing.id);
    expect(why.links).toContainEqual(expect.objectContaining({ says: 'played-after-cancel', state: 'trouble' }));
  });

  it('is told as cut short where the pole fell silent in the middle, and is an incident all the same', async () => {
    const cut = 'Phìn Sử 2';
    const startedAt = CANCELLED + 9 * SECOND_MS;
    const ended = { startedAt, playedMs: 4 * SECOND_MS, reason: 'cancelled' } as const;
    const playback = await named(cut);
    await sign(cut, startedAt, { kind: 'started', ...playback });
    await sign(cut, startedAt + 4 * SECOND_MS, { kind: 'interrupted', ...playback, ...ended });
    const { zoneId } = await airingOn(cut);
    const [rundown] = (await world.board.rundowns(mai(), world.communeId, STARTS, CANCELLED)).filter(
      (each) => each.zoneId === zoneId,
    );
    expect(rundown).toMatchObject({ playbacks: { interrupted: 1 }, cutShort: 1 });
    expect(rundown!.afterCancel).toBe((await playbackOn(after)).rundownId === rundown!.id ? 2 : 1);
    expect((await playbackOn(cut)).playedAfterCancel).toBe(true);
  });

  it('counts in the month as heard, with its own number, and hides nothing of what was played before', async () => {
    const reports = new MonthReports(world.database.unitOfWork, world.clock);
    const { tally, soundedMs, troubles } = await reports.report(mai(), world.communeId, '2026-11');
    expect(tally).toMatchObject({ due: 1, played: 1, afterCancel: 1 });
    expect(soundedMs).toBe(2 * DURATION);
    expect(troubles).toMatchObject([{ state: 'played', reason: 'after-cancel', controllers: 1 }]);
  });

  it('is corrected where the device says in the end that no sound came', async () => {
    const pole = 'Phìn Sử 3';
    const playback = await named(pole);
    await sign(pole, CANCELLED + SECOND_MS, { kind: 'started', ...playback });
    expect(await playbackOn(pole)).toMatchObject({ state: 'playing', playedAfterCancel: true });
    const nothing = { startedAt: null, playedMs: 0, reason: 'cancelled' };
    await sign(pole, CANCELLED + 2 * SECOND_MS, { kind: 'interrupted', ...playback, ...nothing });
    expect(await playbackOn(pole)).toMatchObject({ state: 'interrupted', playedAfterCancel: false });
  });

  it('is marked too where the word of the device was faster than the plan', async () => {
    const second = await world.onAir(await world.announcement('Tin sai nữa', DURATION), {
      start: { kind: 'exact', at: '17:20:35' },
    });
    booking = second;
    until(AFTERNOON + HOUR_MS + 20 * MINUTE_MS + 40 * SECOND_MS);
    const cancelledAt = world.clock.now();
    await cancel();
    await plays(after, cancelledAt + SECOND_MS);
    await plays('Phìn Sử 2', cancelledAt - SECOND_MS);
    world.clock.pass(9 * SECOND_MS);
    await world.work();
    expect(await playbackOn(after)).toMatchObject({ state: 'played', playedAfterCancel: true, cancelledAt });
    expect(await playbackOn('Phìn Sử 2')).toMatchObject({ state: 'played', playedAfterCancel: false });
  });
});

describe('its brothers, in the late window', () => {
  const reasons = async () => [
    ...new Set((await read().air.airingsOfBooking(booking.id)).map(({ state, reason }) => `${state} ${reason}`)),
  ];

  it.each([
    [
      'a stop of the commune',
      () => world.stops.stop(world.person('toan'), world.communeId, { zoneIds: null, minutes: 5, reason: '' }),
    ],
    [
      'a mute of every village',
      async () => {
        await world.stops.mute(world.person('inh'), world.villageId('Nà Khoang'), '');
        return world.stops.mute(world.person('pao'), world.villageId('Phìn Sử'), '');
      },
    ],
  ])('%s takes it off, and what begins in it is an incident', async (_, silence) => {
    until(CANCELLED);
    await silence();
    await world.work();
    expect(await reasons()).toEqual(['cancelled stopped']);
    await plays('Phìn Sử 1', CANCELLED + 9 * SECOND_MS);
    expect(await playbackOn('Phìn Sử 1')).toMatchObject({ playedAfterCancel: true, cancelledAt: CANCELLED });
  });

  it('a retraction silences it, and the history of the booking says who ended it', async () => {
    until(CANCELLED);
    const order = { bookingId: booking.id, reason: 'sai giờ' };
    expect(await world.retractions.order(world.person('mai'), world.communeId, order)).toMatchObject({
      published: true,
    });
    await world.work();
    expect(await reasons()).toEqual(['cancelled booking-cancelled']);
    await plays('Phìn Sử 1', CANCELLED + 9 * SECOND_MS);
    expect(await playbackOn('Phìn Sử 1')).toMatchObject({ playedAfterCancel: true, cancelledAt: CANCELLED });
    const logged = await read().events.ofSubject(world.communeId, booking.id);
    expect(logged.map(({ kind }) => kind)).toContain('booking.cancelled');
  });

  it('a day taken out', async () => {
    until(CANCELLED);
    await world.bookings.cancelDay(world.person('mai'), booking.id, '2026-11-21', 'đám tang');
    await world.work();
    expect((await reasons())[0]).toMatch(/^cancelled /);
    await plays('Phìn Sử 1', CANCELLED + 9 * SECOND_MS);
    expect(await playbackOn('Phìn Sử 1')).toMatchObject({ playedAfterCancel: true, cancelledAt: CANCELLED });
  });

  it('an edit that loses the approval', async () => {
    until(CANCELLED);
    const { revision } = await world.bookings.booking(world.person('mai'), booking.id);
    const change = { start: { kind: 'exact', at: '17:40:00' } } as const;
    await world.series.amend(world.person('mai'), booking.id, revision, { kind: 'all' }, change);
    await world.work();
    const [first] = await read().air.airingsOfBooking(booking.id);
    expect(first).toMatchObject({ state: 'cancelled', reason: 'announcement-voided', startsAt: STARTS });
    await plays('Phìn Sử 1', CANCELLED + 9 * SECOND_MS);
    expect(await playbackOn('Phìn Sử 1')).toMatchObject({ playedAfterCancel: true, cancelledAt: CANCELLED });
  });

  it('leaves alone what every pole has told of', async () => {
    for (const pole of POLES) await plays(pole, STARTS);
    until(CANCELLED);
    await cancel();
    await world.work();
    expect(await reasons()).toEqual(['planned null']);
  });

  it('goes on being named in the programme for as long as a pole may begin it, however long ago it was due', async () => {
    const long = await world.onAir(await world.announcement('Tin dài', DURATION), {
      start: { kind: 'exact', at: '17:30:00' },
      lateLimitMs: HOUR_MS,
    });
    booking = long;
    const due = AFTERNOON + HOUR_MS + 30 * MINUTE_MS;
    until(due + HOUR_MS);
    await cancel();
    await world.work();
    const { id } = await airingOn('Phìn Sử 1');
    expect((await world.programme('Phìn Sử trên'))!.cancelledAiringIds).toContain(id);
  });

  it('past midnight, when the booking would be finished, it can still be cancelled', async () => {
    await world.get(Rules).changeCommune(world.person('mai'), world.communeId, 1, { quietHours: [] });
    booking = await world.onAir(await world.announcement('Tin khuya', DURATION), {
      start: { kind: 'exact', at: '23:59:50' },
      lateLimitMs: MINUTE_MS,
    });
    until(AFTERNOON + 8 * HOUR_MS + 10 * SECOND_MS);
    await world.planner.plan(world.communeId);
    expect((await cancel()).state).toBe('cancelled');
    await world.work();
    expect(await reasons()).toEqual(['cancelled booking-cancelled']);
  });

  it('a repeat of an emergency does not begin after its end on a pole that comes back late', async () => {
    const zone = world.zones.find(({ name }) => name === 'Phìn Sử trên')!;
    const warning = await world.announcement('Lũ', 30 * SECOND_MS, 'emergency');
    await world.announcements.approve(world.person('toan'), warning.id, warning.digest!);
    const mai = world.person('mai');
    const wish = { announcementId: warning.id, wholeCommune: true, minutes: 30, reason: 'nước lên' };
    const { id } = await world.emergencies.request(mai, world.communeId, wish);
    const view = await world.emergencies.confirm(world.person('toan'), id);
    await world.work();
    world.clock.pass(2 * MINUTE_MS);
    await world.emergencies.end(mai, view.id, { allClear: false });
    await world.work();
    const programme = (await world.programme('Phìn Sử trên'))!;
    const late = programme.entries.filter(({ kind }) => kind === 'emergency').map(lastStartOf);
    expect(late.filter((start) => start >= world.clock.now())).toEqual([]);
    // The repeat before the end was over, and a late pole might have begun it after the end all the same.
    const rundownId = emergencyRundownId(view.id, zone.id);
    const before = (await read().air.airingsOfRundowns([rundownId])).filter(
      ({ startsAt, durationMs }) => startsAt + durationMs <= world.clock.now(),
    );
    expect(before.at(-1)).toMatchObject({ state: 'cancelled', reason: 'emergency-over' });
    expect(programme.cancelledAiringIds).toContain(before.at(-1)!.id);
  });
});
