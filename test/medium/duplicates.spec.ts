// The same thing asked for a second time, with another key: a second person, a form that was opened again. It is asked about before it is made.
import { AirPlanner } from '#application';
import { MINUTE_MS } from '#domain';
import { ApiBench, type Answer } from '../support/api-bench';

let bench: ApiBench;
let mai: string;
let leader: string;
let commune: string;
beforeEach(async () => {
  bench = await ApiBench.open();
  commune = `/api/v1/communes/${bench.home.commune.id}`;
  [mai, leader] = [await bench.signIn('mai'), await bench.signIn('lanh-dao')];
});
afterEach(() => bench.close());

interface Told {
  readonly id: string;
  readonly code: string;
  readonly detail: string;
  readonly digest: string;
  readonly bookingId: string;
}
const told = (answer: Answer) => answer.json<Told>();
const post = (url: string, body?: unknown, as = mai) => bench.ask('POST', url, { as, body });
const outcome = (answer: Answer) => [answer.statusCode, told(answer).code];

async function submitted(title = 'Tiêm phòng'): Promise<string> {
  const versions = [{ language: 'vi', recordingId: await bench.readyRecording(mai), script: title }];
  const { id } = told(await post(`${commune}/announcements`, { title, versions }));
  await post(`/api/v1/announcements/${id}/submit`);
  return id;
}

async function series(announcementId: string) {
  const [slot] = await bench.unitOfWork.read.places.slots(bench.home.commune.id);
  const recurrence = { kind: 'daily', from: '2026-11-24', until: '2026-11-30' };
  return { announcementId, wholeCommune: true, start: { kind: 'slot', slotId: slot!.id }, recurrence };
}

it('an identical series is told before it is saved, and saved when it is meant', async () => {
  const wish = await series(await submitted());
  const first = told(await post(`${commune}/bookings`, wish));
  const check = await post(`${commune}/bookings/check`, wish);
  expect(outcome(check)).toEqual([409, 'booking-duplicate']);
  expect(told(check)).toMatchObject({
    bookingId: first.id,
    detail:
      'Lịch mới chưa được lưu. “Tiêm phòng” đã có lịch cùng nơi, cùng giờ, cùng ngày, do mai xã Mường Thải gửi lúc 08:00. Nếu đúng là muốn phát thêm một lần nữa, hãy xác nhận.',
  });
  expect(outcome(await post(`${commune}/bookings`, wish))).toEqual([409, 'booking-duplicate']);
  const meant = { ...wish, duplicateOk: true };
  expect((await post(`${commune}/bookings/check`, meant)).statusCode).toBe(200);
  expect((await post(`${commune}/bookings`, meant)).statusCode).toBe(201);
});

it('another day, or what was declined, is nobody’s double', async () => {
  const wish = await series(await submitted());
  const first = told(await post(`${commune}/bookings`, wish));
  const later = { ...wish, recurrence: { kind: 'once', date: '2026-12-01' } };
  expect((await post(`${commune}/bookings`, later)).statusCode).toBe(201);
  await post(`/api/v1/bookings/${first.id}/decline`, { reason: 'trùng' }, leader);
  expect((await post(`${commune}/bookings`, wish)).statusCode).toBe(201);
});

it('a village is asked before it airs the same recording again within the half hour', async () => {
  const head = await bench.signIn('truong-ban');
  const villages = await bench.unitOfWork.read.places.villages(bench.home.commune.id);
  const { id } = villages.find(({ name }) => name === 'Suối Tàu')!;
  const notice = { recordingId: await bench.readyRecording(head), title: 'Mất trâu', script: '', language: 'vi' };
  const air = (own = {}) => post(`/api/v1/villages/${id}/notices`, { ...notice, ...own }, head);
  expect((await air()).statusCode).toBe(201);
  bench.clock.pass(5 * MINUTE_MS);
  const again = await air();
  expect(outcome(again)).toEqual([409, 'village-notice-duplicate']);
  expect(told(again).detail).toContain('“Mất trâu”, do truong-ban xã Mường Thải gửi lúc 08:00.');
  expect((await air({ duplicateOk: true })).statusCode).toBe(201);
  bench.clock.pass(31 * MINUTE_MS);
  expect((await air()).statusCode).toBe(201);
});

it('a retraction that is ordered twice proposes its correction once', async () => {
  const wrong = await submitted('Họp lúc 7 giờ');
  const start = { kind: 'exact', at: '08:30' };
  const wish = { announcementId: wrong, wholeCommune: true, start, recurrence: { kind: 'once', date: '2026-11-23' } };
  const booked = told(await post(`${commune}/bookings`, wish));
  await post(`/api/v1/bookings/${booked.id}/approve`, { digest: booked.digest }, leader);
  await bench.app.get(AirPlanner).plan(bench.home.commune.id);
  await bench.unitOfWork.run(async ({ air }) => {
    const airings = await air.airingsOfBooking(booked.id);
    const playbacks = await air.playbacksOfAirings(airings.map(({ id }) => id));
    const heard = { state: 'played', startedAt: bench.clock.now(), playedMs: 60_000 } as const;
    await air.putPlaybacks(playbacks.map((playback) => ({ ...playback, ...heard })));
  });
  const order = { bookingId: booked.id, reason: 'sai giờ', correctionAnnouncementId: await submitted('Đính chính') };
  const [first, second] = [await post(`${commune}/retractions`, order), await post(`${commune}/retractions`, order)];
  expect(first.json()).toMatchObject({ correctionRefused: null });
  expect(second.json()).toMatchObject({ correctionRefused: 'retraction-covered' });
  expect(await bench.unitOfWork.read.bookings.ofAnnouncement(order.correctionAnnouncementId)).toHaveLength(1);
});
