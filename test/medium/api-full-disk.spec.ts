// Nothing can be written any more and everything that is given back is filled by others at once: what is urgent is done all the same, the rest is
// refused in true words, and whoever can make room is told.
import { randomUUID } from 'node:crypto';
import { Machine } from '#application';
import { noticeText } from '#words';
import { ApiBench, type Answer } from '../support/api-bench';

let bench: ApiBench;
let commune: string;
let mai: string;
let emergencyId: string;

const post = (url: string, as: string, body: unknown = {}) =>
  bench.ask('POST', url, { as, body, headers: { 'idempotency-key': randomUUID(), 'accept-language': 'vi' } });
const idOf = (answer: Answer) => answer.json<{ readonly id: string }>().id;
const stop = () => post(`${commune}/stops`, mai, { zoneIds: null, minutes: 5, reason: 'báo nhầm' });
const title = (title: string) => post(`${commune}/announcements`, mai, { title, versions: [], messageClass: 'normal' });
async function readiness() {
  const answer = await bench.ask('GET', '/health/ready');
  const { checks } = answer.json<{ readonly checks: Readonly<Record<string, string>> }>();
  return { status: answer.statusCode, database: checks['database'], reserve: checks['reserve'] };
}
async function toldTo(login: string): Promise<readonly string[]> {
  const person = bench.home.people.find((each) => each.login === login)!;
  const { items } = await bench.unitOfWork.read.notices.ofPerson(person.id, { limit: 50 });
  return items.filter(({ kind }) => kind === 'disk-full').map((notice) => noticeText('vi', notice));
}

beforeEach(async () => {
  bench = await ApiBench.open();
  commune = `/api/v1/communes/${bench.home.commune.id}`;
  mai = await bench.signIn('mai');
  const versions = [{ language: 'vi', recordingId: await bench.readyRecording(mai), script: 'Lũ quét' }];
  const warning = { title: 'Lũ quét', versions, messageClass: 'emergency' };
  const announcementId = idOf(await post(`${commune}/announcements`, mai, warning));
  await post(`/api/v1/announcements/${announcementId}/submit`, mai);
  const asked = { announcementId, wholeCommune: true, minutes: 60, reason: 'Nước dâng nhanh' };
  emergencyId = idOf(await post(`${commune}/emergencies`, mai, asked));
  await post(`/api/v1/emergencies/${emergencyId}/confirmation`, await bench.signIn('lanh-dao'));
  bench.disk.fill();
});
afterEach(() => bench.close());

it('somebody signs in, ends the emergency, and the poles hear of it', async () => {
  const leader = await bench.signIn('lanh-dao');
  const before = bench.link.urgent.length;
  expect((await post(`/api/v1/emergencies/${emergencyId}/end`, leader)).statusCode).toBe(200);
  expect(bench.link.urgent.length).toBe(before + 1);
  expect(await bench.unitOfWork.read.emergencies.emergency(emergencyId)).toMatchObject({ state: 'ended' });
});

it('what does not hurry leaves the last of the reserve to what does', async () => {
  expect([(await title('Họp bản')).statusCode, (await title('Tiêm chủng')).statusCode]).toContain(507);
  const events = await bench.unitOfWork.read.events.lastSequence(bench.home.commune.id);
  const refused = await title('Dọn đường');
  expect(refused.statusCode).toBe(507);
  expect(refused.json()).toMatchObject({ code: 'database-full', detail: expect.stringContaining('chưa được lưu') });
  expect(refused.body).not.toContain('bản ghi');
  expect(await bench.unitOfWork.read.events.lastSequence(bench.home.commune.id)).toBe(events);
  expect((await stop()).statusCode).toBe(201);
});

it('an answer that cannot be kept is given, and the same request later is done once', async () => {
  const key = randomUUID();
  const asked = {
    as: mai,
    headers: { 'idempotency-key': key },
    body: { zoneIds: null, minutes: 5, reason: 'báo nhầm' },
  };
  bench.disk.pieces.left = 1;
  const first = await bench.ask('POST', `${commune}/stops`, asked);
  expect(first.statusCode).toBe(201);
  const again = await bench.ask('POST', `${commune}/stops`, asked);
  expect([again.statusCode, idOf(again)]).toEqual([201, idOf(first)]);
});

it('the server is not ready, people are told once, and all is well again when there is room', async () => {
  bench.disk.pieces.left = bench.disk.pieces.urgent;
  expect(await readiness()).toEqual({ status: 503, database: 'failed', reserve: 'failed' });
  bench.disk.makeRoom();
  const refill = jest.spyOn(bench.disk, 'refill').mockResolvedValue();
  for (let beat = 0; beat < 2; beat += 1) await bench.app.get(Machine).keep();
  expect(await toldTo('quan-tri')).toEqual([expect.stringContaining('hết chỗ')]);
  expect(await toldTo('tho')).toHaveLength(1);
  expect(await toldTo('truong-ban')).toEqual([]);
  refill.mockRestore();
  await bench.app.get(Machine).keep();
  expect(await readiness()).toEqual({ status: 200, database: 'ok', reserve: 'ok' });
  expect((await bench.ask('GET', '/metrics')).body).toContain('loa_database_reserve_missing_bytes 0');
});
