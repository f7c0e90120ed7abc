// The acts of the desk over a real database: from a recording to what devices are told, and from what devices prove to what people see.
import { Readable } from 'node:stream';
import { DeviceConduct, type BookingView } from '#application';
import {
  DAY_MS,
  ENDED_PLAYBACK_STATES,
  HOUR_MS,
  MINUTE_MS,
  PLAYBACK_STATES,
  Problem,
  SECOND_MS,
  wordOn,
  type PlaybackState,
} from '#domain';
import { generateKeys, playbackIdOf, type Receipt } from '#protocol';
import { DeskWorld } from '../support/desk-world';
import type { Unnumbered } from '../support/signing-box';
import { aZone } from '../support/factories';
import { refusal } from '../support/refusal';

let world: DeskWorld;
beforeEach(async () => (world = await DeskWorld.open()));
afterEach(() => world.close());

const read = () => world.database.unitOfWork.read;

async function itemsOf(booking: BookingView) {
  return read().air.airingsOfBooking(booking.id);
}

async function statesOf(booking: BookingView): Promise<Partial<Record<PlaybackState, number>>> {
  const airings = await itemsOf(booking);
  const counts: Partial<Record<PlaybackState, number>> = {};
  for (const { state } of await read().air.playbacksOfAirings(airings.map(({ id }) => id))) {
    counts[state] = (counts[state] ?? 0) + 1;
  }
  return counts;
}

describe('from a recording to the poles', () => {
  it('holds the time of a proposal, and plans it once another person approved', async () => {
    const announcement = await world.announcement('Tiêm chủng');
    const proposed = await world.bookings.propose(world.person('mai'), world.communeId, world.request(announcement));
    await world.work();
    expect((await itemsOf(proposed)).map(({ state }) => state)).toEqual(['held', 'held', 'held', 'held']);
    expect((await world.programme('Nà Khoang trên'))!.entries).toEqual([]);

    const approved = await world.bookings.approve(world.person('toan'), proposed.id, proposed.digest!);
    await world.work();
    expect(approved.announcement.state).toBe('approved');
    expect(await statesOf(approved)).toEqual({ planned: 6 });
    const programme = (await world.programme('Nà Khoang trên'))!;
    expect(programme.entries).toMatchObject([
      {
        title: 'Tiêm chủng',
        startsAt: Date.parse('2026-11-21T17:10:00+07:00'),
        controllerIds: [world.controllerId('Nà Khoang 1'), world.controllerId('Nà Khoang 2')].sort(),
      },
    ]);
  });

  it('gives the same rundown and no new programme when it is planned again', async () => {
    const booking = await world.onAir(await world.announcement('Họp thôn'));
    const before = await itemsOf(booking);
    const { version } = (await world.programme('Phìn Sử dưới'))!;
    await world.planner.plan(world.communeId);
    await world.work();
    expect(await itemsOf(booking)).toEqual(before);
    expect((await world.programme('Phìn Sử dưới'))!.version).toBe(version);
  });

  it('derives everything again when the queue lost every job', async () => {
    const announcement = await world.announcement('Cắt điện');
    const proposed = await world.bookings.propose(world.person('mai'), world.communeId, world.request(announcement));
    await world.bookings.approve(world.person('toan'), proposed.id, proposed.digest!);
    world.jobs.waiting.clear();
    await world.tick.beat();
    await world.work();
    expect((await world.programme('Phìn Sử trên'))!.entries).toHaveLength(1);
    world.jobs.waiting.clear();
    await world.tick.beat();
    expect(world.jobs.waiting.size).toBe(0);
  });

  it('wants a plan also for another title, which programmes carry and nobody has approved', async () => {
    const booking = await world.onAir(await world.announcement('Cắt điện'));
    const { id, revision } = booking.announcement;
    await world.announcements.edit(world.person('ngan'), id, revision, { title: 'Cắt nước' });
    const { wanted, done } = await world.database.unitOfWork.read.air.planMark(world.communeId);
    expect(wanted).toBe(done + 1);
    await world.work();
    expect((await world.programme('Nà Khoang trên'))!.entries).toEqual([]);
  });

  it('signs the head of the event log once an hour, and only when the log grew', async () => {
    const { read } = world.database.unitOfWork;
    await world.tick.beat();
    const first = (await read.events.lastSeal(world.communeId))!;
    expect(first).toMatchObject({ sealedAt: world.clock.now(), ...(await headOf()) });

    await world.announcement('Cắt điện');
    world.clock.pass(59 * MINUTE_MS);
    await world.tick.beat();
    expect(await read.events.lastSeal(world.communeId)).toEqual(first);

    world.clock.pass(MINUTE_MS);
    await world.tick.beat();
    const second = (await read.events.lastSeal(world.communeId))!;
    expect(second).toMatchObject({ sealedAt: world.clock.now(), ...(await headOf()) });
    expect(second.chainNumber).toBeGreaterThan(first.chainNumber);

    world.clock.pass(2 * HOUR_MS);
    await world.tick.beat();
    expect(await read.events.lastSeal(world.communeId)).toEqual(second);

    async function headOf() {
      const { chainNumber, hash } = await read.events.chainHead(world.communeId);
      return { chainNumber, hash };
    }
  });

  it('publishes everything again after the link was opened anew', async () => {
    await world.onAir(await world.announcement('Cắt điện'));
    world.link.said.length = 0;
    world.programmes.forgetPublished();
    await world.tick.beat();
    await world.work();
    expect(world.link.said.filter(({ channel }) => channel === 'programme')).toHaveLength(4);
  });
});

describe('who may let it on air', () => {
  it('refuses the author, the proposer, whoever has no right to, and strangers learn nothing', async () => {
    const announcement = await world.announcement('Tiêm chủng');
    const proposed = await world.bookings.propose(world.person('mai'), world.communeId, world.request(announcement));
    const approve = (login: string) =>
      refusal(world.bookings.approve(world.person(login), proposed.id, proposed.digest!));
    expect(await approve('ngan')).toBe('not-allowed');
    expect(await approve('mai')).toBe('not-allowed');
    expect(await refusal(world.bookings.approve(world.stranger, proposed.id, proposed.digest!))).toBe('not-found');
    expect(await refusal(world.bookings.booking(world.stranger, proposed.id))).toBe('not-found');
  });

  it('refuses a leader who proposed it, and lets the other leader', async () => {
    const announcement = await world.announcement('Tiêm chủng');
    const leaderWhoBooks = {
      ...world.person('toan'),
      grants: [...world.person('toan').grants, ...world.person('mai').grants],
    };
    const proposed = await world.bookings.propose(leaderWhoBooks, world.communeId, world.request(announcement));
    expect(await refusal(world.bookings.approve(leaderWhoBooks, proposed.id, proposed.digest!))).toBe('approval-self');
    const approved = await world.bookings.approve(world.person('duyen'), proposed.id, proposed.digest!);
    expect(approved.state).toBe('approved');
  });

  it('binds the approval to what was heard: another digest is refused, an edit voids it and takes it off the air', async () => {
    const announcement = await world.announcement('Tiêm chủng');
    const other = await world.announcement('Lời khác');
    const booking = await world.onAir(announcement);
    const next = await world.bookings.propose(
      world.person('mai'),
      world.communeId,
      world.request(other, { start: { kind: 'exact', at: '17:20:00' } }),
    );
    expect(await refusal(world.bookings.approve(world.person('toan'), next.id, booking.digest!))).toBe(
      'approval-stale',
    );

    const stands = await world.announcements.announcement(world.person('ngan'), announcement.id);
    await world.announcements.edit(world.person('ngan'), announcement.id, stands.revision, { category: 'y-te' });
    await world.work();
    expect((await world.bookings.booking(world.person('mai'), booking.id)).state).toBe('approved');

    const renamed = await world.announcements.announcement(world.person('ngan'), announcement.id);
    await world.announcements.edit(world.person('ngan'), announcement.id, renamed.revision, {
      versions: other.versions,
    });
    await world.work();
    expect((await world.bookings.booking(world.person('mai'), booking.id)).state).toBe('proposed');
    expect((await world.programme('Nà Khoang trên'))!.entries).toEqual([]);
    expect(await refusal(world.announcements.edit(world.person('ngan'), announcement.id, 1, {}))).toBe(
      'edited-meanwhile',
    );
  });
});

describe('what is refused before it is saved', () => {
  const propose = async (own: object) =>
    refusal(
      world.bookings.propose(
        world.person('mai'),
        world.communeId,
        world.request(await world.announcement('Thêm nữa'), own),
      ),
    );

  it('names what collides, and ways out that are free', async () => {
    await world.onAir(await world.announcement('Thời sự'));
    const announcement = await world.announcement('Chen vào');
    const request = world.request(announcement, { start: { kind: 'exact', at: '17:10:10' } });
    const preview = await world.bookings.check(world.person('mai'), world.communeId, request);
    expect(preview.conflicts[0]).toMatchObject({ kind: 'overlap', title: 'Thời sự' });
    expect(preview.alternatives.length).toBeGreaterThan(0);
    expect(await refusal(world.bookings.propose(world.person('mai'), world.communeId, request))).toBe(
      'booking-conflict',
    );
  });

  it('refuses three in the morning, the past, and the frozen ten minutes without a reason', async () => {
    const tomorrow = { recurrence: { kind: 'once', date: '2026-11-22' } };
    expect(await propose({ ...tomorrow, start: { kind: 'exact', at: '03:00' } })).toBe('booking-quiet-hours');
    expect(await propose({ start: { kind: 'exact', at: '15:00' } })).toBe('booking-in-the-past');
    expect(await propose({ start: { kind: 'exact', at: '16:05' } })).toBe('booking-needs-late-reason');
    expect(await propose({ start: { kind: 'exact', at: '16:00:10' }, lateReason: 'lũ' })).toBe('booking-too-soon');
  });

  it('lets a recorder book the own village only', async () => {
    const announcement = await world.announcement('Họp bản');
    const ask = (village: string) =>
      world.bookings.propose(
        world.person('ngan'),
        world.communeId,
        world.request(announcement, { villageIds: [world.villageId(village)] }),
      );
    expect(await refusal(ask('Phìn Sử'))).toBe('not-allowed');
    expect((await ask('Nà Khoang')).zoneIds).toHaveLength(2);
  });

  it('accepts exactly what fits when fifty ask for the same slot at once', async () => {
    const announcement = await world.announcement('Bốn phút', 4 * MINUTE_MS);
    const start = { kind: 'slot', slotId: await world.slotId('Chiều') } as const;
    const answers = await Promise.allSettled(
      Array.from({ length: 50 }, () =>
        world.bookings.propose(
          world.person('mai'),
          world.communeId,
          world.request(announcement, { start, duplicateOk: true }),
        ),
      ),
    );
    const codes = answers.flatMap((answer) => (answer.status === 'rejected' ? (answer.reason as Problem).code : []));
    // The slot would hold 14 items of 4 minutes; the 45 minutes that a rundown may sound hold 11.
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(11);
    expect(new Set(codes)).toEqual(new Set(['booking-over-rundown-limit']));
  });
});

describe('taking it off the air', () => {
  it('cancels a booking on every pole and names it in the programme', async () => {
    const booking = await world.onAir(await world.announcement('Sai nội dung'));
    await world.bookings.cancel(world.person('mai'), booking.id, 'nhầm');
    await world.work();
    expect(await statesOf(booking)).toEqual({ cancelled: 6 });
    const programme = (await world.programme('Phìn Sử trên'))!;
    expect(programme.entries).toEqual([]);
    expect(programme.cancelledAiringIds).toHaveLength(1);
  });

  it('takes one day out of a series, and the series lives on', async () => {
    const booking = await world.onAir(await world.announcement('Hằng ngày'), {
      recurrence: { kind: 'daily', from: '2026-11-21', until: '2026-11-24' },
    });
    await world.bookings.cancelDay(world.person('mai'), booking.id, '2026-11-22', 'đám tang');
    await world.work();
    const starts = (await world.programme('Nà Khoang dưới'))!.entries.map(({ startsAt }) =>
      new Date(startsAt).getUTCDate(),
    );
    expect(starts).toEqual([21, 23, 24]);
  });

  it('stops the commune at once, says so in the programme, and plans again what is left when it is lifted', async () => {
    const booking = await world.onAir(await world.announcement('Dài', 5 * MINUTE_MS));
    world.clock.pass(HOUR_MS + 11 * MINUTE_MS);
    const stop = await world.stops.stop(world.person('toan'), world.communeId, {
      zoneIds: null,
      minutes: 60,
      reason: 'nhầm',
    });
    expect(await world.urgentOrders()).toMatchObject([
      { zoneIds: null, order: { kind: 'stop', stop: { stopId: stop.id } } },
    ]);
    await world.work();
    expect(await statesOf(booking)).toEqual({ cancelled: 6 });
    expect((await world.programme('Phìn Sử dưới'))!.stops).toMatchObject([{ stopId: stop.id }]);

    await world.stops.lift(world.person('duyen'), stop.id);
    await world.work();
    expect((await world.urgentOrders())[1]!.order).toEqual({ kind: 'lift', stopId: stop.id });
    expect((await world.programme('Phìn Sử dưới'))!.stops).toEqual([]);
    expect(
      await refusal(world.stops.stop(world.person('ngan'), world.communeId, { zoneIds: null, minutes: 5, reason: '' })),
    ).toBe('not-allowed');
  });

  it('refuses to book where no pole stands', async () => {
    const announcement = await world.announcement('Chưa có loa');
    const { communeId } = world;
    const [village] = await read().places.villages(communeId);
    const bare = aZone({ id: 'bare', communeId, villageId: village!.id, name: 'Khu mới' });
    await world.database.unitOfWork.run(({ places }) => places.insertZone(bare));
    const request = world.request(announcement, { zoneIds: [bare.id] });
    expect(await refusal(world.bookings.propose(world.person('mai'), communeId, request))).toBe(
      'booking-no-controllers',
    );
  });

  it('gives up on a recording that ends the server each time it is rendered', async () => {
    const ngan = world.person('ngan');
    const { id } = await world.recordings.receive(ngan, world.communeId, 'thử.m4a', Readable.from(['sound']));
    await world.database.unitOfWork.run(({ recordings }) => recordings.update(id, { state: 'rendering', attempts: 3 }));
    await world.work();
    const { state, refusal: why } = await world.recordings.recording(ngan, id);
    expect([state, why?.code]).toEqual(['refused', 'recording-render-failed']);
  });

  it('ends a proposal that nobody approved before the lock', async () => {
    const announcement = await world.announcement('Không ai duyệt');
    const proposed = await world.bookings.propose(world.person('mai'), world.communeId, world.request(announcement));
    world.clock.pass(HOUR_MS + MINUTE_MS);
    await world.tick.beat();
    await world.work();
    expect((await world.bookings.booking(world.person('mai'), proposed.id)).state).toBe('missed');
    expect(await refusal(world.bookings.approve(world.person('toan'), proposed.id, proposed.digest!))).toBe(
      'wrong-state',
    );
  });
});

describe('what devices prove', () => {
  async function planned() {
    const box = await world.enrol('Nà Khoang 1');
    const booking = await world.onAir(await world.announcement('Chứng cứ'));
    const airing = (await itemsOf(booking)).find(({ controllerIds }) => controllerIds.includes(box.controllerId))!;
    const playbackId = playbackIdOf(airing.id, box.controllerId);
    const named = { playbackId, airingId: airing.id };
    const { epoch, version, zoneId } = (await world.programme('Nà Khoang trên'))!;
    const playback = async () => (await read().air.playbacksByIds([playbackId]))[0]!;
    const played = { kind: 'played', ...named, startedAt: airing.startsAt, playedMs: airing.durationMs } as const;
    const accepted = { kind: 'programme-accepted', zoneId, epoch, version } as const;
    return { box, booking, airing, named, playback, played, accepted };
  }

  it('follows the evidence, one step after the other', async () => {
    const { box, named, playback, played, accepted } = await planned();
    const steps: readonly (readonly [Unnumbered, PlaybackState])[] = [
      [accepted, 'delivered'],
      [{ kind: 'ready', playbackIds: [named.playbackId] }, 'ready'],
      [{ kind: 'started', ...named }, 'playing'],
      [played, 'played'],
    ];
    for (const [receipt, state] of steps) {
      await world.evidence.accept(world.communeId, box.deviceId, box.sign(world.clock.now(), [receipt]));
      expect((await playback()).state).toBe(state);
    }
    expect(await world.acknowledged(box)).toBe(4);
    expect(await playback()).toMatchObject({ startedAt: played.startedAt, playedMs: played.playedMs });
  });

  it('stores a receipt once however often it comes, and never acknowledges past a gap', async () => {
    const { box, playback, played, named } = await planned();
    const evidence = { at: world.clock.now(), uncertaintyMs: 1, uptimeMs: 1 };
    const receipts: readonly Receipt[] = [
      { ...evidence, sequence: 1, kind: 'started', ...named },
      { ...evidence, sequence: 2, ...played },
    ];
    await world.evidence.accept(world.communeId, box.deviceId, box.signNumbered([receipts[1]!]));
    expect(await world.acknowledged(box)).toBe(0);
    expect((await playback()).state).toBe('planned');
    for (let copies = 0; copies < 3; copies += 1) {
      await world.evidence.accept(world.communeId, box.deviceId, box.signNumbered(receipts));
    }
    expect(await world.acknowledged(box)).toBe(2);
    expect((await playback()).state).toBe('played');
    expect(await read().delivery.receiptsOfPlayback(named.playbackId)).toHaveLength(2);
  });

  it('believes nobody else: a foreign key, a foreign box, a retired box', async () => {
    const { box, playback, played } = await planned();
    const other = await world.enrol('Nà Khoang 2');
    const receipt = { at: 1, uncertaintyMs: 1, uptimeMs: 1, sequence: 1, ...played };
    const forged = box.signNumbered([receipt], generateKeys().privateKeyPem);
    await world.evidence.accept(world.communeId, box.deviceId, forged);
    await world.evidence.accept(world.communeId, other.deviceId, other.signNumbered([receipt]));
    await world.evidence.accept(world.communeId, other.deviceId, box.signNumbered([receipt]));
    await world.enrol('Nà Khoang 1');
    await world.evidence.accept(world.communeId, box.deviceId, box.signNumbered([receipt]));
    expect((await playback()).state).toBe('planned');
    await world.get(DeviceConduct).writeDown(world.communeId);
    const { items } = await read().events.latest(world.communeId, { limit: 200 });
    const rejected = items.filter(({ kind }) => kind === 'evidence.rejected');
    expect(
      rejected.map(({ details }) => details).sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)),
    ).toEqual([
      { reason: 'bad-signature, unknown-key', count: 2 },
      { reason: 'unknown-key', count: 1 },
    ]);
  });

  it('calls silence unconfirmed after a day, and lets late evidence correct it once', async () => {
    const { box, playback, played, named } = await planned();
    world.clock.pass(DAY_MS + 2 * HOUR_MS);
    await world.tick.beat();
    await world.work();
    expect(await playback()).toMatchObject({ state: 'unconfirmed', reason: 'no-evidence' });
    await world.evidence.accept(
      world.communeId,
      box.deviceId,
      box.sign(world.clock.now(), [{ kind: 'started', ...named }, played]),
    );
    expect(await playback()).toMatchObject({ state: 'played', reason: null });
    await world.evidence.accept(
      world.communeId,
      box.deviceId,
      box.sign(world.clock.now(), [{ kind: 'missed', ...named, reason: 'too-late' } as never]),
    );
    expect((await playback()).state).toBe('played');
  });

  it('leaves no playback open past its deadline, in whatever state its pole lost its memory', async () => {
    const open = PLAYBACK_STATES.filter((state) => !ENDED_PLAYBACK_STATES.includes(state));
    const items = await itemsOf(await world.onAir(await world.announcement('Mất trí nhớ')));
    const ids = items.map(({ id }) => id);
    const playbacks = () => read().air.playbacksOfAirings(ids);
    const before = await playbacks();
    expect(before.length).toBeGreaterThanOrEqual(open.length);
    const states = before.map((playback, place) => ({ ...playback, state: open[place % open.length]! }));
    await world.database.unitOfWork.run(({ air }) => air.putPlaybacks(states));
    world.clock.pass(DAY_MS + 2 * HOUR_MS);
    await world.tick.beat();
    await world.work();
    expect(new Set((await playbacks()).map(({ state }) => state))).toEqual(new Set(['unconfirmed']));
  });

  it('never hides what sounded although it was cancelled', async () => {
    const { box, booking, playback, played } = await planned();
    await world.bookings.cancel(world.person('mai'), booking.id, 'nhầm');
    await world.work();
    expect((await playback()).state).toBe('cancelled');
    await world.evidence.accept(world.communeId, box.deviceId, box.sign(world.clock.now(), [played]));
    expect(await playback()).toMatchObject({ state: 'played', playedAfterCancel: true });
  });
});

describe('what the village says', () => {
  it('is asked after the end, of the own village, and stands beside the evidence', async () => {
    const booking = await world.onAir(await world.announcement('Nghe rõ không'));
    const [airing] = await itemsOf(booking);
    const rundown = (await read().air.rundown(airing!.rundownId))!;
    const [own, other] = rundown.villageId === world.villageId('Nà Khoang') ? ['inh', 'pao'] : ['pao', 'inh'];
    const confirm = (login: string) => world.confirmations.confirm(world.person(login), rundown.id, 'heard', '');
    expect(await refusal(confirm(own!))).toBe('rundown-not-over');
    world.clock.pass(HOUR_MS + 11 * MINUTE_MS + SECOND_MS);
    expect(await refusal(confirm(other!))).toBe('not-allowed');
    await confirm(own!);
    await world.confirmations.confirm(world.person(own!), rundown.id, 'faint', 'loa rè');
    const view = await world.board.rundown(world.person('mai'), rundown.id);
    expect(view.confirmations).toMatchObject([{ answer: 'faint', note: 'loa rè' }]);
    expect(view.airings[0]!.playbacks.every(({ state }) => state === 'planned')).toBe(true);
  });

  it('is asked of what sounded so far, in whichever zone, and anew of what sounds later in the same slot', async () => {
    const village = world.villageId('Nà Khoang');
    const [upper, lower] = ['trên', 'dưới'].map((part) =>
      world.zones.find(({ name }) => name === `Nà Khoang ${part}`)!,
    );
    const at = (time: string, zoneId: string) => ({ zoneIds: [zoneId], start: { kind: 'exact', at: time } }) as const;
    const first = await world.onAir(await world.announcement('Trên'), at('17:10:00', upper!.id));
    const second = await world.onAir(await world.announcement('Dưới'), at('17:30:00', lower!.id));
    const { rundownId, ...upperItem } = (await itemsOf(first))[0]!;
    const [lowerItem] = await itemsOf(second);
    const head = world.person('inh');
    const confirm = (answer: 'heard' | 'not_heard') => world.confirmations.confirm(head, rundownId, answer, '');
    const asked = async () =>
      (await world.questions.ask(head, village)).map(({ titles, answers }) => [
        ...titles,
        ...answers.map((each) => each.answer),
      ]);

    world.clock.pass(upperItem.startsAt - world.clock.now());
    expect([await refusal(confirm('heard')), await asked()]).toEqual(['rundown-not-over', []]);
    world.clock.pass(5 * MINUTE_MS);
    await confirm('not_heard');
    await confirm('heard');
    expect(await asked()).toEqual([['Trên', 'heard']]);

    world.clock.pass(lowerItem!.startsAt - world.clock.now());
    expect([await refusal(confirm('heard')), await asked()]).toEqual(['rundown-not-over', []]);
    world.clock.pass(5 * MINUTE_MS);
    expect(await asked()).toEqual([['Dưới']]);
    await confirm('not_heard');
    expect(await asked()).toEqual([['Dưới', 'not_heard']]);
    const said = await read().air.confirmations(world.communeId, '2026-11-21', '2026-11-21');
    expect([upperItem, lowerItem!].map((item) => wordOn({ ...item, rundownId }, said)?.answer)).toEqual([
      'heard',
      'not_heard',
    ]);
    // Taken back is the last word alone.
    await world.confirmations.withdraw(head, rundownId);
    expect(await asked()).toEqual([['Dưới']]);
    // Said once more by a phone that lost the answer, it takes no other word with it.
    await world.confirmations.withdraw(head, rundownId);
    const kept = async () => read().air.confirmations(world.communeId, '2026-11-21', '2026-11-21');
    expect(await kept()).toMatchObject([{ answer: 'heard' }]);
    await confirm('not_heard');
    await world.confirmations.withdraw(head, rundownId);
    expect(await kept()).toMatchObject([{ answer: 'heard' }]);
  });

  it('is taken, and taken back, for as long as it is asked: a week after the last of its zones, of an item as of the whole', async () => {
    const village = world.villageId('Nà Khoang');
    const zoneId = (part: string) => world.zones.find(({ name }) => name === `Nà Khoang ${part}`)!.id;
    const at = (time: string, id: string) => ({ zoneIds: [id], start: { kind: 'exact', at: time } }) as const;
    const first = await world.onAir(await world.announcement('Trên'), at('17:05:00', zoneId('trên')));
    await world.onAir(await world.announcement('Dưới'), at('17:25:00', zoneId('dưới')));
    const { id: airingId, rundownId } = (await itemsOf(first))[0]!;
    const { startsAt, endsAt, localDate } = (await read().air.rundown(rundownId))!;
    const head = world.person('inh');
    const asked = async () => {
      const [listed, onPage] = [
        await world.questions.ask(head, village, localDate),
        (await world.villages.days(head, village)).broadcasts.flatMap(({ question }) => question ?? []),
      ];
      expect(onPage.map(({ rundownId: id }) => id)).toEqual(listed.map(({ rundownId: id }) => id));
      return listed.length;
    };
    const confirm = (about: string | null) => world.confirmations.confirm(head, rundownId, 'heard', '', about);

    world.clock.pass(startsAt - world.clock.now());
    expect([await asked(), await refusal(confirm(airingId)), await refusal(confirm(null))]).toEqual([
      0,
      'rundown-not-over',
      'rundown-not-over',
    ]);
    world.clock.pass(endsAt + 7 * DAY_MS - world.clock.now());
    expect(await asked()).toBe(1);
    const retiredAt = world.clock.now();
    await world.database.unitOfWork.run(({ places }) => places.updateZone(zoneId('dưới'), { retiredAt }));
    expect(await asked()).toBe(1);
    for (const about of [null, airingId]) {
      await confirm(about);
      await world.confirmations.withdraw(head, rundownId, about);
    }
    world.clock.pass(30 * MINUTE_MS);
    expect(await asked()).toBe(0);
    expect([await refusal(confirm(null)), await refusal(world.confirmations.withdraw(head, rundownId))]).toEqual([
      'confirmation-too-late',
      'confirmation-too-late',
    ]);
  });
});
