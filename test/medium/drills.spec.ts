// A drill and a night's test from the desk to the poles and back: every rule of theirs met once, on a real database, by real brains.
import { DEFAULT_RULES, MINUTE_MS, SECOND_MS, HOUR_MS, type SelfTestState } from '#domain';
import { noticeText } from '#words';
import type { DrillRequest } from '#application';
import { DeskFleet } from '../support/desk-fleet';
import { AFTERNOON } from '../support/desk-commune';
import { DeskWorld } from '../support/desk-world';
import { refusal } from '../support/refusal';

let world: DeskWorld;
beforeEach(async () => (world = await DeskWorld.open()));
afterEach(() => world.close());

const read = () => world.database.unitOfWork.read;
const POLES = ['Nà Khoang 1', 'Nà Khoang 2', 'Nà Khoang 3', 'Phìn Sử 1', 'Phìn Sử 2', 'Phìn Sử 3'];

async function approved(title: string, durationMs: number): Promise<string> {
  const submitted = await world.announcement(title, durationMs);
  await world.announcements.approve(world.person('toan'), submitted.id, submitted.digest!);
  return submitted.id;
}

/** The words before and after a drill, chosen by rule. */
async function wrap(): Promise<void> {
  const drill = {
    openingAnnouncementId: await approved('Đây là diễn tập', 5 * SECOND_MS),
    closingAnnouncementId: await approved('Hết diễn tập', 5 * SECOND_MS),
  };
  await world.database.unitOfWork.run(({ places }) =>
    places.updateCommune(world.communeId, { rules: { ...DEFAULT_RULES, drill } }),
  );
}

const request = (announcementId: string, own: Partial<DrillRequest> = {}): DrillRequest => ({
  announcementId,
  wholeCommune: own.zoneIds === undefined,
  startsAt: AFTERNOON + 20 * MINUTE_MS,
  reason: 'đầu mùa mưa',
  ...own,
});
const order = (announcementId: string, own: Partial<DrillRequest> = {}, login = 'mai') =>
  world.drills.order(world.person(login), world.communeId, request(announcementId, own));

describe('a drill', () => {
  it('is refused without the words that say that it is one, or without an approved content', async () => {
    const content = await approved('Lũ quét', 20 * SECOND_MS);
    expect(await refusal(order(content))).toBe('drill-not-wrapped');
    await wrap();
    const draft = await world.announcement('chưa duyệt');
    expect(await refusal(order(draft.id))).toBe('announcement-not-approved');
    expect(await refusal(order(content, { startsAt: AFTERNOON + 31 * 24 * HOUR_MS }))).toBe('drill-too-far');
    expect(await refusal(order(content, {}, 'ngan'))).toBe('not-allowed');
    await order(content);
  });

  it('finds a free time or is refused, and what is booked later finds its place beside it', async () => {
    await wrap();
    const content = await approved('Lũ quét', 20 * SECOND_MS);
    await world.onAir(await world.announcement('Họp bản', 60 * SECOND_MS), {
      start: { kind: 'exact', at: '16:30:00' },
    });
    const at = (minutes: number, own = {}) => order(content, { startsAt: AFTERNOON + minutes * MINUTE_MS, ...own });
    for (const minutes of [5, 30, 5 * 60]) expect(await refusal(at(minutes))).toBe('drill-conflict');
    const check = await world.drills.check(
      world.person('mai'),
      world.communeId,
      request(content, { startsAt: AFTERNOON + 30 * MINUTE_MS }),
    );
    expect(check).toMatchObject({ exercise: true, controllers: 6, households: 200 });
    expect(new Set(check.conflicts.map(({ kind }) => kind))).toEqual(new Set(['overlap']));
    await at(40);
    expect(await refusal(at(45))).toBe('drill-conflict');
    const beside = await world.announcement('Cùng giờ');
    const propose = world.bookings.propose(
      world.person('mai'),
      world.communeId,
      world.request(beside, { start: { kind: 'exact', at: '16:40:10' } }),
    );
    expect(await refusal(propose)).toBe('booking-conflict');
  });

  it('is planned around at once when it is ordered and when it is called off, without waiting for the tick', async () => {
    await wrap();
    const content = await approved('Lũ quét', 20 * SECOND_MS);
    await world.work();
    const asked = () => [...world.jobs.waiting.values()];
    const { id } = await order(content);
    expect(asked()).toEqual([{ name: 'plan', communeId: world.communeId }]);
    await world.work();
    await world.drills.cancel(world.person('mai'), id);
    expect(asked()).toEqual([{ name: 'plan', communeId: world.communeId }]);
  });

  it('is told to leaders and village heads as a drill, and never stands in a programme', async () => {
    await wrap();
    const drill = await order(await approved('Lũ quét', 20 * SECOND_MS));
    await world.work();
    const notices = await read().notices.ofSubject(drill.id);
    const told = ['mai', 'toan', 'duyen', 'inh', 'pao'].map((login) => world.person(login).personId);
    expect(notices.map(({ personId }) => personId).sort()).toEqual(told.sort());
    expect(noticeText('vi', notices[0]!)).toMatch(/^DIỄN TẬP "Lũ quét" lúc 16:20.*không phải tin thật/);
    expect((await world.programme('Nà Khoang trên'))?.entries ?? []).toEqual([]);
  });

  it('sounds on the whole fleet once, wrapped, and is judged by evidence', async () => {
    await wrap();
    const content = await approved('Lũ quét', 20 * SECOND_MS);
    const fleet = await DeskFleet.open(world, POLES);
    try {
      const startsAt = AFTERNOON + 20 * MINUTE_MS;
      const { id } = await order(content, { startsAt });
      await fleet.pass(startsAt + 10 * SECOND_MS - fleet.time.nowMs);
      await world.tick.beat();
      await fleet.pass(5 * MINUTE_MS);
      for (const { heard } of fleet.poles.values()) {
        expect(heard).toMatchObject([{ startedAt: startsAt, endedAt: startsAt + 30 * SECOND_MS, completed: true }]);
      }
      const view = await world.drills.drill(world.person('mai'), id);
      expect(view).toMatchObject({ exercise: true, state: 'done' });
      expect(view.results.map(({ controller, state }) => [controller, state]).sort()).toEqual(
        POLES.map((name) => [name, 'played']),
      );
      const kinds = (await read().events.ofSubject(world.communeId, id)).map(({ kind }) => kind);
      expect([...kinds].sort()).toEqual(['drill.began', 'drill.finished', 'drill.ordered']);
      expect(await refusal(world.drills.cancel(world.person('mai'), id))).toBe('wrong-state');
    } finally {
      await fleet.close();
    }
  }, 120_000);

  it('that is cancelled is silent everywhere, also while it sounds', async () => {
    await wrap();
    const content = await approved('Lũ quét', 5 * MINUTE_MS);
    const fleet = await DeskFleet.open(world, ['Nà Khoang 1']);
    try {
      const startsAt = AFTERNOON + 15 * MINUTE_MS;
      const { id } = await order(content, { startsAt });
      await fleet.pass(startsAt + MINUTE_MS - fleet.time.nowMs);
      await world.drills.cancel(world.person('toan'), id);
      await fleet.pass(2 * MINUTE_MS);
      expect(fleet.poles.get('Nà Khoang 1')!.heard).toMatchObject([{ startedAt: startsAt, completed: false }]);
      const { state, results } = await world.drills.drill(world.person('mai'), id);
      expect(state).toBe('cancelled');
      const one = results.find(({ controller }) => controller === 'Nà Khoang 1')!;
      expect(one).toMatchObject({ state: 'interrupted', reason: 'cancelled' });
    } finally {
      await fleet.close();
    }
  });
});

describe('the test of the night', () => {
  it('passes in silence, and reports a broken horn and a box without power by name, once', async () => {
    await approved('Lời chào', 5 * SECOND_MS);
    world.clock.pass(10 * HOUR_MS + 25 * MINUTE_MS);
    const fleet = await DeskFleet.open(world, POLES);
    try {
      fleet.poles.get('Nà Khoang 2')!.horn.broken = true;
      await fleet.poles.get('Phìn Sử 3')!.switchOff();
      await fleet.pass(30 * MINUTE_MS);
      const [report, ...more] = await world.selfTests.reports(world.person('mai'), world.communeId, '2026-11-22');
      expect(more).toEqual([]);
      const expected = (name: string): SelfTestState =>
        name === 'Nà Khoang 2' ? 'failed' : name === 'Phìn Sử 3' ? 'no-answer' : 'passed';
      expect(report!.results.map(({ controller, state }) => [controller, state]).sort()).toEqual(
        POLES.map((name) => [name, expected(name)]),
      );
      expect(report!.results.find(({ state }) => state === 'failed')!.findings).toMatchObject({
        horn: 'horn-failed',
        sound: 'ok',
        clock: 'ok',
      });
      for (const { heard } of fleet.poles.values()) expect(heard).toEqual([]);
      const notices = await read().notices.ofSubject(report!.id);
      expect(notices.map(({ personId }) => personId)).toEqual([world.person('mai').personId]);
      expect(noticeText('vi', notices[0]!)).toContain('Nà Khoang 2, Phìn Sử 3');
    } finally {
      await fleet.close();
    }
  }, 120_000);

  it('is begun now by whoever may, and by nobody else', async () => {
    expect(await refusal(world.selfTests.begin(world.person('ngan'), world.communeId))).toBe('not-allowed');
    expect(await refusal(world.selfTests.begin(world.stranger, world.communeId))).toBe('not-found');
    expect(await world.selfTests.begin(world.person('mai'), world.communeId)).toMatchObject({
      results: [],
      sound: null,
    });
  });
});
