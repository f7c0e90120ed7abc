// What a village head does alone: a notice of the own village, and the word whether something was heard; and what is sent again because of it.
import type { BookingView } from '#application';
import { DAY_MS, DEFAULT_RULES, HOUR_MS, MINUTE_MS, SECOND_MS, type CommuneRules } from '#domain';
import { playbackIdOf } from '#protocol';
import { DeskWorld } from '../support/desk-world';
import type { Box } from '../support/signing-box';
import { refusal } from '../support/refusal';

let world: DeskWorld;
beforeEach(async () => (world = await DeskWorld.open()));
afterEach(() => world.close());

const read = () => world.database.unitOfWork.read;
const own = () => world.villageId('Nà Khoang');

describe("a village head's own notice", () => {
  const notice = async (title: string, durationMs?: number) => {
    const { versions } = await world.announcement(title, durationMs);
    return { recordingId: versions[0]!.recordingId, title, script: title, language: 'vi' };
  };
  const rule = (change: Partial<CommuneRules['villageNotices']>) =>
    world.database.unitOfWork.run(({ places }) =>
      places.updateCommune(world.communeId, {
        rules: { ...DEFAULT_RULES, villageNotices: { ...DEFAULT_RULES.villageNotices, ...change } },
      }),
    );

  it('is on air in the next free minute of the own village, by name and right, and the leaders are told', async () => {
    const booking = await world.villageNotices.air(world.person('inh'), own(), await notice('Họp bản tối nay'));
    await world.work();
    const airings = await read().air.airingsOfBooking(booking.id);
    expect(airings.map(({ state }) => state)).toEqual(['planned', 'planned']);
    expect(new Set(airings.map(({ startsAt }) => startsAt))).toEqual(new Set([booking.soonestAt]));
    expect(booking.soonestAt! - world.clock.now()).toBeLessThanOrEqual(2 * MINUTE_MS);
    expect((await world.programme('Phìn Sử trên'))?.entries ?? []).toEqual([]);

    expect(booking).toMatchObject({ state: 'approved', purpose: 'village_notice', approvedBy: null });
    expect(booking.announcement).toMatchObject({ source: 'village', messageClass: 'normal', state: 'approved' });
    for (const subject of [booking.id, booking.announcementId]) {
      expect(await read().bookings.approvals(subject)).toMatchObject([
        { approvedBy: world.person('inh').personId, basis: 'village-notice' },
      ]);
    }
    expect((await read().reviews.reviews(world.communeId, { limit: 5 })).items).toMatchObject([
      { subject: 'village_notice', subjectId: booking.id, actedBy: world.person('inh').personId, signedBy: null },
    ]);
    const told = await read().notices.ofSubject(booking.id);
    expect(told.map(({ personId }) => personId).sort()).toEqual(
      [world.person('toan').personId, world.person('duyen').personId].sort(),
    );
    expect(told[0]!.values).toEqual({ title: 'Họp bản tối nay', place: 'bản Nà Khoang', who: 'Inh' });
  });

  it('is refused for another village, when it is too long, out of hours, or switched off; nothing is left behind', async () => {
    const good = await notice('Họp bản');
    const air = (login = 'inh', what = good) => refusal(world.villageNotices.air(world.person(login), own(), what));
    expect(await air('pao')).toBe('not-allowed');
    expect(await air('ngan')).toBe('not-allowed');
    expect(await air('inh', await notice('Dài', 3 * MINUTE_MS + SECOND_MS))).toBe('village-notice-too-long');
    await rule({ windows: [{ from: '05:00', to: '16:00' }] });
    expect(await air()).toBe('village-notice-hours');
    await rule({ allowed: false });
    expect(await air()).toBe('village-notice-off');
    const { items } = await read().bookings.bookings(world.communeId, { limit: 10 });
    expect(items).toEqual([]);
  });

  it('goes around what is on air already', async () => {
    const busy = { start: { kind: 'exact', at: '16:11:00' } } as const;
    await world.onAir(await world.announcement('Thời sự', 5 * MINUTE_MS), busy);
    world.clock.pass(10 * MINUTE_MS);
    const booking = await world.villageNotices.air(world.person('inh'), own(), await notice('Họp bản'));
    expect(booking.soonestAt).toBeGreaterThanOrEqual(world.clock.now() + 6 * MINUTE_MS);
  });
});

describe('what the village heard', () => {
  let boxes: ReadonlyMap<string, Box>;
  let booking: BookingView;
  beforeEach(async () => {
    const enrolled = new Map<string, Box>();
    for (const name of ['Nà Khoang 1', 'Nà Khoang 2', 'Phìn Sử 1']) enrolled.set(name, await world.enrol(name));
    boxes = enrolled;
    booking = await world.onAir(await world.announcement('Tiêm chủng'));
    world.clock.pass(HOUR_MS + 11 * MINUTE_MS);
  });

  async function tell(pole: string, kind: 'played' | 'missed'): Promise<void> {
    const box = boxes.get(pole)!;
    const airing = await airingOf(pole);
    const named = { airingId: airing.id, playbackId: playbackIdOf(airing.id, box.controllerId) };
    const receipt =
      kind === 'played'
        ? ({ kind, ...named, startedAt: airing.startsAt, playedMs: airing.durationMs } as const)
        : ({ kind, ...named, reason: 'device-off' } as const);
    await world.evidence.accept(world.communeId, box.deviceId, box.sign(world.clock.now(), [receipt]));
  }

  const airingOf = async (pole: string) =>
    (await read().air.airingsOfBooking(booking.id)).find(({ controllerIds }) =>
      controllerIds.includes(world.controllerId(pole)),
    )!;
  const ask = () => world.questions.ask(world.person('inh'), own());
  const resend = (own: object = {}) =>
    world.resends.propose(world.person('mai'), booking.id, { date: '2026-11-21', ...own });

  it('is asked once, and about an item only where a pole left a doubt', async () => {
    await tell('Nà Khoang 1', 'played');
    expect((await ask()).map(({ airingId, titles }) => [airingId, titles])).toEqual([[null, ['Tiêm chủng']]]);
    await tell('Nà Khoang 2', 'missed');
    const [, doubtful] = await ask();
    expect(doubtful).toMatchObject({ airingId: (await airingOf('Nà Khoang 2')).id, doubts: ['missed'] });
    expect(await refusal(world.questions.ask(world.person('pao'), own()))).toBe('not-allowed');
    expect(await world.questions.ask(world.person('mai'), own())).toHaveLength(2);
  });

  it('is kept for the item and for the rundown, is taken for a week, and changes no evidence', async () => {
    await tell('Nà Khoang 1', 'played');
    await tell('Nà Khoang 2', 'played');
    const { id, rundownId } = await airingOf('Nà Khoang 1');
    const confirm = (answer: 'heard' | 'not_heard', about: string | null) =>
      world.confirmations.confirm(world.person('inh'), rundownId, answer, '', about);
    await confirm('heard', id);
    await confirm('heard', null);
    world.clock.pass(DAY_MS);
    await confirm('not_heard', null);
    const view = await world.board.rundown(world.person('mai'), rundownId);
    expect(view).toMatchObject({ evidence: { played: 2 }, heard: { not_heard: 1 }, contradiction: true });
    expect(view.confirmations.map(({ airingId, answer }) => [airingId, answer])).toEqual([
      [id, 'heard'],
      [null, 'not_heard'],
    ]);
    expect(await refusal(confirm('heard', 'another'))).toBe('not-found');
    world.clock.pass(6 * DAY_MS);
    expect(await refusal(confirm('heard', null))).toBe('confirmation-too-late');
  });

  it('is sent again only where it was not played or not heard', async () => {
    await tell('Nà Khoang 1', 'played');
    await tell('Nà Khoang 2', 'missed');
    await tell('Phìn Sử 1', 'played');
    expect((await resend()).controllerIds).toEqual([world.controllerId('Nà Khoang 2')]);
    expect(await refusal(resend())).toBe('resend-nothing-to-do');

    const { rundownId } = await airingOf('Phìn Sử 1');
    await world.confirmations.confirm(world.person('pao'), rundownId, 'not_heard', '');
    const again = await resend();
    expect(again).toMatchObject({ purpose: 'resend', state: 'proposed', start: { kind: 'soonest' } });
    expect(again.controllerIds).toEqual([world.controllerId('Phìn Sử 1')]);
  });

  it('is not sent again by somebody without the right, nor a day on which nothing was due', async () => {
    await tell('Nà Khoang 2', 'missed');
    const asVillageHead = world.resends.propose(world.person('inh'), booking.id, { date: '2026-11-21' });
    expect(await refusal(asVillageHead)).toBe('not-allowed');
    expect(await refusal(resend({ date: '2026-11-20' }))).toBe('resend-nothing-to-do');
  });
});
