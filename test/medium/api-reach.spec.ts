// What a village may see and change of its commune: its own, and what is meant for it. Nothing that others still write at.
import { ActorLookup, AirPlanner, EventLog, newId } from '#application';
import { ApiBench, type Answer, type Ask } from '../support/api-bench';

let bench: ApiBench;
let ghi: string;
let head: string;
let mai: string;
let leader: string;
let commune: string;

beforeAll(async () => {
  bench = await ApiBench.open();
  commune = `/api/v1/communes/${bench.home.commune.id}`;
  await recordsOnlyIn('Nậm Pẻn');
  [ghi, head] = [await bench.signIn('ghi'), await bench.signIn('truong-ban')];
  [mai, leader] = [await bench.signIn('mai'), await bench.signIn('lanh-dao')];
});
afterAll(() => bench.close());

/** The recorder works for one village; the village head is one of the other. */
async function recordsOnlyIn(name: string): Promise<void> {
  const { id: personId, communeId } = bench.home.people.find(({ login }) => login === 'ghi')!;
  const villages = await bench.unitOfWork.read.places.villages(communeId);
  const villageId = villages.find((village) => village.name === name)!.id;
  return bench.unitOfWork.run(async ({ people }) => {
    for (const { id } of await people.grantsOf(personId)) await people.deleteGrant(id);
    await people.insertGrant({ id: newId(bench.clock.now()), communeId, personId, role: 'recorder', villageId });
  });
}

interface Told {
  readonly id: string;
  readonly code: string;
  readonly state: string;
  readonly digest: string;
  readonly items: readonly { readonly id: string }[];
}
const told = (answer: Answer) => answer.json<Told>();
const post = (as: string, url: string, body?: unknown) => bench.ask('POST', url, { as, body });
const get = (as: string, url: string, asked: Ask = {}) => bench.ask('GET', url, { as, ...asked });
const idsIn = async (as: string, url: string) => told(await get(as, url)).items.map(({ id }) => id);

async function handedIn(as: string, title: string) {
  const recordingId = await bench.readyRecording(as, Buffer.from(title));
  const versions = [{ language: 'vi', recordingId, script: `Lời: ${title}` }];
  const { id } = told(await post(as, `${commune}/announcements`, { title, versions }));
  await post(as, `/api/v1/announcements/${id}/submit`);
  return { id, recordingId };
}

async function approved(announcementId: string, at: string, where: object = { wholeCommune: true }) {
  const recurrence = { kind: 'once', date: '2026-11-23' };
  const wish = { announcementId, ...where, start: { kind: 'exact', at }, recurrence };
  const { id, digest } = told(await post(mai, `${commune}/bookings`, wish));
  return told(await post(leader, `/api/v1/bookings/${id}/approve`, { digest }));
}

const edit = async (as: string, id: string, body: object) => {
  const { etag } = (await get(mai, `/api/v1/announcements/${id}`)).headers;
  return bench.ask('PATCH', `/api/v1/announcements/${id}`, { as, body, headers: { 'if-match': String(etag) } });
};

it('a village neither reads nor lists what others write at', async () => {
  const { id, recordingId } = await handedIn(mai, 'Bản nháp của xã');
  const recurrence = { kind: 'once', date: '2026-11-24' };
  const wish = { announcementId: id, wholeCommune: true, start: { kind: 'exact', at: '17:00' }, recurrence };
  const booking = told(await post(mai, `${commune}/bookings`, wish)).id;
  const doors = [
    ...[`announcements/${id}`, `announcements/${id}/history`, `bookings/${booking}`, `bookings/${booking}/history`],
    ...['', '/original', '/sound', '/waveform'].map((part) => `recordings/${recordingId}${part}`),
  ];
  for (const who of [ghi, head]) {
    const answers = await Promise.all(
      doors.map(async (door) => [door, (await get(who, `/api/v1/${door}`)).statusCode]),
    );
    expect(answers).toEqual(doors.map((door) => [door, 404]));
    const lists = await Promise.all(
      ['announcements', 'bookings', 'recordings'].map((each) => idsIn(who, `${commune}/${each}`)),
    );
    expect(lists.flat().filter((each) => [id, booking, recordingId].includes(each))).toEqual([]);
  }
  expect((await edit(ghi, id, { title: 'Khác' })).statusCode).toBe(404);
  const versions = [{ language: 'vi', recordingId, script: '' }];
  expect((await post(ghi, `${commune}/announcements`, { title: 'Ghép', versions })).statusCode).toBe(404);
  const answers = await Promise.all(doors.map((door) => get(mai, `/api/v1/${door}`)));
  expect(answers.map(({ statusCode }) => statusCode)).toEqual(doors.map(() => 200));
});

it('a village reads what is meant for it, and changes nothing of what others hear too', async () => {
  const { id } = await handedIn(mai, 'Họp toàn xã');
  const booking = await approved(id, '17:10');
  expect((await get(head, `/api/v1/announcements/${id}`)).statusCode).toBe(200);
  expect(await idsIn(ghi, `${commune}/announcements`)).toContain(id);
  for (const change of [{ title: 'Họp bản' }, { category: 'hop' }, { messageClass: 'priority' }]) {
    expect((await edit(ghi, id, change)).statusCode).toBe(403);
  }
  expect((await post(ghi, `/api/v1/announcements/${id}/submit`)).statusCode).toBe(403);
  expect(told(await get(mai, `/api/v1/bookings/${booking.id}`)).state).toBe('approved');
});

it('a recorder reads and changes what they made', async () => {
  const { id, recordingId } = await handedIn(ghi, 'Của bản');
  expect((await edit(ghi, id, { title: 'Của bản ta' })).statusCode).toBe(200);
  expect((await get(ghi, `/api/v1/recordings/${recordingId}/original`)).statusCode).toBe(200);
  expect(await idsIn(ghi, `${commune}/recordings`)).toContain(recordingId);
  expect((await get(head, `/api/v1/announcements/${id}`)).statusCode).toBe(404);
});

it('another title takes an approval away, which was given for the one that is shown', async () => {
  const { id } = await handedIn(ghi, 'Tiêm phòng');
  const booking = await approved(id, '17:20');
  await edit(ghi, id, { category: 'y-te' });
  expect(told(await get(leader, `/api/v1/bookings/${booking.id}`)).state).toBe('approved');
  await edit(ghi, id, { title: 'Bán thuốc' });
  await post(ghi, `/api/v1/announcements/${id}/submit`);
  const now = told(await get(leader, `/api/v1/bookings/${booking.id}`));
  expect(now.state).toBe('proposed');
  const stale = await post(leader, `/api/v1/bookings/${booking.id}/approve`, { digest: booking.digest });
  expect(told(stale).code).toBe('approval-stale');
});

it('a village watches its own places and its own acts, and sees no delegation of others', async () => {
  const toPersonId = bench.home.people.find(({ login }) => login === 'tho')!.id;
  const until = new Date(bench.clock.now() + 86_400_000).toISOString();
  await post(leader, `${commune}/delegations`, { toPersonId, until });
  expect(await idsIn(head, `${commune}/delegations`)).toEqual([]);
  expect(await idsIn(mai, `${commune}/delegations`)).toHaveLength(1);

  await handedIn(mai, 'Không cho bản');
  await handedIn(ghi, 'Cho bản');
  const log = bench.app.get(EventLog);
  const watchedBy = async (cookie: string) => {
    const actor = (await bench.app
      .get(ActorLookup)
      .actorOf(cookie.split('=')[1]!, { idleMs: Infinity, isUse: false }))!;
    const { events } = await log.live(actor, bench.home.commune.id, 0, 1_000);
    return { events, actor };
  };
  const { events: ofGhi, actor } = await watchedBy(ghi);
  expect(ofGhi.length).toBeGreaterThan(0);
  expect(new Set(ofGhi.map((event) => event.actor))).toEqual(new Set([actor.personId]));
  expect((await watchedBy(head)).events).toEqual([]);
  expect((await watchedBy(mai)).events.length).toBeGreaterThan(ofGhi.length);
});

it('what nobody approved is in no list of a village and on no public page; what was approved is', async () => {
  const plan = () => bench.app.get(AirPlanner).plan(bench.home.commune.id);
  const { id } = await handedIn(mai, 'Ý của xã');
  const recurrence = { kind: 'once', date: '2026-11-23' };
  const wish = { announcementId: id, wholeCommune: true, start: { kind: 'exact', at: '17:40' }, recurrence };
  const booking = told(await post(mai, `${commune}/bookings`, wish));
  await plan();
  const lists = ['schedule', 'tonight', 'rundowns', 'board'].map((each) => `${commune}/${each}`);
  const tellingIt = async (as: string, urls: readonly string[]) => {
    const answers = await Promise.all(urls.map(async (url) => [url, (await get(as, url)).body] as const));
    return answers.filter(([, body]) => body.includes('Ý của xã')).map(([url]) => url);
  };
  for (const who of [ghi, head]) expect(await tellingIt(who, [...lists, '/', '/village'])).toEqual([]);
  expect(await tellingIt(mai, lists)).toEqual(lists);

  await post(leader, `/api/v1/bookings/${booking.id}/approve`, { digest: booking.digest });
  await plan();
  for (const who of [ghi, head]) expect(await tellingIt(who, [...lists, '/'])).toEqual([...lists, '/']);
});

it('the month of a village counts what reached it', async () => {
  const zones = await bench.unitOfWork.read.places.zones(bench.home.commune.id);
  const zoneIds = zones.filter(({ name }) => name === 'Nậm Pẻn').map(({ id }) => id);
  await post(mai, `${commune}/stops`, { zoneIds, minutes: 5, reason: 'thử' });
  const stopsTold = async (as: string) => {
    const { happenings } = (await get(as, `${commune}/reports/2026-11`)).json<{ happenings: { stops: number } }>();
    return happenings.stops;
  };
  expect([await stopsTold(mai), await stopsTold(ghi), await stopsTold(head)]).toEqual([1, 1, 0]);
});
