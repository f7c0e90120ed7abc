// The places of a commune as the desk keeps them: villages, zones, poles and slots come, change and go; who is affected is said beforehand,
// nobody overwrites anybody, and nothing of a neighbour's commune can be touched.
import { AirPlanner } from '#application';
import { generateKeys } from '#protocol';
import { ApiBench, type Answer } from '../support/api-bench';

let bench: ApiBench;
let mai: string;
let tho: string;
let commune: string;
beforeEach(async () => {
  bench = await ApiBench.open();
  commune = `/api/v1/communes/${bench.home.commune.id}`;
  [mai, tho] = [await bench.signIn('mai'), await bench.signIn('tho')];
});
afterEach(() => bench.close());

interface Place {
  readonly id: string;
  readonly name: string;
  readonly revision: number;
  readonly zoneId: string;
  readonly villageId: string;
  readonly volumePercent: number;
  readonly from: string;
}
const place = (answer: Answer) => answer.json<Place>();
const outcome = (answer: Answer) => [answer.statusCode, answer.json<{ code: string }>().code];
const post = (url: string, body?: unknown, as = mai) => bench.ask('POST', url, { as, body });
const remove = (url: string, as = mai) => bench.ask('DELETE', url, { as });
const patch = (url: string, { revision }: Pick<Place, 'revision'>, body: unknown, as = mai) =>
  bench.ask('PATCH', url, { as, body, headers: { 'if-match': `"${revision}"` } });
const list = async (what: string) =>
  (await bench.ask('GET', `${commune}/${what}`, { as: mai })).json<{ items: Place[] }>().items;
const named = async (what: string, name: string) => (await list(what)).find((each) => each.name === name)!;
const foresee = async (change: object) =>
  (await post(`${commune}/consequences`, change)).json<{
    lost: { title: string; starts: number }[];
    moved: { title: string }[];
  }>();

async function lastEvent(kind: string) {
  const events = await bench.unitOfWork.read.events.after(bench.home.commune.id, 0, 1_000);
  return events.findLast((event) => event.kind === kind);
}

/** Approved for these zones this evening, and planned. */
async function onAir(title: string, own: object): Promise<string> {
  const versions = [{ language: 'vi', recordingId: await bench.readyRecording(mai), script: title }];
  const { id: announcementId } = place(await post(`${commune}/announcements`, { title, versions }));
  await post(`/api/v1/announcements/${announcementId}/submit`);
  const recurrence = { kind: 'once', date: '2026-11-23' };
  const booked = await post(`${commune}/bookings`, { announcementId, recurrence, ...own });
  const { id, digest } = booked.json<{ id: string; digest: string }>();
  const leader = await bench.signIn('lanh-dao');
  expect((await post(`/api/v1/bookings/${id}/approve`, { digest }, leader)).statusCode).toBe(200);
  await plan();
  return id;
}
const plan = () => bench.app.get(AirPlanner).plan(bench.home.commune.id);

/** Which poles play what was approved. */
async function polesOnAir(): Promise<readonly string[]> {
  const { air, places } = bench.unitOfWork.read;
  const zones = await places.zones(bench.home.commune.id);
  const now = bench.clock.now();
  const airings = await Promise.all(zones.map(({ id }) => air.airingsOfZone(id, now, now + 86_400_000)));
  const ids = airings.flat().flatMap(({ state, controllerIds }) => (state === 'planned' ? controllerIds : []));
  const names = new Map((await places.controllers(bench.home.commune.id)).map(({ id, name }) => [id, name]));
  return [...new Set(ids.map((id) => names.get(id) ?? 'đã bỏ'))].sort();
}

describe('a village', () => {
  const DRAFT = { name: 'Tà Cóm', label: 'bản', households: 40, languages: ['hmn', 'vi'] };

  it('is added, edited in the named fields, and told with what was before and after', async () => {
    const made = await post(`${commune}/villages`, DRAFT);
    expect([made.statusCode, made.headers.etag, made.json()]).toMatchObject([
      201,
      '"1"',
      { ...DRAFT, quietHours: null },
    ]);
    const edited = await patch(`/api/v1/villages/${place(made).id}`, place(made), { households: 43 });
    expect([edited.statusCode, edited.headers.etag, edited.json()]).toMatchObject([
      200,
      '"2"',
      { ...DRAFT, households: 43 },
    ]);
    expect(await lastEvent('village.changed')).toMatchObject({
      subjectId: place(made).id,
      details: { before: { households: 40 }, after: { households: 43 } },
    });
    expect(await bench.unitOfWork.read.air.planMark(bench.home.commune.id)).toMatchObject({
      wanted: expect.any(Number),
    });
    expect(bench.queue.asked).toContainEqual({ name: 'plan', communeId: bench.home.commune.id });
  });

  it('that two edit at once keeps the first edit, and tells the second what stands now', async () => {
    const seen = await named('villages', 'Suối Tàu');
    const url = `/api/v1/villages/${seen.id}`;
    expect((await patch(url, seen, { households: 121 })).statusCode).toBe(200);
    const second = await patch(url, seen, { households: 99 }, await bench.signIn('quan-tri'));
    expect([...outcome(second), second.json<Place>().revision]).toEqual([412, 'edited-meanwhile', seen.revision + 1]);
    expect(outcome(await bench.ask('PATCH', url, { as: mai, body: { households: 99 } }))).toEqual([
      428,
      'if-match-required',
    ]);
    expect(await named('villages', 'Suối Tàu')).toMatchObject({ households: 121 });
  });

  it('has a name of its own and fields that make sense, each refusal at its place', async () => {
    const taken = await post(`${commune}/villages`, { ...DRAFT, name: 'suối tàu' });
    expect(outcome(taken)).toEqual([409, 'name-taken']);
    expect(taken.json<{ errors: object[] }>().errors).toMatchObject([{ pointer: '/name' }]);
    const nonsense = await post(`${commune}/villages`, { ...DRAFT, households: -1, languages: [] });
    expect(nonsense.json<{ errors: { pointer: string }[] }>().errors.map(({ pointer }) => pointer)).toEqual([
      '/households',
      '/languages',
    ]);
  });

  it('goes only when nothing belongs to it, and leaves the lists', async () => {
    const { id: villageId } = await named('villages', 'Suối Tàu');
    const refused = await remove(`/api/v1/villages/${villageId}`);
    expect([...outcome(refused), refused.json<{ zones: number }>().zones]).toEqual([409, 'place-in-use', 1]);
    const { id } = place(await post(`${commune}/villages`, DRAFT));
    expect((await remove(`/api/v1/villages/${id}`)).statusCode).toBe(204);
    expect(await named('villages', DRAFT.name)).toBeUndefined();
    expect(outcome(await remove(`/api/v1/villages/${id}`))).toEqual([404, 'not-found']);
    expect(outcome(await post(`/api/v1/villages/${id}/zones`, { name: 'Khu 1' }))).toEqual([404, 'not-found']);
  });
});

describe('a pole', () => {
  it('is put up and looked after by a technician, who edits nothing else', async () => {
    const { id: zoneId, villageId } = await named('zones', 'Suối Tàu');
    const made = await post(`/api/v1/zones/${zoneId}/controllers`, { name: 'Nhà văn hoá' }, tho);
    expect([made.statusCode, made.json()]).toMatchObject([201, { name: 'Nhà văn hoá', volumePercent: 80 }]);
    const quieter = await patch(`/api/v1/controllers/${place(made).id}`, place(made), { volumePercent: 60 }, tho);
    expect(place(quieter)).toMatchObject({ volumePercent: 60 });
    expect(outcome(await post(`/api/v1/zones/${zoneId}/controllers`, { name: 'nhà văn hoá' }, tho))).toEqual([
      409,
      'name-taken',
    ]);
    for (const refused of [
      post(`${commune}/villages`, { name: 'Mới', label: 'bản', households: 1, languages: ['vi'] }, tho),
      post(`/api/v1/villages/${villageId}/zones`, { name: 'Mới' }, tho),
      post(`${commune}/slots`, { name: 'Đêm', from: '22:00', to: '23:00' }, tho),
      patch(commune, { revision: 1 }, { quietHours: [] }, tho),
    ]) {
      expect(outcome(await refused)).toEqual([403, 'not-allowed']);
    }
  });

  it('that moves leaves what was approved for its old zone, joins nothing unasked, and its playbacks are called off', async () => {
    const [from, to] = [await named('zones', 'Suối Tàu'), await named('zones', 'Nậm Pẻn')];
    const pole = await named('controllers', 'Suối Tàu 1');
    await onAir('Họp bản', { zoneIds: [from.id], start: { kind: 'exact', at: '17:10' } });
    await onAir('Chợ phiên', { zoneIds: [to.id], start: { kind: 'exact', at: '17:20' } });
    expect(await polesOnAir()).toEqual(['Nậm Pẻn 1', 'Nậm Pẻn 2', 'Suối Tàu 1', 'Suối Tàu 2']);

    const { lost, moved } = await foresee({ kind: 'controller', controllerId: pole.id, zoneId: to.id });
    expect([lost, moved]).toMatchObject([[{ title: 'Họp bản', starts: 1 }], []]);
    const answer = await patch(`/api/v1/controllers/${pole.id}`, pole, { zoneId: to.id });
    expect([answer.statusCode, place(answer).zoneId]).toEqual([200, to.id]);
    await plan();
    expect(await polesOnAir()).toEqual(['Nậm Pẻn 1', 'Nậm Pẻn 2', 'Suối Tàu 2']);
    const { air } = bench.unitOfWork.read;
    const [airing] = (await air.airingsOfZone(from.id, bench.clock.now(), bench.clock.now() + 86_400_000)).filter(
      ({ kind }) => kind === 'item',
    );
    const playbacks = await air.playbacksOfAirings([airing!.id]);
    expect(playbacks.find(({ controllerId }) => controllerId === pole.id)).toMatchObject({ state: 'cancelled' });
    expect(await lastEvent('controller.changed')).toMatchObject({
      details: { before: { zoneId: from.id }, after: { zoneId: to.id } },
    });
  });

  it('that moves is cut off from where it stood, and by nothing else', async () => {
    const pole = await named('controllers', 'Suối Tàu 2');
    const url = `/api/v1/controllers/${pole.id}`;
    const { code } = (await post(`${url}/enrolment-codes`, undefined, tho)).json<{ code: string }>();
    const box = { code, publicKey: generateKeys().publicKey };
    const { deviceId } = (await bench.ask('POST', '/device/v1/enrolments', { body: box })).json<{ deviceId: string }>();
    const louder = place(await patch(url, pole, { volumePercent: 90 }));
    expect(bench.link.expelled).not.toContain(deviceId);
    expect((await patch(url, louder, { zoneId: (await named('zones', 'Nậm Pẻn')).id })).statusCode).toBe(200);
    expect(bench.link.expelled).toContain(deviceId);
  });

  it('that is taken down takes its box with it, and its code opens nothing any more', async () => {
    const pole = await named('controllers', 'Suối Tàu 1');
    const url = `/api/v1/controllers/${pole.id}`;
    const enrol = async () => {
      const { code } = (await post(`${url}/enrolment-codes`, undefined, tho)).json<{ code: string }>();
      return () => bench.ask('POST', '/device/v1/enrolments', { body: { code, publicKey: generateKeys().publicKey } });
    };
    const boxOf = (answer: Answer) => answer.json<{ deviceId: string; credential: string }>();
    const former = boxOf(await (await enrol())());
    const { deviceId, credential } = boxOf(await (await enrol())());
    expect(bench.link.expelled).toContain(former.deviceId);
    expect(bench.link.expelled).not.toContain(deviceId);
    const late = await enrol();
    expect((await remove(url, tho)).statusCode).toBe(204);
    const authorization = `Basic ${Buffer.from(`${deviceId}:${credential}`).toString('base64')}`;
    expect(outcome(await bench.ask('GET', '/device/v1/settings', { headers: { authorization } }))).toEqual([
      401,
      'device-unknown',
    ]);
    expect(bench.link.expelled).toContain(deviceId);
    expect(outcome(await late())).toEqual([401, 'enrolment-code-invalid']);
    expect(outcome(await post(`${url}/enrolment-codes`, undefined, tho))).toEqual([404, 'not-found']);
    expect(await lastEvent('device.retired')).toMatchObject({ subjectId: pole.id, details: { before: { deviceId } } });
  });
});

it('a zone goes when no pole stands in it and no open booking names it', async () => {
  const { id: villageId } = await named('villages', 'Suối Tàu');
  const made = place(await post(`/api/v1/villages/${villageId}/zones`, { name: 'Khu trên' }));
  expect(outcome(await post(`/api/v1/villages/${villageId}/zones`, { name: 'Khu trên' }))).toEqual([409, 'name-taken']);
  expect(place(await patch(`/api/v1/zones/${made.id}`, made, { name: 'Khu dưới' }))).toMatchObject({
    name: 'Khu dưới',
  });
  const { id: poleId } = place(await post(`/api/v1/zones/${made.id}/controllers`, { name: 'Cổng bản' }, tho));
  await onAir('Họp bản', { zoneIds: [made.id], start: { kind: 'exact', at: '17:10' } });
  await remove(`/api/v1/controllers/${poleId}`, tho);
  const refused = await remove(`/api/v1/zones/${made.id}`);
  expect([...outcome(refused), refused.json()]).toMatchObject([409, 'place-in-use', { controllers: 0, bookings: 1 }]);
  const empty = place(await post(`/api/v1/villages/${villageId}/zones`, { name: 'Khu mới' }));
  expect((await remove(`/api/v1/zones/${empty.id}`)).statusCode).toBe(204);
});

describe('a time slot', () => {
  it('is added beside the others, never over them', async () => {
    const made = await post(`${commune}/slots`, { name: 'Trưa', from: '11:00', to: '11:30' });
    expect([made.statusCode, made.json()]).toMatchObject([201, { name: 'Trưa', revision: 1 }]);
    expect(outcome(await post(`${commune}/slots`, { name: 'Nữa', from: '11:29', to: '12:00' }))).toEqual([
      409,
      'slot-overlap',
    ]);
    expect(outcome(await post(`${commune}/slots`, { name: 'Ngắn', from: '12:00', to: '12:01' }))).toEqual([
      422,
      'slot-too-short',
    ]);
    expect((await remove(`/api/v1/slots/${place(made).id}`)).statusCode).toBe(204);
    expect((await list('slots')).map(({ name }) => name)).toEqual(['Sáng', 'Chiều']);
  });

  it('that is moved takes its bookings along, which is said beforehand; one that is booked stays', async () => {
    const slot = await named('slots', 'Chiều');
    await onAir('Chợ phiên', { wholeCommune: true, start: { kind: 'slot', slotId: slot.id } });
    const window = { from: '18:30', to: '19:30' };
    expect(await foresee({ kind: 'slot', slotId: slot.id, ...window })).toMatchObject({
      lost: [],
      moved: [{ title: 'Chợ phiên' }],
    });
    expect((await patch(`/api/v1/slots/${slot.id}`, slot, window)).statusCode).toBe(200);
    expect(outcome(await remove(`/api/v1/slots/${slot.id}`))).toEqual([409, 'place-in-use']);
  });
});

describe('quiet hours and special days that are thought of', () => {
  beforeEach(async () => {
    await onAir('Họp bản', { wholeCommune: true, start: { kind: 'exact', at: '17:10' } });
  });

  it('tell what would fall out, in the commune or in one village, and change nothing', async () => {
    const quietHours = [{ from: '17:00', to: '05:00' }];
    const lost = [{ title: 'Họp bản', starts: 1, firstStartsAt: '2026-11-23T10:10:00.000Z' }];
    const { id: villageId } = await named('villages', 'Suối Tàu');
    expect(await foresee({ kind: 'commune', quietHours })).toMatchObject({ lost, moved: [] });
    expect(await foresee({ kind: 'village', villageId, quietHours })).toMatchObject({ lost });
    const special = { kind: 'special-days', dates: ['2026-11-23'], quietHours, seriesRest: false };
    expect(await foresee(special)).toMatchObject({ lost });
    expect(await foresee({ kind: 'commune', limits: { maxDayMs: 5_400_000 } })).toEqual({
      lost: [],
      moved: [],
      silentZones: [],
    });
    expect((await polesOnAir()).length).toBe(4);
  });

  it('are told to nobody who edits nothing, and of no place that is not there', async () => {
    const change = { kind: 'commune', quietHours: [] };
    const asked = await post(`${commune}/consequences`, change, await bench.signIn('ghi'));
    expect(outcome(asked)).toEqual([403, 'not-allowed']);
    const unknown = await post(`${commune}/consequences`, { kind: 'controller', controllerId: 'x', zoneId: null });
    expect(outcome(unknown)).toEqual([404, 'not-found']);
  });
});

it('nothing of another commune can be edited, nor a pole be moved into it: it looks as if it were not there', async () => {
  const stranger = await bench.signIn('quan-tri-2');
  const [village, zone] = [await named('villages', 'Suối Tàu'), await named('zones', 'Suối Tàu')];
  const [pole, slot] = [await named('controllers', 'Suối Tàu 1'), await named('slots', 'Sáng')];
  const draft = { name: 'Lạ', label: 'bản', households: 1, languages: ['vi'] };
  const foreign = await bench.unitOfWork.read.places.zones(bench.foreign.commune.id);
  const attempts = [
    post(`${commune}/villages`, draft, stranger),
    patch(`/api/v1/villages/${village.id}`, village, { name: 'Lạ' }, stranger),
    remove(`/api/v1/villages/${village.id}`, stranger),
    post(`/api/v1/villages/${village.id}/zones`, { name: 'Lạ' }, stranger),
    patch(`/api/v1/zones/${zone.id}`, zone, { name: 'Lạ' }, stranger),
    remove(`/api/v1/zones/${zone.id}`, stranger),
    post(`/api/v1/zones/${zone.id}/controllers`, { name: 'Lạ' }, stranger),
    patch(`/api/v1/controllers/${pole.id}`, pole, { name: 'Lạ' }, stranger),
    remove(`/api/v1/controllers/${pole.id}`, stranger),
    patch(`/api/v1/controllers/${pole.id}`, pole, { zoneId: foreign[0]!.id }),
    post(`${commune}/slots`, { name: 'Lạ', from: '12:00', to: '13:00' }, stranger),
    patch(`/api/v1/slots/${slot.id}`, slot, { name: 'Lạ' }, stranger),
    remove(`/api/v1/slots/${slot.id}`, stranger),
    post(`${commune}/consequences`, { kind: 'commune' }, stranger),
  ];
  for (const attempt of attempts) expect(outcome(await attempt)).toEqual([404, 'not-found']);
  expect(await named('controllers', 'Suối Tàu 1')).toEqual(pole);
});
