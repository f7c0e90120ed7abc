// One bad thing stops nothing else: a zone that lost its last pole, a zone or a booking that cannot be planned, a commune that throws. Through
// the api and the planner on a real database.
import { AirPlanner, Housekeeping, Tick } from '#application';
import { MINUTE_MS } from '#domain';
import { openEnvelope, publicKeyOf } from '#protocol';
import { ApiBench, type Answer } from '../support/api-bench';
import { anAiring, aRundown } from '../support/factories';

let bench: ApiBench;
let mai: string;
let commune: string;
beforeEach(async () => {
  bench = await ApiBench.open();
  commune = `/api/v1/communes/${bench.home.commune.id}`;
  mai = await bench.signIn('mai');
});
afterEach(() => bench.close());

const post = (url: string, body?: unknown, as = mai) => bench.ask('POST', url, { as, body });
const get = (url: string, as = mai) => bench.ask('GET', url, { as });
const idOf = (answer: Answer) => answer.json<{ id: string }>().id;
const plan = () => bench.app.get(AirPlanner).plan(bench.home.commune.id);
const zones = () => bench.unitOfWork.read.places.zones(bench.home.commune.id);
const zoneNamed = async (name: string) => (await zones()).find((zone) => zone.name === name)!;

/** Approved for the whole commune this evening. Not planned yet. */
async function approved(title: string, start: object = { kind: 'exact', at: '17:10' }): Promise<string> {
  const versions = [{ language: 'vi', recordingId: await bench.readyRecording(mai), script: title }];
  const announcementId = idOf(await post(`${commune}/announcements`, { title, versions }));
  await post(`/api/v1/announcements/${announcementId}/submit`);
  const recurrence = { kind: 'once', date: '2026-11-23' };
  const booked = await post(`${commune}/bookings`, { announcementId, recurrence, start, wholeCommune: true });
  const { id, digest } = booked.json<{ id: string; digest: string }>();
  const leader = await bench.signIn('lanh-dao');
  expect((await post(`/api/v1/bookings/${id}/approve`, { digest }, leader)).statusCode).toBe(200);
  return id;
}

async function retirePoles(zoneName: string): Promise<void> {
  const { id } = await zoneNamed(zoneName);
  for (const { zoneId, id: poleId } of await bench.unitOfWork.read.places.controllers(bench.home.commune.id)) {
    if (zoneId !== id) continue;
    expect((await bench.ask('DELETE', `/api/v1/controllers/${poleId}`, { as: mai })).statusCode).toBe(204);
  }
}

interface Needs {
  readonly unplanned: readonly { part: string; subjectId: string; name: string; times: number; reason: string }[];
  readonly zonesWithoutPoles: readonly { zone: string; titles: string[] }[];
}
const needs = async () => (await get(`${commune}/needs`)).json<Needs>();
const ready = async () => {
  const answer = await get('/health/ready');
  return { status: answer.statusCode, ...answer.json<{ checks: object; reasons?: Record<string, string> }>() };
};
const metric = async (name: string) =>
  Number(new RegExp(`^${name} (.*)$`, 'm').exec((await get('/metrics')).body)?.[1]);

interface TonightAnswer {
  readonly villages: readonly {
    readonly village: { readonly name: string };
    readonly lines: readonly { readonly title: string; readonly state: string; readonly reason: string | null }[];
  }[];
  readonly unplanned: readonly { readonly part: string; readonly name: string }[];
}
const tonight = async () => (await get(`${commune}/tonight`)).json<TonightAnswer>();

/** Tonight, village by village: title, state and reason of each line. */
async function told(): Promise<Readonly<Record<string, readonly string[]>>> {
  const { villages } = await tonight();
  return Object.fromEntries(
    villages.map(({ village, lines }) => [
      village.name,
      lines.map(({ title, state, reason }) => [title, state, ...(reason ? [reason] : [])].join(' ')),
    ]),
  );
}

/** What the zone was last told to play. */
async function programme(zoneName: string): Promise<readonly string[]> {
  const { id } = await zoneNamed(zoneName);
  const { envelope } = (await bench.unitOfWork.read.delivery.programme(id))!;
  const key = (await bench.unitOfWork.read.installation.communeKey(bench.home.commune.id))!;
  return openEnvelope('programme', envelope, () => publicKeyOf(key.publicKey)).entries.map(({ title }) => title);
}

/** Plans again and again, a minute apart. */
async function planLater(times: number) {
  let faults = await plan();
  for (let time = 1; time < times; time += 1) {
    bench.clock.pass(MINUTE_MS);
    faults = await plan();
  }
  return faults;
}

async function noticesOf(login: string): Promise<readonly string[]> {
  const person = bench.home.people.find((each) => each.login === login)!;
  const { items } = await bench.unitOfWork.read.notices.ofPerson(person.id, { limit: 50 });
  return items.map(({ kind }) => kind).filter((kind) => kind === 'plan-failing');
}

describe('a zone that lost its last pole', () => {
  it('falls silent with its reason, and everything else is planned', async () => {
    await approved('Họp xã');
    await plan();
    await retirePoles('Nậm Pẻn');
    await approved('Tiêm chủng', { kind: 'exact', at: '17:20' });

    expect(await plan()).toEqual([]);

    expect(await told()).toEqual({
      'Suối Tàu': ['Họp xã planned', 'Tiêm chủng planned'],
      'Nậm Pẻn': ['Họp xã dropped no-poles', 'Tiêm chủng dropped no-poles'],
    });
    expect([await programme('Suối Tàu'), await programme('Nậm Pẻn')]).toEqual([['Họp xã', 'Tiêm chủng'], []]);
    expect((await needs()).zonesWithoutPoles).toMatchObject([{ zone: 'Nậm Pẻn', titles: ['Họp xã', 'Tiêm chủng'] }]);
    expect((await ready()).status).toBe(200);
  });

  it('is told beforehand: when the pole is to go, and when somebody books there', async () => {
    await approved('Họp xã');
    await plan();
    const poles = await bench.unitOfWork.read.places.controllers(bench.home.commune.id);
    const { id: zoneId } = await zoneNamed('Nậm Pẻn');
    const [first, last] = poles.filter((pole) => pole.zoneId === zoneId);
    const foresee = async (controllerId: string) =>
      (await post(`${commune}/consequences`, { kind: 'controller', controllerId, zoneId: null })).json<{
        silentZones: string[];
      }>().silentZones;
    expect(await foresee(first!.id)).toEqual([]);
    await bench.ask('DELETE', `/api/v1/controllers/${first!.id}`, { as: mai });
    expect(await foresee(last!.id)).toEqual(['Nậm Pẻn']);

    await retirePoles('Nậm Pẻn');
    const id = await approved('Tiêm chủng', { kind: 'exact', at: '17:20' });
    const booked = (await get(`/api/v1/bookings/${id}`)).json<{ warnings: { kind: string; detail: string }[] }>();
    expect(booked.warnings).toMatchObject([
      { kind: 'no-poles', zone: 'Nậm Pẻn', detail: expect.stringContaining('không còn cụm loa nào') as unknown },
    ]);
  });

  it('is no place for a booking of which no pole is left at all', async () => {
    const title = 'Họp bản';
    const versions = [{ language: 'vi', recordingId: await bench.readyRecording(mai), script: title }];
    const announcementId = idOf(await post(`${commune}/announcements`, { title, versions }));
    await post(`/api/v1/announcements/${announcementId}/submit`);
    const { id: zoneId } = await zoneNamed('Nậm Pẻn');
    const when = { recurrence: { kind: 'once', date: '2026-11-23' }, start: { kind: 'exact', at: '17:10' } };
    const booked = await post(`${commune}/bookings`, { announcementId, zoneIds: [zoneId], ...when });
    await retirePoles('Nậm Pẻn');
    const { id, digest } = booked.json<{ id: string; digest: string }>();
    const refused = await post(`/api/v1/bookings/${id}/approve`, { digest }, await bench.signIn('lanh-dao'));
    expect([refused.statusCode, refused.json<{ code: string }>().code]).toEqual([422, 'booking-no-controllers']);
    expect((await get(`/api/v1/announcements/${announcementId}/suggested-time`)).statusCode).toBeLessThan(500);
  });
});

describe('a booking that cannot be planned', () => {
  const spoil = (id: string, recurrence: object) =>
    bench.unitOfWork.run(({ bookings }) => bookings.update(id, { recurrence: recurrence as never }));

  it('stands aside: what was planned of it stays, everything else is planned', async () => {
    const broken = await approved('Hỏng');
    await plan();
    await spoil(broken, { kind: 'nonsense' });
    await approved('Họp xã', { kind: 'exact', at: '17:20' });

    expect(await plan()).toMatchObject([{ part: 'booking', subjectId: broken }]);

    expect(await programme('Suối Tàu')).toEqual(['Hỏng', 'Họp xã']);
    expect(await programme('Nậm Pẻn')).toEqual(['Hỏng', 'Họp xã']);
    expect(await told()).toMatchObject({ 'Suối Tàu': ['Hỏng planned', 'Họp xã planned'] });
  });

  it('is a trouble of the desk, an alert, a metric and a red readiness until it is mended', async () => {
    const broken = await approved('Hỏng');
    await plan();
    await spoil(broken, { kind: 'nonsense' });
    await plan();
    expect([(await needs()).unplanned, (await ready()).status, await noticesOf('mai')]).toEqual([[], 200, []]);

    bench.clock.pass(MINUTE_MS);
    await planLater(3);

    expect((await needs()).unplanned).toMatchObject([{ part: 'booking', subjectId: broken, name: 'Hỏng', times: 4 }]);
    expect(await ready()).toMatchObject({
      status: 503,
      checks: { planning: 'failed', database: 'ok' },
      reasons: {
        planning: expect.stringMatching(/^plan-failing since 2026-11-23T01:00:00.000Z: booking 1$/) as unknown,
      },
    });
    expect([await noticesOf('mai'), await noticesOf('tho'), await noticesOf('quan-tri')]).toEqual([
      ['plan-failing'],
      ['plan-failing'],
      ['plan-failing'],
    ]);
    expect(await metric('loa_planning_failures_total')).toBe(4);
    expect(await metric('loa_planning_failing\\{part="booking"\\}')).toBe(1);
    expect(await metric('loa_planning_stale_seconds')).toBe(180);
    expect((await tonight()).unplanned).toMatchObject([{ part: 'booking', name: 'Hỏng' }]);

    await spoil(broken, { kind: 'once', date: '2026-11-23' });
    expect(await plan()).toEqual([]);
    expect([(await needs()).unplanned, (await ready()).status]).toEqual([[], 200]);
    expect([await metric('loa_planning_failures_total'), await metric('loa_planning_stale_seconds')]).toEqual([4, 0]);
    const events = await bench.unitOfWork.read.events.after(bench.home.commune.id, 0, 1_000);
    const kinds = events.map(({ kind }) => kind).filter((kind) => kind.startsWith('plan.'));
    expect(kinds).toEqual(['plan.failing', 'plan.healed']);
  });

  it('keeps no other proposal from its escalation, its approval or the desk', async () => {
    const broken = await approved('Hỏng');
    await bench.unitOfWork.run(({ bookings }) =>
      bookings.update(broken, { state: 'proposed', start: {} as never, amendedBy: {} as never }),
    );
    await approved('Họp xã', { kind: 'exact', at: '17:20' });
    expect(await plan()).toMatchObject([{ part: 'booking', subjectId: broken }]);
    expect(await programme('Suối Tàu')).toEqual(['Họp xã']);
    expect((await get(`${commune}/needs`)).statusCode).toBe(200);
    const waiting = await get(`${commune}/waiting-approvals`, await bench.signIn('lanh-dao'));
    expect(waiting.statusCode).toBeLessThan(500);
  });
});

describe('a zone that cannot be planned', () => {
  /** An ended entry that names nobody: no programme of the zone can be sealed while it is remembered. */
  async function spoil(zoneName: string): Promise<void> {
    const { id: zoneId, villageId, communeId } = await zoneNamed(zoneName);
    const startsAt = bench.clock.now() - 30 * MINUTE_MS;
    await bench.unitOfWork.run(async ({ air }) => {
      await air.putRundowns([aRundown({ id: 'r', zoneId, villageId, communeId, startsAt })]);
      const nobody = { controllerIds: [], bookingId: null, announcementId: null };
      await air.putAirings([anAiring({ id: 'a', rundownId: 'r', zoneId, communeId, startsAt, ...nobody })]);
    });
  }

  it('plays on as it was planned last, and every other zone is planned and published', async () => {
    await approved('Họp xã');
    await plan();
    await spoil('Nậm Pẻn');
    const { id } = await zoneNamed('Nậm Pẻn');
    await approved('Tiêm chủng', { kind: 'exact', at: '17:20' });
    bench.queue.asked.length = 0;

    expect(await planLater(3)).toMatchObject([
      { part: 'zone', subjectId: id, reason: expect.stringContaining('too_small') as unknown },
    ]);

    expect([await programme('Suối Tàu'), await programme('Nậm Pẻn')]).toEqual([['Họp xã', 'Tiêm chủng'], ['Họp xã']]);
    expect(bench.queue.asked).toContainEqual({ name: 'deliver', zoneId: (await zoneNamed('Suối Tàu')).id });
    expect(await told()).toEqual({
      'Suối Tàu': ['Họp xã planned', 'Tiêm chủng planned'],
      'Nậm Pẻn': ['Họp xã planned'],
    });
    expect((await needs()).unplanned).toMatchObject([{ part: 'zone', name: 'Nậm Pẻn', times: 3 }]);

    // What it was is forgotten after an hour or two: it heals by itself.
    bench.clock.pass(2 * 60 * MINUTE_MS);
    expect(await plan()).toEqual([]);
    expect(await programme('Nậm Pẻn')).toEqual(['Họp xã', 'Tiêm chủng']);
  });

  it('is the same for a zone whose village is gone', async () => {
    await approved('Họp xã');
    const { id, villageId } = await zoneNamed('Nậm Pẻn');
    await bench.unitOfWork.run(({ places }) => places.updateVillage(villageId, { retiredAt: bench.clock.now() }));
    expect(await plan()).toMatchObject([{ part: 'zone', subjectId: id }]);
    expect(await programme('Suối Tàu')).toEqual(['Họp xã']);
  });
});

describe('a commune that throws', () => {
  it('keeps no other from being looked after', async () => {
    const { read } = bench.unitOfWork;
    const tick = bench.app.get(Tick);
    const kept: string[] = [];
    const keep = jest.spyOn(bench.app.get(Housekeeping), 'keep').mockImplementation((id) => {
      kept.push(id);
      return id === bench.home.commune.id ? Promise.reject(new Error('hỏng')) : Promise.resolve();
    });
    const mark = read.air.planMark.bind(read.air);
    const planMark = jest
      .spyOn(read.air, 'planMark')
      .mockImplementation((id) => (id === bench.home.commune.id ? Promise.reject(new Error('gãy')) : mark(id)));

    await expect(tick.beat()).rejects.toThrow(/gãy.*hỏng/s);

    expect(bench.queue.asked).toContainEqual({ name: 'plan', communeId: bench.foreign.commune.id });
    expect(kept).toEqual([bench.home.commune.id, bench.foreign.commune.id]);
    planMark.mockRestore();
    keep.mockRestore();
  });

  it('is kept as failing by itself, and healed by the plan that succeeds', async () => {
    await approved('Họp xã');
    const planner = bench.app.get(AirPlanner);
    const issue = jest.spyOn(planner as unknown as { begin: () => Promise<never> }, 'begin');
    issue.mockRejectedValue(new Error('nothing can be read'));
    for (let tries = 0; tries < 3; tries += 1) await expect(plan()).rejects.toThrow('nothing can be read');
    issue.mockRestore();

    expect((await needs()).unplanned).toMatchObject([{ part: 'commune', reason: 'Error: nothing can be read' }]);
    expect((await ready()).reasons).toMatchObject({ planning: expect.stringMatching(/commune 1$/) as unknown });
    await plan();
    expect((await ready()).status).toBe(200);
  });
});
