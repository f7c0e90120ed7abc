// "Việc cần xử lý" and the suggested time, at the acts and on a real database: every role sees its part, and two people stand behind a slot.
import { Needs, Troubles, type PersonNeed } from '#application';
import { MINUTE_MS, SOON_MS, type Airing } from '#domain';
import { playbackIdOf } from '#protocol';
import { DeskWorld } from '../support/desk-world';
import type { Box } from '../support/signing-box';

let world: DeskWorld;
beforeEach(async () => (world = await DeskWorld.open()));
afterEach(() => world.close());

const needsOf = (login: string) => world.get(Needs).now(world.person(login), world.communeId);
const times = () => world.suggestedTimes;
const kinds = (waiting: readonly PersonNeed[]) => waiting.map(({ kind, title }) => `${kind} ${title}`);

describe('what waits', () => {
  it('stands before those who approve, with whether they may; the author sees only what came back', async () => {
    const { id } = await world.announcement('Họp bản');
    await world.bookings.propose(world.person('mai'), world.communeId, world.request(await world.announcement('Tiêm')));

    const [toan, mai, ngan, inh] = [
      await needsOf('toan'),
      await needsOf('mai'),
      await needsOf('ngan'),
      await needsOf('inh'),
    ];
    expect(kinds(toan.waiting)).toEqual(['approval Tiêm', 'approval Họp bản']);
    expect(toan.waiting).toMatchObject([
      { may: 'ok', by: 'Mai' },
      { may: 'ok', by: 'Ngân', bookingId: null },
    ]);
    expect(mai.waiting).toMatchObject([{ may: 'not-allowed' }, { may: 'not-allowed' }]);
    expect([ngan.waiting, inh.waiting]).toEqual([[], []]);
    expect([toan.unreadNotices > 0, inh.unreadNotices]).toEqual([true, 0]);

    await world.announcements.requestChanges(world.person('toan'), id, '0:12 nói nhầm giờ');
    expect((await needsOf('ngan')).waiting).toMatchObject([{ kind: 'fix', note: '0:12 nói nhầm giờ' }]);
    expect(kinds((await needsOf('toan')).waiting)).toEqual(['approval Tiêm']);
  });

  it('is nobody’s who does not belong here', async () => {
    const needs = world.get(Needs);
    await expect(needs.now(world.stranger, world.communeId)).rejects.toMatchObject({ code: 'not-found' });
  });
});

describe('what goes on air soon', () => {
  it('is named with the poles that are missing, two hours before', async () => {
    await world.onAir(await world.announcement('Họp bản'), { start: { kind: 'exact', at: '18:10:00' } });
    expect((await needsOf('mai')).soon).toEqual([]);
    world.clock.pass(130 * MINUTE_MS - SOON_MS);

    const { soon, today } = await needsOf('mai');

    expect(soon).toMatchObject([{ state: 'not-ready', poles: 6, polesWell: 0, titles: ['Họp bản'] }]);
    expect(soon[0]!.missing[0]).toMatchObject({
      cause: 'no-device',
      village: expect.stringMatching(/^bản /) as unknown,
    });
    expect(today).toMatchObject({ 'not-ready': 1, ready: 0 });
  });
});

describe('trouble', () => {
  it('stays until somebody deals with it, and comes back when the village says something new', async () => {
    const booking = await world.onAir(await world.announcement('Họp bản'), {
      villageIds: [world.villageId('Nà Khoang')],
    });
    const airings = await world.database.unitOfWork.read.air.airingsOfBooking(booking.id);
    world.clock.pass(75 * MINUTE_MS);
    await say(await world.enrol('Nà Khoang 1'), airings, 'missed');

    const [trouble] = (await needsOf('mai')).troubles;
    expect(trouble).toMatchObject({
      village: 'bản Nà Khoang',
      failed: [{ state: 'missed', reason: 'device-off', poles: 1 }],
      bookingIds: [booking.id],
    });
    expect([(await needsOf('toan')).troubles, (await needsOf('inh')).troubles]).toEqual([[], []]);

    const troubles = new Troubles(world.database.unitOfWork, world.clock);
    await expect(troubles.settle(world.person('inh'), trouble!.rundownId, '')).rejects.toMatchObject({
      code: 'not-allowed',
    });
    await troubles.settle(world.person('mai'), trouble!.rundownId, 'Thợ đã thay dây');
    expect((await needsOf('mai')).troubles).toEqual([]);

    world.clock.pass(MINUTE_MS);
    await world.confirmations.confirm(world.person('inh'), trouble!.rundownId, 'not_heard', '');
    expect((await needsOf('mai')).troubles).toMatchObject([{ reportedBy: ['Inh'] }]);
  });
});

describe('a suggested time', () => {
  it('is the next slot that takes it where its author may ask, and is taken with the approval in one act', async () => {
    const { id, digest } = await world.announcement('Họp bản');
    const toan = world.person('toan');

    const suggestion = (await times().suggest(toan, id))!;
    expect(suggestion).toMatchObject({ slotName: 'Chiều', localDate: '2026-11-21' });
    // Ngân records for her own village only.
    expect(suggestion.times.flatMap(({ villages }) => villages)).toEqual(['bản Nà Khoang']);

    const booked = await times().take(toan, id, digest!, suggestion);
    expect(booked).toMatchObject({
      state: 'approved',
      createdBy: world.person('ngan').personId,
      approvedBy: toan.personId,
    });
    expect(booked.announcement.state).toBe('approved');
    expect(await times().suggest(toan, id)).toBeNull();
    await expect(times().take(toan, id, digest!, suggestion)).rejects.toMatchObject({ code: 'wrong-state' });
  });

  it('is taken by an operator where the rule of the commune lets operators approve, but never by its author', async () => {
    const { id, digest } = await world.announcement('Họp bản');
    expect(await times().suggest(world.person('mai'), id)).toMatchObject({ may: 'not-allowed' });

    await world.database.unitOfWork.run(({ places }) =>
      places.updateCommune(world.communeId, { approverRule: 'operator' }),
    );
    expect(await times().suggest(world.person('ngan'), id)).toMatchObject({ may: 'not-allowed' });
    const suggestion = (await times().suggest(world.person('mai'), id))!;
    expect(suggestion.may).toBe('ok');
    const booked = await times().take(world.person('mai'), id, digest!, suggestion);
    expect(booked).toMatchObject({ state: 'approved', approvedBy: world.person('mai').personId });
  });

  it('is not taken by its author, nor by who may not approve, nor for another sound than was heard', async () => {
    const { id, digest } = await world.announcement('Họp bản');
    const suggestion = (await times().suggest(world.person('toan'), id))!;
    for (const [login, heard, code] of [
      ['ngan', digest!, 'not-allowed'],
      ['mai', digest!, 'not-allowed'],
      ['toan', '0'.repeat(64), 'approval-stale'],
    ] as const) {
      await expect(times().take(world.person(login), id, heard, suggestion)).rejects.toMatchObject({ code });
    }
    expect(await world.database.unitOfWork.read.bookings.ofAnnouncement(id)).toEqual([]);
  });
});

function say(box: Box, airings: readonly Airing[], kind: 'missed'): Promise<unknown> {
  const receipts = airings
    .filter(({ controllerIds }) => controllerIds.includes(box.controllerId))
    .map(({ id }) => ({ kind, playbackId: playbackIdOf(id, box.controllerId), airingId: id, reason: 'device-off' }));
  return world.evidence.accept(world.communeId, box.deviceId, box.sign(world.clock.now(), receipts));
}
