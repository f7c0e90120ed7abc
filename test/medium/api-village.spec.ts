// Taking back, sending again, muting and asking, as a person does it through the API.
import { UnitOfWork } from '#application';
import { ApiBench, type Answer } from '../support/api-bench';

let bench: ApiBench;
let mai: string;
let commune: string;
let villageId: string;
beforeAll(async () => {
  bench = await ApiBench.open();
  commune = `/api/v1/communes/${bench.home.commune.id}`;
  mai = await bench.signIn('mai');
  const villages = await bench.app.get(UnitOfWork).read.places.villages(bench.home.commune.id);
  villageId = villages[0]!.id;
});
afterAll(() => bench.close());

const post = (url: string, body: unknown) => bench.ask('POST', url, { as: mai, body });
const get = (url: string) => bench.ask('GET', url, { as: mai });
const told = <T>(answer: Answer) => answer.json<T>();

async function booked(): Promise<{ readonly id: string; readonly announcementId: string }> {
  const versions = [{ language: 'vi', recordingId: await bench.readyRecording(mai), script: 'Họp lúc 7 giờ' }];
  const { id: announcementId } = told<{ id: string }>(
    await post(`${commune}/announcements`, { title: 'Họp lúc 7 giờ', versions }),
  );
  await post(`/api/v1/announcements/${announcementId}/submit`, undefined);
  const { id } = told<{ id: string }>(
    await post(`${commune}/bookings`, {
      announcementId,
      wholeCommune: true,
      start: { kind: 'exact', at: '17:00' },
      recurrence: { kind: 'once', date: '2026-11-23' },
    }),
  );
  return { id, announcementId };
}

it('takes a booking back and shows the retraction, which has nothing to correct yet', async () => {
  const { id, announcementId } = await booked();
  const ordered = await post(`${commune}/retractions`, { bookingId: id, reason: 'sai giờ' });
  expect(ordered.statusCode).toBe(201);
  const retraction = told<{ id: string }>(ordered);
  expect(retraction).toMatchObject({ bookingId: id, published: null, correctionRefused: null, poles: [] });
  expect(told(await get(`/api/v1/retractions/${retraction.id}`))).toMatchObject({ title: 'Họp lúc 7 giờ' });
  expect(told(await get(`${commune}/retractions`))).toMatchObject({ items: [{ id: retraction.id }] });
  const correction = await post(`/api/v1/retractions/${retraction.id}/corrections`, { announcementId });
  expect([correction.statusCode, told<{ code: string }>(correction).code]).toEqual([409, 'retraction-nothing-aired']);
  const resent = await post(`/api/v1/bookings/${id}/resends`, { date: '2026-11-23' });
  expect([resent.statusCode, told<{ code: string }>(resent).code]).toEqual([409, 'resend-nothing-to-do']);
});

it('asks for what is taken back, and for where it is to be silent', async () => {
  expect((await post(`${commune}/retractions`, { reason: 'sai giờ' })).statusCode).toBe(400);
  expect((await post(`${commune}/stops`, { minutes: 5, reason: 'nhầm' })).statusCode).toBe(400);
  const stopped = await post(`${commune}/stops`, { villageIds: [villageId], minutes: 5, reason: 'nhầm' });
  expect(stopped.statusCode).toBe(201);
  expect(told(stopped)).toMatchObject({ sparesEmergency: false });
});

it('asks a village nothing while nothing sounded, and mutes only for its own head', async () => {
  expect(told(await get(`/api/v1/villages/${villageId}/questions`))).toEqual({ items: [] });
  expect((await post(`/api/v1/villages/${villageId}/mute`, {})).statusCode).toBe(403);
});
