// Taking back what was wrong, with boxes that sign: silence at once, and a correction to exactly the poles that played it.
import type { BookingView, RetractionOrdered } from '#application';
import { HOUR_MS, MINUTE_MS } from '#domain';
import { playbackIdOf } from '#protocol';
import { DeskWorld } from '../support/desk-world';
import type { Box } from '../support/signing-box';
import { refusal } from '../support/refusal';

const POLES = ['Nà Khoang 1', 'Nà Khoang 2', 'Nà Khoang 3', 'Phìn Sử 1', 'Phìn Sử 2', 'Phìn Sử 3'];

let world: DeskWorld;
let boxes: ReadonlyMap<string, Box>;
let wrong: BookingView;
beforeEach(async () => {
  world = await DeskWorld.open();
  const enrolled = new Map<string, Box>();
  for (const name of POLES) enrolled.set(name, await world.enrol(name));
  boxes = enrolled;
  wrong = await world.onAir(await world.announcement('Họp lúc 7 giờ', 5 * MINUTE_MS));
});
afterEach(() => world.close());

const read = () => world.database.unitOfWork.read;

/** 17:11: it has been sounding for a minute. */
const whileItSounds = () => world.clock.pass(HOUR_MS + 11 * MINUTE_MS);

const retract = (own: object = {}): Promise<RetractionOrdered> =>
  world.retractions.order(world.person('mai'), world.communeId, { bookingId: wrong.id, reason: 'sai giờ', ...own });

/** What the box of the pole says about its playback of a booking. */
async function tell(pole: string, booking: BookingView, what: 'started' | 'played' | 'cut' | 'missed'): Promise<void> {
  const box = boxes.get(pole)!;
  const airing = (await read().air.airingsOfBooking(booking.id)).find(({ controllerIds }) =>
    controllerIds.includes(box.controllerId),
  )!;
  const named = { airingId: airing.id, playbackId: playbackIdOf(airing.id, box.controllerId) };
  const { startsAt: startedAt, durationMs } = airing;
  const receipt = {
    started: { kind: 'started', ...named } as const,
    played: { kind: 'played', ...named, startedAt, playedMs: durationMs } as const,
    cut: { kind: 'interrupted', ...named, startedAt, playedMs: 61_000, reason: 'cancelled' } as const,
    missed: { kind: 'missed', ...named, reason: 'device-off' } as const,
  }[what];
  await world.evidence.accept(world.communeId, box.deviceId, box.sign(world.clock.now(), [receipt]));
}

/** The box says that it has the newest programme of its zone. */
async function acknowledge(pole: string): Promise<void> {
  const box = boxes.get(pole)!;
  const { zoneId } = (await read().places.controller(box.controllerId))!;
  const { epoch, version } = (await read().delivery.programme(zoneId))!;
  const receipt = { kind: 'programme-accepted', zoneId, epoch, version } as const;
  await world.evidence.accept(world.communeId, box.deviceId, box.sign(world.clock.now(), [receipt]));
}

const named = (retraction: { readonly poles: RetractionOrdered['poles'] }, sounding: string) =>
  retraction.poles.filter((pole) => pole.sounding === sounding).map(({ name }) => name);

describe('a retraction', () => {
  it('says the order to fall silent after one unit of work and before anything else, and names exactly this item', async () => {
    await world.onAir(await world.announcement('Thời tiết'), { start: { kind: 'exact', at: '17:20:00' } });
    whileItSounds();
    const run = jest.spyOn(world.database.unitOfWork, 'run');
    const publish = jest.spyOn(world.link, 'publishUrgent');
    publish.mockImplementationOnce(() => {
      expect(run).toHaveBeenCalledTimes(1);
      expect(world.jobs.waiting.size).toBe(0);
      return Promise.resolve();
    });
    expect(await retract()).toMatchObject({ published: true, correctionRefused: null });
    expect(publish).toHaveBeenCalledTimes(1);
    await world.work();
    expect((await read().bookings.booking(wrong.id))!.state).toBe('cancelled');
    expect((await world.programme('Phìn Sử trên'))!.entries).toMatchObject([{ title: 'Thời tiết' }]);
  });

  it('is told beforehand with the poles that played it and those in doubt, and changes nothing', async () => {
    whileItSounds();
    await tell('Nà Khoang 1', wrong, 'started');
    await tell('Nà Khoang 2', wrong, 'missed');

    const scope = await world.retractions.check(world.person('mai'), world.communeId, {
      bookingId: wrong.id,
      reason: '',
    });

    expect(scope).toMatchObject({ title: 'Họp lúc 7 giờ', messageClass: 'normal', silences: 4, cancels: 1 });
    expect(named(scope, 'sounding')).toEqual(['Nà Khoang 1']);
    expect(named(scope, 'doubtful')).toEqual(['Nà Khoang 3', 'Phìn Sử 1', 'Phìn Sử 2', 'Phìn Sử 3']);
    expect((await read().bookings.booking(wrong.id))!.state).toBe('approved');
    expect(await world.urgentOrders()).toEqual([]);
  });

  it('orders silence for the airings of this booking alone', async () => {
    await world.onAir(await world.announcement('Thời tiết'), { start: { kind: 'exact', at: '17:20:00' } });
    whileItSounds();
    await retract();
    const airings = await read().air.airingsOfBooking(wrong.id);
    const [order] = await world.urgentOrders();
    expect(order!.order.kind).toBe('silence');
    expect(order!.order).toMatchObject({ airingIds: expect.arrayContaining(airings.map(({ id }) => id)) as unknown });
    expect(order!.order.kind === 'silence' && order!.order.airingIds).toHaveLength(airings.length);
  });

  it('orders nothing when nothing of it sounds or is about to', async () => {
    expect((await retract()).published).toBeNull();
    expect(await world.urgentOrders()).toEqual([]);
  });

  it('names those that play or played it, and the doubtful ones apart; evidence decides', async () => {
    whileItSounds();
    await tell('Nà Khoang 1', wrong, 'started');
    await tell('Nà Khoang 2', wrong, 'missed');
    const ordered = await retract();
    expect(named(ordered, 'sounding')).toEqual(['Nà Khoang 1']);
    expect(named(ordered, 'doubtful')).toEqual(['Nà Khoang 3', 'Phìn Sử 1', 'Phìn Sử 2', 'Phìn Sử 3']);

    await world.work();
    await tell('Nà Khoang 1', wrong, 'cut');
    await acknowledge('Nà Khoang 3');
    await tell('Phìn Sử 1', wrong, 'played');
    const later = await world.retractions.retraction(world.person('toan'), ordered.id);
    expect(named(later, 'sounded')).toEqual(['Nà Khoang 1', 'Phìn Sử 1']);
    expect(named(later, 'doubtful')).toEqual(['Phìn Sử 2', 'Phìn Sử 3']);
    expect(later.poles[0]).toMatchObject({ silenced: true, playbacks: [{ playedMs: 61_000 }], needsCorrection: true });
  });

  it('tells the leaders who took back what, and why', async () => {
    whileItSounds();
    const { id } = await retract();
    const told = await read().notices.ofSubject(id);
    expect(told.map(({ personId }) => personId).sort()).toEqual(
      [world.person('toan').personId, world.person('duyen').personId].sort(),
    );
    expect(told[0]).toMatchObject({
      kind: 'retraction-ordered',
      values: { title: 'Họp lúc 7 giờ', who: 'Mai', reason: 'sai giờ' },
    });
  });

  it('takes back every booking of an announcement when that is what is named', async () => {
    const other = await world.bookings.propose(
      world.person('mai'),
      world.communeId,
      world.request(wrong.announcement, { start: { kind: 'exact', at: '17:40:00' } }),
    );
    await retract({ bookingId: undefined, announcementId: wrong.announcementId });
    expect((await read().bookings.booking(other.id))!.state).toBe('cancelled');
    expect((await read().bookings.booking(wrong.id))!.state).toBe('cancelled');
  });

  it('is not for everybody', async () => {
    const order = (login: string) =>
      world.retractions.order(world.person(login), world.communeId, { bookingId: wrong.id, reason: 'sai' });
    expect(await refusal(order('ngan'))).toBe('not-allowed');
    expect(await refusal(order('inh'))).toBe('not-allowed');
    const foreign = { bookingId: wrong.id, reason: 'sai' };
    expect(await refusal(world.retractions.order(world.stranger, world.communeId, foreign))).toBe('not-found');
  });
});

describe('a correction', () => {
  it('is proposed for exactly the poles that played it, and for those that turn out later', async () => {
    const right = await world.announcement('Đính chính: họp lúc 8 giờ');
    whileItSounds();
    await tell('Nà Khoang 1', wrong, 'started');
    const ordered = await retract({ correctionAnnouncementId: right.id });
    expect(ordered.correctionRefused).toBeNull();
    const [firstId] = ordered.correctionBookingIds;
    const first = (await read().bookings.booking(firstId!))!;
    expect(first).toMatchObject({
      purpose: 'correction',
      state: 'proposed',
      start: { kind: 'soonest' },
      controllerIds: [world.controllerId('Nà Khoang 1')],
      createdBy: world.person('mai').personId,
    });
    expect(ordered.poles[0]).toMatchObject({
      needsCorrection: false,
      corrections: [{ bookingId: firstId, state: null }],
    });
    const correct = () => world.retractions.correct(world.person('mai'), ordered.id, right.id);
    expect(await refusal(correct())).toBe('retraction-covered');

    await tell('Phìn Sử 3', wrong, 'played');
    const late = await world.retractions.retraction(world.person('mai'), ordered.id);
    expect(late.poles.find(({ name }) => name === 'Phìn Sử 3')).toMatchObject({ needsCorrection: true });
    expect((await correct()).controllerIds).toEqual([world.controllerId('Phìn Sử 3')]);
  });

  it('goes on air in the next free minute once another person approves it, and is shown pole by pole', async () => {
    const right = await world.announcement('Đính chính: họp lúc 8 giờ');
    whileItSounds();
    await tell('Nà Khoang 1', wrong, 'started');
    const { id, correctionBookingIds } = await retract({ correctionAnnouncementId: right.id });
    const proposed = await world.bookings.booking(world.person('toan'), correctionBookingIds[0]!);
    expect(await refusal(world.bookings.approve(world.person('mai'), proposed.id, proposed.digest!))).toBe(
      'not-allowed',
    );
    await world.bookings.approve(world.person('toan'), proposed.id, proposed.digest!);
    await world.work();
    const airings = await read().air.airingsOfBooking(proposed.id);
    expect(airings.map(({ state, controllerIds }) => [state, controllerIds])).toEqual([
      ['planned', [world.controllerId('Nà Khoang 1')]],
    ]);
    expect(airings[0]!.startsAt).toBeLessThan(world.clock.now() + 2 * MINUTE_MS);
    await tell('Nà Khoang 1', proposed, 'played');
    const { poles } = await world.retractions.retraction(world.person('mai'), id);
    expect(poles[0]).toMatchObject({ name: 'Nà Khoang 1', corrections: [{ state: 'played' }], needsCorrection: false });
  });

  it('waits until somewhere it is known to have sounded, and weighs what it corrects', async () => {
    const right = await world.announcement('Đính chính: họp lúc 8 giờ');
    whileItSounds();
    const ordered = await retract({ correctionAnnouncementId: right.id });
    expect(ordered).toMatchObject({ correctionRefused: 'retraction-nothing-aired', correctionBookingIds: [] });
    expect(await refusal(world.retractions.correct(world.person('ngan'), ordered.id, right.id))).toBe('not-allowed');
  });
});
