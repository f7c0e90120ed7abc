// Tonight, and the message after a slot, at the acts and on a real database: names of people, what is unusual, what the boxes prove.
import { ItemFailures, Tonight } from '#application';
import { MINUTE_MS, SUMMARY_AFTER_MS, type Airing } from '#domain';
import { playbackIdOf } from '#protocol';
import { slotSummaryText, tonightWhy, type SlotTelling } from '#words';
import { DeskWorld } from '../support/desk-world';

let world: DeskWorld;
beforeEach(async () => (world = await DeskWorld.open()));
afterEach(() => world.close());

const tonightOf = (login = 'mai') =>
  new Tonight(world.database.unitOfWork, world.clock, world.settings, new ItemFailures()).tonight(
    world.person(login),
    world.communeId,
  );

describe('tonight', () => {
  it('tells every village what it will hear, who asked for it and who let it on air', async () => {
    await world.onAir(await world.announcement('Họp bản'), { villageIds: [world.villageId('Nà Khoang')] });

    const { villages, commune } = await tonightOf();

    const [naKhoang, phinSu] = villages;
    expect(phinSu?.lines).toEqual([]);
    expect(naKhoang?.lines).toMatchObject([
      {
        title: 'Họp bản',
        zones: expect.arrayContaining(['Nà Khoang trên', 'Nà Khoang dưới']) as unknown,
        state: 'planned',
        startRule: 'exact',
        proposedBy: 'Mai',
        approvedBy: 'Toàn',
        anomalies: [],
      },
    ]);
    expect(tonightWhy('vi', naKhoang!.lines[0]!, commune.timeZone)).toEqual([
      'đúng giờ đã chọn',
      'Mai đề nghị',
      'Toàn duyệt lúc 16:00',
    ]);
  });

  it('tells the head of a village what that village will hear, and nothing that nobody approved yet', async () => {
    const of = { villageIds: [world.villageId('Nà Khoang')] };
    await world.onAir(await world.announcement('Họp bản'), of);
    const start = { kind: 'exact', at: '17:30:00' } as const;
    const wish = world.request(await world.announcement('Ý của xã'), { ...of, start });
    await world.bookings.propose(world.person('mai'), world.communeId, wish);
    const told = async (login: string) =>
      (await tonightOf(login)).villages.map(({ village, lines }) => [village.name, lines.map(({ title }) => title)]);

    expect(await told('inh')).toEqual([['Nà Khoang', ['Họp bản']]]);
    expect((await told('mai')).map(([name]) => name)).toEqual(['Nà Khoang', 'Phìn Sử']);
  });

  it('is the plan that the zones were given', async () => {
    await world.onAir(await world.announcement('Họp bản'), {
      start: { kind: 'slot', slotId: await world.slotId('Chiều') },
    });

    const shown = (await tonightOf()).villages[0]!.lines.map(({ startsAt, title }) => ({ startsAt, title }));
    const sent = (await world.programme('Nà Khoang trên'))!.entries.map(({ startsAt, title }) => ({ startsAt, title }));
    expect(shown).toEqual(sent);
  });

  it('flags an hour, a length and an author that were never on air before', async () => {
    await world.onAir(await world.announcement('Thường lệ'), { start: { kind: 'exact', at: '16:20:00' } });
    world.clock.pass(60 * MINUTE_MS);
    await world.onAir(await world.announcement('Lạ', 5 * MINUTE_MS), { start: { kind: 'exact', at: '19:45:00' } });

    const line = (await tonightOf()).villages[0]!.lines.find(({ title }) => title === 'Lạ');

    expect(line?.anomalies.map(({ kind }) => kind)).toEqual(['new-hour', 'longest-ever']);
  });

  it('tells an emergency too: every repeat that is still to come, in its zones', async () => {
    const { id } = await world.announcement('Lũ quét', 30_000, 'emergency');
    const [mai, toan] = [world.person('mai'), world.person('toan')];
    const villageIds = [world.villageId('Phìn Sử')];
    const asked = { announcementId: id, villageIds, minutes: 2, reason: 'lũ về nhanh' };
    const requested = await world.emergencies.request(mai, world.communeId, asked);
    await world.emergencies.confirm(toan, requested.id);
    await world.work();

    const [naKhoang, phinSu] = (await tonightOf()).villages;

    expect(naKhoang?.lines).toEqual([]);
    expect(phinSu?.lines.map(({ kind, title, startRule, zones }) => [kind, title, startRule, zones.length])).toEqual(
      Array.from({ length: 3 }, () => ['emergency', 'Lũ quét', 'at-once', 2]),
    );
  });

  it('is not for strangers', async () => {
    const tonight = new Tonight(world.database.unitOfWork, world.clock, world.settings, new ItemFailures());
    await expect(tonight.tonight(world.stranger, world.communeId)).rejects.toMatchObject({ code: 'not-found' });
  });
});

describe('the message after a slot', () => {
  it('is told once to those who run the desk, from what the boxes proved', async () => {
    const booking = await world.onAir(await world.announcement('Họp bản'));
    const { read } = world.database.unitOfWork;
    const airings = await read.air.airingsOfBooking(booking.id);
    for (const { name } of world.founded.controllers.filter(({ name }) => name !== 'Phìn Sử 3')) {
      await play(name, airings);
    }
    world.clock.pass(70 * MINUTE_MS + 30_000 + SUMMARY_AFTER_MS);

    await world.slotSummaries.tellWhatIsOver(world.communeId);
    await world.slotSummaries.tellWhatIsOver(world.communeId);

    const told = await read.notices.ofPerson(world.person('mai').personId, { limit: 10 });
    const summaries = told.items.filter(({ kind }) => kind === 'slot-summary');
    expect(summaries.map(({ values }) => slotSummaryText('vi', values as unknown as SlotTelling))).toEqual([
      'Chiều thứ Bảy 21/11/2026: 1/2 thôn đã phát đủ. Phìn Sử: 1/3 cụm loa chưa có tin.',
    ]);
    const village = await read.notices.ofPerson(world.person('inh').personId, { limit: 10 });
    expect(village.items.filter(({ kind }) => kind === 'slot-summary')).toEqual([]);
  });

  it('waits while the slot sounds', async () => {
    await world.onAir(await world.announcement('Họp bản'));
    world.clock.pass(70 * MINUTE_MS);

    await world.slotSummaries.tellWhatIsOver(world.communeId);

    const told = await world.database.unitOfWork.read.notices.ofPerson(world.person('mai').personId, { limit: 10 });
    expect(told.items.filter(({ kind }) => kind === 'slot-summary')).toEqual([]);
  });
});

/** A box of that pole says that it played all of these. */
async function play(controllerName: string, airings: readonly Airing[]): Promise<void> {
  const box = await world.enrol(controllerName);
  const own = airings.filter(({ controllerIds }) => controllerIds.includes(box.controllerId));
  const receipts = own.map(({ id, startsAt, durationMs }) => ({
    kind: 'played' as const,
    playbackId: playbackIdOf(id, box.controllerId),
    airingId: id,
    startedAt: startsAt,
    playedMs: durationMs,
  }));
  await world.evidence.accept(world.communeId, box.deviceId, box.sign(world.clock.now(), receipts));
}
