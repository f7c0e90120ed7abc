// "And I cannot see why": the chain of reasons and the state of every pole, on a real database, by what real brains said.
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS, type WhyStep } from '#domain';
import { momentText, noticeText, whyPoleText, whyText } from '#words';
import type { WhyView } from '#application';
import { DeskFleet } from '../support/desk-fleet';
import { AFTERNOON } from '../support/desk-commune';
import { DeskWorld } from '../support/desk-world';
import { refusal } from '../support/refusal';

let world: DeskWorld;
beforeEach(async () => (world = await DeskWorld.open()));
afterEach(() => world.close());

const read = () => world.database.unitOfWork.read;
const POLES = ['Nà Khoang 1', 'Nà Khoang 2', 'Nà Khoang 3'];
const STARTS = AFTERNOON + 70 * MINUTE_MS;
const at = ({ links }: WhyView, step: WhyStep) => links.find((link) => link.step === step)!;
const mai = () => world.person('mai');

/** The airing of the booking in the upper zone of Nà Khoang. */
async function airingOf(bookingId: string) {
  const zoneId = world.zones.find(({ name }) => name === 'Nà Khoang trên')!.id;
  return (await read().air.airingsOfBooking(bookingId)).find((airing) => airing.zoneId === zoneId)!;
}

describe('why an airing is where it is', () => {
  it('is told from the recording to the village, with names, and each sentence reads well', async () => {
    const booking = await world.onAir(await world.announcement('Lịch tiêm phòng'), {
      villageIds: [world.villageId('Nà Khoang')],
    });
    const fleet = await DeskFleet.open(world, POLES);
    try {
      const { id } = await airingOf(booking.id);
      const before = await world.whys.ofAiring(mai(), id);
      expect(before.links.map(({ step, state }) => [step, state])).toEqual([
        ['recorded', 'ok'],
        ['rendered', 'ok'],
        ['content-approved', 'ok'],
        ['booked', 'ok'],
        ['booking-approved', 'ok'],
        ['planned', 'ok'],
        ['programme', 'ok'],
        ['sound', 'ok'],
        ['played', 'waiting'],
      ]);
      const sentences = before.links.map((link) => whyText('vi', link, before));
      expect(sentences[0]).toBe('Ngân đã gửi 1 bản ghi, bản cuối lúc 16:00.');
      expect(sentences[4]).toBe('Lịch phát đã được duyệt. Người duyệt: Toàn, lúc 16:00. Cách duyệt: người khác duyệt.');
      expect(sentences[8]).toBe('Sẽ phát lúc 17:10.');
      for (const text of sentences) expect(text).not.toMatch(/[{}]|undefined|null/);

      await fleet.poles.get('Nà Khoang 2')!.switchOff();
      await fleet.pass(STARTS + 5 * MINUTE_MS - fleet.time.nowMs);
      const after = await world.whys.ofAiring(mai(), id);
      expect([after.outlook, after.because?.step]).toEqual(['trouble', 'played']);
      expect(at(after, 'played').poles.map(({ name, says }) => [name, says])).toEqual([
        ['Nà Khoang 1', 'played'],
        ['Nà Khoang 2', 'offline'],
      ]);
      expect(whyText('vi', after.because!, after)).toBe('1/2 cụm loa báo đã phát đủ. Có vấn đề: Nà Khoang 2.');
      expect(whyPoleText('vi', at(after, 'played').poles[1]!, after)).toMatch(/^mất mạng từ 16:\d\d$/);

      const { rundownId } = after.airing;
      await world.confirmations.confirm(world.person('inh'), rundownId, 'faint', '');
      expect(at(await world.whys.ofAiring(mai(), id), 'heard').says).toBe('heard-badly');
    } finally {
      await fleet.close();
    }
  }, 120_000);

  it('names whoever stopped the air, and is nobody else’s business', async () => {
    const booking = await world.onAir(await world.announcement('Họp bản'));
    await world.stops.stop(mai(), world.communeId, { zoneIds: null, minutes: 120, reason: 'tang lễ' });
    await world.work();
    const { id } = await airingOf(booking.id);
    const view = await world.whys.ofAiring(mai(), id);
    expect(at(view, 'planned')).toMatchObject({ says: 'stopped', values: { who: 'Mai', why: 'tang lễ' } });
    expect(whyText('vi', at(view, 'planned'), view)).toContain('Lý do: "tang lễ".');
    expect(await refusal(world.whys.ofAiring(world.stranger, id))).toBe('not-found');
    expect(await refusal(world.whys.inVillage(world.stranger, world.villageId('Nà Khoang')))).toBe('not-found');
  });
});

describe('a minute in a village', () => {
  it('is what sounds then with its chain, or silence with its reason', async () => {
    const village = world.villageId('Nà Khoang');
    await world.onAir(await world.announcement('Lịch tiêm phòng'), { villageIds: [village] });
    const minute = (atMs: number) => world.whys.inVillage(mai(), village, atMs);
    const planned = await minute(STARTS + 10 * SECOND_MS);
    expect([planned.says, planned.airings.map(({ airing }) => airing.title)]).toEqual([
      'planned',
      ['Lịch tiêm phòng', 'Lịch tiêm phòng'],
    ]);
    const before = await minute(STARTS - HOUR_MS);
    expect(momentText('vi', before, before)).toBe(
      'Không ai đặt lịch phát vào lúc đó. Gần nhất là "Lịch tiêm phòng", lúc 17:10.',
    );
    const night = await minute(AFTERNOON + 8 * HOUR_MS);
    expect(momentText('vi', night, night)).toContain('giờ không phát, từ 21:00 đến 05:00 22/11/2026.');
    expect((await minute(AFTERNOON + 20 * DAY_MS)).says).toBe('too-far');
  });
});

describe('the state of the poles', () => {
  it('is known from what devices say, and told on only when it changed', async () => {
    const fleet = await DeskFleet.open(world, POLES);
    const told: string[] = [];
    const stop = world.poleReports.watch(world.communeId, ({ controllerId }) => void told.push(controllerId));
    try {
      await world.onAir(await world.announcement('Lịch tiêm phòng'), { villageIds: [world.villageId('Nà Khoang')] });
      await fleet.pass(2 * MINUTE_MS);
      const { items, tally } = await world.poles.board(mai(), world.communeId);
      const first = items.find(({ name }) => name === 'Nà Khoang 1')!;
      expect(first).toMatchObject({ condition: 'good', next: { title: 'Lịch tiêm phòng' }, playing: null });
      expect(first.report).toMatchObject({ soundsWanted: 1, soundsHeld: 1, airingId: null, volumePercent: 80 });
      expect(first.device!.programme).toMatchObject({ version: first.wantedProgramme!.version });
      expect(tally).toMatchObject({ total: 6, well: 3, troubles: [{ condition: 'no-device', count: 3 }] });
      expect(told.length).toBeGreaterThan(0);

      told.length = 0;
      await fleet.pass(20 * MINUTE_MS);
      expect(told).toEqual([]);
      expect(
        (await world.poles.board(mai(), world.communeId, { controllerIds: [first.id] })).items.map(({ id }) => id),
      ).toEqual([first.id]);

      await fleet.pass(STARTS + 5 * SECOND_MS - fleet.time.nowMs);
      const playing = await world.poles.pole(mai(), first.id);
      expect(playing.report!.airingId).toBe(playing.playing!.id);
      expect(playing.playing).toMatchObject({ kind: 'item', title: 'Lịch tiêm phòng' });
      await fleet.pass(5 * MINUTE_MS);
      const { playbacks } = await world.poles.pole(mai(), first.id);
      expect(playbacks).toMatchObject([{ title: 'Lịch tiêm phòng', state: 'played' }]);
    } finally {
      stop();
      await fleet.close();
    }
  }, 120_000);

  it('shows who is away since when; those who look after poles are told once about all, unless they are muted', async () => {
    const boxes = await Promise.all(POLES.map((name) => world.enrol(name)));
    for (const { deviceId } of boxes) await world.presences.note(deviceId, true);
    world.clock.pass(HOUR_MS);
    await world.poleAlerts.mute(mai(), world.communeId, [boxes[2]!.controllerId], 1);
    for (const { deviceId } of boxes) await world.presences.note(deviceId, false);
    const wentAt = world.clock.now();
    const notices = async () =>
      (await read().notices.ofPerson(mai().personId, { limit: 10 })).items.filter(
        ({ kind }) => kind === 'poles-offline',
      );

    await world.poleAlerts.tellWhoIsAway(world.communeId);
    expect(await notices()).toEqual([]); // A blink is nothing to be told about.
    world.clock.pass(2 * MINUTE_MS);
    for (let turn = 0; turn < 3; turn += 1) await world.poleAlerts.tellWhoIsAway(world.communeId);
    expect((await notices()).map((notice) => noticeText('vi', notice))).toEqual([
      '2 cụm loa mất mạng từ 17:00 thứ Bảy 21/11/2026. Nơi: Nà Khoang 1, Nà Khoang 2.',
    ]);

    const { items, tally } = await world.poles.board(mai(), world.communeId);
    const pole = items.find(({ name }) => name === 'Nà Khoang 1')!;
    expect(pole).toMatchObject({ condition: 'offline', since: wentAt, mutedUntil: null });
    expect(pole.strip.map(({ online }) => online)).toEqual([true, false]);
    expect(tally.troubles).toContainEqual({ condition: 'offline', count: 3, since: wentAt });
    expect(items.find(({ name }) => name === 'Nà Khoang 3')!.mutedUntil).toBe(AFTERNOON + 2 * HOUR_MS);

    world.clock.pass(HOUR_MS);
    await world.poleAlerts.tellWhoIsAway(world.communeId);
    expect((await notices()).map(({ values }) => values['count'])).toEqual([1, 2]);
    const muting = (login: string) => world.poleAlerts.mute(world.person(login), world.communeId, [pole.id], 4);
    expect(await refusal(muting('ngan'))).toBe('not-allowed');
    await muting('mai');
    await world.poleAlerts.unmute(mai(), pole.id);
    const log = (await world.poles.pole(mai(), pole.id)).events.map(({ kind }) => kind);
    expect(log.slice(0, 3)).toEqual(['pole.unmuted', 'pole.muted', 'device.offline']);
  });

  it('is not told of a pole that was taken down', async () => {
    const id = world.controllerId('Nà Khoang 1');
    await world.database.unitOfWork.run(({ places }) => places.updateController(id, { retiredAt: AFTERNOON }));
    expect(await refusal(world.poles.pole(mai(), id))).toBe('not-found');
  });

  it('does not call a pole present that did not come back when the server did', async () => {
    const box = await world.enrol('Nà Khoang 1');
    await world.database.unitOfWork.run(({ devices }) => devices.updateDevice(box.deviceId, { online: true }));
    const isOnline = async () => (await read().devices.device(box.deviceId))!.online;
    await world.presences.noteSilent(world.communeId);
    world.clock.pass(30 * SECOND_MS);
    await world.presences.noteSilent(world.communeId);
    expect(await isOnline()).toBe(true);
    world.clock.pass(30 * SECOND_MS);
    await world.presences.noteSilent(world.communeId);
    expect(await isOnline()).toBe(false);
  });
});
