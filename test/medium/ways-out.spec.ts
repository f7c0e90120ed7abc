// What the desk does when bookings meet: others give way, people decide who goes first, and what is urgent takes the next free minute.
import type { BookingView } from '#application';
import { MINUTE_MS, Problem, SECOND_MS, type MessageClass, type ProblemCode } from '#domain';
import { DeskWorld } from '../support/desk-world';
import { aController, aVillage, aZone } from '../support/factories';

let world: DeskWorld;
beforeEach(async () => (world = await DeskWorld.open()));
afterEach(() => world.close());

const read = () => world.database.unitOfWork.read;
const mai = () => world.person('mai');
const at = (time: string) => Date.parse(`2026-11-21T${time}+07:00`);

async function refusal(act: Promise<unknown>): Promise<Problem> {
  try {
    await act;
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}

const codeOf = async (act: Promise<unknown>): Promise<ProblemCode> => (await refusal(act)).code;
const stateOf = async ({ id }: BookingView) => (await read().bookings.booking(id))!.state;
const eventsOf = async (kind: string) =>
  (await read().events.latest(world.communeId, { limit: 200 })).items.filter((event) => event.kind === kind);

async function announcement(title: string, messageClass: MessageClass, minutes = 1) {
  const { id, revision } = await world.announcement(title, minutes * MINUTE_MS);
  if (messageClass === 'normal') return world.announcements.announcement(mai(), id);
  await world.announcements.edit(world.person('ngan'), id, revision, { messageClass });
  return world.announcements.submit(world.person('ngan'), id);
}

describe('a booking in the place of another', () => {
  it('is offered, and sent back as it was offered takes the place: approval void, author and approver told', async () => {
    const replaced = await world.onAir(await world.announcement('Thời sự'));
    const request = world.request(await world.announcement('Bão về'));
    const { alternatives } = await world.bookings.check(mai(), world.communeId, request);
    const { start, recurrence, repeats, replaces } = alternatives.find(({ kind }) => kind === 'replace')!;
    expect(replaces).toEqual([replaced.id]);

    const toan = { ...world.person('toan'), grants: [...world.person('toan').grants, ...mai().grants] };
    const taken = { ...request, start, recurrence, repeats, replaces };
    const booking = await world.bookings.propose(toan, world.communeId, taken);
    await world.work();
    expect([await stateOf(replaced), booking.state]).toEqual(['replaced', 'proposed']);
    const [approval] = await read().bookings.approvals(replaced.id);
    expect(approval).toMatchObject({ voidReason: 'booking-replaced' });
    const airings = await read().air.airingsOfBooking(replaced.id);
    expect(airings.map(({ state, reason }) => [state, reason])).toEqual(
      Array(4).fill(['cancelled', 'booking-replaced']),
    );
    const [told] = (await read().notices.ofSubject(replaced.id)).filter(({ kind }) => kind === 'booking-replaced');
    expect(told).toMatchObject({ personId: mai().personId, values: { title: 'Thời sự', by: 'Bão về', who: 'Toàn' } });
    expect(await eventsOf('booking.replaced')).toMatchObject([{ subjectId: replaced.id, details: { by: booking.id } }]);
  });

  it('takes of a series only the days in conflict', async () => {
    const series = await world.onAir(await world.announcement('Thể dục'), {
      recurrence: { kind: 'daily', from: '2026-11-21', until: '2026-11-24' },
    });
    const once = { recurrence: { kind: 'once', date: '2026-11-22' } as const, replaces: [series.id] };
    await world.bookings.propose(mai(), world.communeId, world.request(await world.announcement('Họp'), once));
    expect(await read().bookings.booking(series.id)).toMatchObject({
      state: 'approved',
      cancelledDates: ['2026-11-22'],
    });
  });

  it('changes nothing when it would not help, is frozen, or the person may not cancel', async () => {
    const near = await world.onAir(await world.announcement('Sắp phát'), { start: { kind: 'exact', at: '16:12' } });
    const far = await world.onAir(await world.announcement('Nơi khác'), { start: { kind: 'exact', at: '17:40' } });
    const request = world.request(await world.announcement('Chen vào'), {
      villageIds: [world.villageId('Nà Khoang')],
      start: { kind: 'exact', at: '16:12:10' },
      lateReason: 'gấp',
    });
    const propose = (login: string, replaces: readonly string[]) =>
      codeOf(world.bookings.propose(world.person(login), world.communeId, { ...request, replaces }));
    expect(await propose('ngan', [near.id])).toBe('not-allowed');
    expect(await propose('mai', [far.id])).toBe('booking-not-replaceable');
    expect(await propose('mai', [near.id, far.id])).toBe('booking-not-replaceable');
    world.clock.pass(5 * MINUTE_MS);
    expect(await propose('mai', [near.id])).toBe('booking-not-replaceable');
    expect([await stateOf(near), await stateOf(far)]).toEqual(['approved', 'approved']);
  });
});

describe('two priorities in one rundown', () => {
  const slot = async () => ({ start: { kind: 'slot', slotId: await world.slotId('Chiều') } as const });
  const order = async () => (await world.programme('Nà Khoang trên'))!.entries.map(({ title }) => title);

  it('are refused until somebody says who goes first, and the decision is written down', async () => {
    const first = await world.onAir(await announcement('Bão', 'priority'), await slot());
    const request = world.request(await announcement('Lũ', 'priority'), await slot());
    const refused = await refusal(world.bookings.propose(mai(), world.communeId, request));
    expect(refused.code).toBe('booking-needs-order');
    expect(refused.values['conflicts']).toMatchObject(
      Array(4).fill({ kind: 'priority-order', bookingId: first.id, title: 'Bão', localDate: '2026-11-21' }),
    );

    const second = await world.bookings.propose(mai(), world.communeId, { ...request, order: 'before' });
    await world.bookings.approve(world.person('toan'), second.id, second.digest!);
    await world.work();
    expect(await order()).toEqual(['Lũ', 'Bão']);
    expect(await eventsOf('booking.order-decided')).toMatchObject([
      { actor: mai().personId, details: { before: 0, after: -1, others: [{ bookingId: first.id, title: 'Bão' }] } },
    ]);

    expect(await codeOf(world.orders.reorder(world.person('ngan'), second.id, 1))).toBe('not-allowed');
    expect(await codeOf(world.orders.reorder(mai(), second.id, 0))).toBe('booking-needs-order');
    await world.orders.reorder(mai(), second.id, 1);
    await world.work();
    expect(await order()).toEqual(['Bão', 'Lũ']);
  });

  it('a recorder proposes, and the approval decides', async () => {
    await world.onAir(await announcement('Bão', 'priority'), await slot());
    const request = world.request(await announcement('Lũ', 'priority'), {
      ...(await slot()),
      villageIds: [world.villageId('Nà Khoang')],
    });
    const ngan = world.person('ngan');
    expect(await codeOf(world.bookings.propose(ngan, world.communeId, { ...request, order: 'before' }))).toBe(
      'not-allowed',
    );
    const { id, digest } = await world.bookings.propose(ngan, world.communeId, request);
    expect(await codeOf(world.bookings.approve(world.person('toan'), id, digest!))).toBe('booking-needs-order');
    await world.bookings.approve(world.person('toan'), id, digest!, 'after');
    await world.work();
    expect(await order()).toEqual(['Bão', 'Lũ']);
  });
});

describe('urgent today', () => {
  const urgent = { start: { kind: 'soonest' }, lateReason: 'lũ về' } as const;

  it('goes from the recording to the air by one approval, within three minutes', async () => {
    await world.onAir(await world.announcement('Đang giữ chỗ', 30 * SECOND_MS), {
      start: { kind: 'exact', at: '16:11' },
    });
    world.clock.pass(10 * MINUTE_MS);
    const recorded = await world.announcement('Lũ về', 40 * SECOND_MS);
    const request = world.request(recorded, urgent);
    const checked = await world.bookings.check(mai(), world.communeId, request);
    expect(checked).toMatchObject({ conflicts: [], soonestAt: at('16:12:00') });
    const proposed = await world.bookings.propose(mai(), world.communeId, request);
    await world.work();
    expect(await read().air.airingsOfBooking(proposed.id)).toEqual([]);

    const approved = await world.bookings.approve(world.person('toan'), proposed.id, proposed.digest!);
    await world.work();
    expect(approved).toMatchObject({
      state: 'approved',
      soonestAt: at('16:12:00'),
      announcement: { state: 'approved' },
    });
    const entries = (await world.programme('Phìn Sử dưới'))!.entries;
    expect(entries.map(({ title, startsAt }) => [title, startsAt])).toContainEqual(['Lũ về', at('16:12:00')]);
    expect(at('16:12:00') - world.clock.now()).toBeLessThanOrEqual(3 * MINUTE_MS);
    expect(await eventsOf('booking.approved')).toContainEqual(
      expect.objectContaining({
        subjectId: proposed.id,
        details: expect.objectContaining({ lateReason: 'lũ về', soonestAt: at('16:12:00') }) as unknown,
      }),
    );
  });

  it('says when nothing is free any more, asks for the reason, and ends with its day', async () => {
    const recorded = await world.announcement('Lũ về');
    expect(
      await codeOf(world.bookings.propose(mai(), world.communeId, world.request(recorded, { start: urgent.start }))),
    ).toBe('booking-needs-late-reason');
    const waiting = await world.bookings.propose(mai(), world.communeId, world.request(recorded, urgent));
    world.clock.pass(5 * 60 * MINUTE_MS);
    const refused = await refusal(world.bookings.approve(world.person('toan'), waiting.id, waiting.digest!));
    expect(refused.code).toBe('booking-no-free-minute');
    expect(refused.values['alternatives']).toMatchObject([{ start: { kind: 'exact', at: '05:00:00' } }, {}, {}]);
    world.clock.pass(3 * 60 * MINUTE_MS);
    await world.tick.beat();
    await world.work();
    expect(await stateOf(waiting)).toBe('missed');
  });
});

describe('a proposal', () => {
  it('holds its time against others until the lock, then ends unapproved', async () => {
    const held = await world.bookings.propose(
      mai(),
      world.communeId,
      world.request(await world.announcement('Giữ chỗ')),
    );
    await world.work();
    const other = world.request(await world.announcement('Khác'));
    expect(await codeOf(world.bookings.propose(mai(), world.communeId, other))).toBe('booking-conflict');
    world.clock.pass(61 * MINUTE_MS);
    await world.tick.beat();
    await world.work();
    expect(await stateOf(held)).toBe('missed');
    const airings = await read().air.airingsOfBooking(held.id);
    expect(new Set(airings.map(({ state, reason }) => `${state} ${reason}`))).toEqual(new Set(['dropped unapproved']));
    expect(await eventsOf('booking.missed')).toMatchObject([{ subjectId: held.id, details: { reason: 'unapproved' } }]);
    const late = { ...other, lateReason: 'chỗ trống' };
    expect((await world.bookings.propose(mai(), world.communeId, late)).state).toBe('proposed');
  });
});

describe('what a village and a class decide', () => {
  it('warns of a main language that is not spoken, before and in the approval', async () => {
    const { communeId } = world;
    const village = aVillage({ id: 'tà cóm', communeId, languages: ['tai', 'vi'] });
    await world.database.unitOfWork.run(async ({ places }) => {
      await places.insertVillage(village);
      await places.insertZone(aZone({ communeId, villageId: village.id }));
      await places.insertController(aController({ communeId }));
    });
    const announcement = await world.announcement('Họp');
    expect(announcement.languagesMissing).toEqual(['tai']);
    const warnings = [{ kind: 'language-missing', villageId: village.id, language: 'tai', hears: ['vi'] }];
    const request = world.request(announcement);
    expect((await world.bookings.check(mai(), world.communeId, request)).warnings).toEqual(warnings);
    const approved = await world.onAir(announcement);
    expect(approved.warnings).toEqual(warnings);
    expect(await eventsOf('booking.approved')).toMatchObject([{ details: { warnings } }]);
  });

  it('books no emergency, and changes no class that comes from above', async () => {
    const emergency = await announcement('Lũ quét', 'emergency');
    expect(await codeOf(world.bookings.propose(mai(), world.communeId, world.request(emergency)))).toBe(
      'booking-emergency',
    );
    const { id, revision } = await world.announcement('Công điện');
    await world.database.unitOfWork.run(({ announcements }) => announcements.update(id, { source: 'province' }));
    const edit = (change: object) => world.announcements.edit(world.person('ngan'), id, revision + 1, change);
    expect(await codeOf(edit({ messageClass: 'priority' }))).toBe('announcement-class-fixed');
    expect(await edit({ title: 'Công điện 12', messageClass: 'normal' })).toMatchObject({ title: 'Công điện 12' });
  });
});
