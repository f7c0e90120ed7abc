// The list of a leader: what waits, with everything that is needed to decide, and nothing that waits for somebody else.
import type { AnnouncementView, BookingRequest, ApprovalCard } from '#application';
import { SECOND_MS } from '#domain';
import { DeskWorld } from '../support/desk-world';
import { refusal } from '../support/refusal';

let world: DeskWorld;
beforeEach(async () => (world = await DeskWorld.open()));
afterEach(() => world.close());

const propose = (announcement: AnnouncementView, own: Partial<BookingRequest> = {}, login = 'mai') =>
  world.bookings.propose(world.person(login), world.communeId, world.request(announcement, own));

const list = (login: string) => world.waitingApprovals.list(world.person(login), world.communeId);

const titles = (waiting: readonly ApprovalCard[]) => waiting.map(({ announcement }) => announcement.title);

it('is content with its schedule in one, or content that nobody booked; what was handed in first stands at the top', async () => {
  const booked = await world.announcement('Họp thôn');
  const proposed = await propose(booked, { villageIds: [world.villageId('Phìn Sử')] });
  world.clock.pass(SECOND_MS);
  await world.announcement('Lũ quét', 30 * SECOND_MS, 'emergency');

  const [first, second, ...rest] = await list('toan');

  expect(rest).toEqual([]);
  expect(first).toMatchObject({ id: proposed.id, digest: proposed.digest, askedBy: 'Mai', verdict: 'ok' });
  expect(first!.villages).toEqual(['bản Phìn Sử']);
  expect(first!.forecast!.starts).toHaveLength(2);
  expect(first!.forecast!.conflicts).toEqual([]);
  expect(second).toMatchObject({ booking: null, forecast: null, askedBy: 'Ngân', verdict: 'ok', villages: [] });
  expect(second!.announcement.title).toBe('Lũ quét');
});

it('leaves an item when it is approved or sent back, and takes it up again when it is handed in anew', async () => {
  const [toan, ngan] = [world.person('toan'), world.person('ngan')];
  const { id, digest } = await propose(await world.announcement('Tiêm chủng'));
  await world.bookings.approve(toan, id, digest!);
  const returned = await world.announcement('Cắt điện');
  await propose(returned, { start: { kind: 'exact', at: '17:30:00' } });
  expect(titles(await list('toan'))).toEqual(['Cắt điện']);
  await world.announcements.requestChanges(toan, returned.id, '0:42 nói nhầm giờ');
  expect(titles(await list('toan'))).toEqual([]);
  await world.announcements.submit(ngan, returned.id);
  expect(titles(await list('toan'))).toEqual(['Cắt điện']);
});

it('says to each one why they may not approve, and is no list for those who never do', async () => {
  await propose(await world.announcement('Họp thôn'), {}, 'mai');
  expect((await list('mai')).map(({ verdict }) => verdict)).toEqual(['not-allowed']);
  expect(await refusal(list('inh'))).toBe('not-allowed');
  expect(await refusal(list('ngan'))).toBe('not-allowed');
});

it('says when two priorities meet, so that the leader decides which goes first', async () => {
  const slotId = await world.slotId('Chiều');
  const inSlot: Partial<BookingRequest> = { start: { kind: 'slot', slotId } };
  await world.onAir(await world.announcement('Sơ tán diễn tập', 30 * SECOND_MS, 'priority'), inSlot);
  const second = await world.announcement('Tiêm phòng gấp', 30 * SECOND_MS, 'priority');
  // Whoever may not decide the order leaves it to the approval.
  await propose(second, { ...inSlot, villageIds: [world.villageId('Nà Khoang')] }, 'ngan');

  const [waiting] = await list('toan');

  expect(waiting!.forecast!.conflicts[0]).toMatchObject({ kind: 'priority-order' });
  const { id, digest } = waiting!;
  expect(await refusal(world.bookings.approve(world.person('toan'), id, digest!))).toBe('booking-needs-order');
  await world.bookings.approve(world.person('toan'), id, digest!, 'before');
  expect(titles(await list('toan'))).toEqual([]);
});
