// How much may sound and when, as a commune decides it through the API: what a booking meets, what a plan keeps, what the poles are told.
import { AirPlanner, DeviceSettingsPublisher, Seals } from '#application';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '#domain';
import { generateKeys, openEnvelope, publicKeyOf, type DeviceSettings } from '#protocol';
import { ApiBench, type Answer } from '../support/api-bench';

let bench: ApiBench;
let mai: string;
let leader: string;
let commune: string;
let village: string;
let slotId: string;

beforeEach(async () => {
  bench = await ApiBench.open();
  commune = `/api/v1/communes/${bench.home.commune.id}`;
  [mai, leader] = [await bench.signIn('mai'), await bench.signIn('lanh-dao')];
  village = `/api/v1/villages/${(await items<{ id: string }>(`${commune}/villages`))[0]!.id}`;
  slotId = (await items<{ id: string; name: string }>(`${commune}/slots`)).find(({ name }) => name === 'Chiều')!.id;
});
afterEach(() => bench.close());

interface Told {
  readonly id: string;
  readonly code: string;
  readonly detail: string;
  readonly digest: string;
  readonly conflicts: readonly { readonly kind: string; readonly byMs: number; readonly maxMs: number }[];
  readonly alternatives: readonly { readonly firstStartsAt: string }[];
}
const told = (answer: Answer) => answer.json<Told>();
const post = (url: string, body: unknown, as = mai, headers: Readonly<Record<string, string>> = {}) =>
  bench.ask('POST', url, { as, body, headers });
/** Edits what stands now. */
async function patch(url: string, body: unknown, as = mai) {
  const village = (await items<{ id: string; revision: number }>(`${commune}/villages`)).find(({ id }) =>
    url.endsWith(id),
  );
  const { revision } = village ?? (await bench.ask('GET', commune, { as: mai })).json<{ revision: number }>();
  return bench.ask('PATCH', url, { as, body, headers: { 'if-match': `"${revision}"` } });
}
const items = async <T>(url: string) => (await bench.ask('GET', url, { as: mai })).json<{ items: T[] }>().items;
const inEvening = () => ({ start: { kind: 'slot', slotId } });

/** An announcement of one minute, handed in. */
async function submitted(title: string): Promise<string> {
  const versions = [{ language: 'vi', recordingId: await bench.readyRecording(mai), script: title }];
  const { id } = told(await post(`${commune}/announcements`, { title, versions }));
  await post(`/api/v1/announcements/${id}/submit`, undefined);
  return id;
}

async function booking(title: string, own: object) {
  const recurrence = { kind: 'once', date: '2026-11-23' };
  return { announcementId: await submitted(title), wholeCommune: true, recurrence, ...own };
}

async function onAir(title: string, own: object): Promise<void> {
  const booked = await post(`${commune}/bookings`, await booking(title, own));
  expect(booked.statusCode).toBe(201);
  const { id, digest } = told(booked);
  expect((await post(`/api/v1/bookings/${id}/approve`, { digest }, leader)).statusCode).toBe(200);
  await plan();
}

function plan(): Promise<unknown> {
  return bench.app.get(AirPlanner).plan(bench.home.commune.id);
}

async function eventsOf(kind: string) {
  const events = await bench.unitOfWork.read.events.after(bench.home.commune.id, 0, 1_000);
  return events.filter((event) => event.kind === kind);
}

describe('the rules of a commune', () => {
  it('are 45 minutes a rundown and 90 a day until they are changed, in part and by whoever may', async () => {
    const before = await bench.ask('GET', `${commune}/rules`, { as: leader });
    expect(before.json()).toMatchObject({ limits: { maxRundownMs: 45 * MINUTE_MS, maxDayMs: 90 * MINUTE_MS } });
    const refused = await patch(`${commune}/rules`, { emergencyVolumePercent: 90 }, leader);
    expect([refused.statusCode, told(refused).code]).toEqual([403, 'not-allowed']);
    const changed = await patch(`${commune}/rules`, { limits: { maxDayMs: HOUR_MS }, emergencyVolumePercent: 90 });
    expect(changed.json()).toMatchObject({
      limits: { maxRundownMs: 45 * MINUTE_MS, maxDayMs: HOUR_MS },
      emergencyVolumePercent: 90,
    });
    const { revision: _, ...rules } = changed.json<{ revision: number }>();
    expect((await bench.ask('GET', commune, { as: leader })).json<object>()).toMatchObject({ rules });
    expect(await eventsOf('commune.rules-changed')).toMatchObject([
      { details: { before: { limits: { maxDayMs: 90 * MINUTE_MS } }, after: { limits: { maxDayMs: HOUR_MS } } } },
    ]);
  });

  it('say who may approve, and only the administrator says it otherwise', async () => {
    const change = { approverRule: 'operator' };

    expect(told(await patch(commune, change)).code).toBe('not-allowed');
    expect((await patch(commune, change, await bench.signIn('quan-tri'))).statusCode).toBe(200);
    expect((await patch(commune, { quietHours: [{ from: '20:00', to: '06:00' }] })).statusCode).toBe(200);
  });

  it('are taken only in ranges that make sense', async () => {
    for (const nonsense of [
      { limits: { maxRundownMs: 0 } },
      { limits: { maxDayMs: DAY_MS + 1 } },
      { limits: { volumeBands: [{ from: '25:00', to: '05:00', maxPercent: 50 }] } },
      { emergencyVolumePercent: 0 },
      { villageNotices: { maxDurationMs: HOUR_MS } },
      { unknown: true },
    ]) {
      const refused = await patch(`${commune}/rules`, nonsense);
      expect([nonsense, refused.statusCode]).toEqual([nonsense, 400]);
    }
    const drill = await patch(`${commune}/rules`, { drill: { openingAnnouncementId: await submitted('Diễn tập') } });
    expect([drill.statusCode, told(drill).code]).toEqual([409, 'announcement-not-approved']);
  });
});

describe('a booking over a limit', () => {
  it('is refused with how much is too much, and with broadcasts that have minutes left', async () => {
    await patch(`${commune}/rules`, { limits: { maxRundownMs: 2 * MINUTE_MS } });
    await onAir('Tiêm phòng', { ...inEvening(), repeats: 2 });
    const wish = await booking('Họp bản', inEvening());
    const check = told(await post(`${commune}/bookings/check`, wish));
    expect(check.conflicts).toMatchObject([
      { kind: 'rundown-cap', byMs: MINUTE_MS, maxMs: 2 * MINUTE_MS },
      { kind: 'rundown-cap', byMs: MINUTE_MS, maxMs: 2 * MINUTE_MS },
    ]);
    const refused = await post(`${commune}/bookings`, wish, mai, { 'accept-language': 'vi' });
    expect([refused.statusCode, told(refused).code]).toEqual([409, 'booking-over-rundown-limit']);
    expect(told(refused).detail).toContain('buổi phát vượt quá 2 phút cho phép, thừa 1 phút');
    expect(told(refused).alternatives[0]!.firstStartsAt).toBe('2026-11-23T22:30:00.000Z');
  });

  it('of the day is refused by the stricter village alone, and approved nowhere once the limit is lower', async () => {
    const proposed = told(await post(`${commune}/bookings`, await booking('Họp bản', { ...inEvening(), repeats: 2 })));
    expect((await patch(village, { limits: { maxDayMs: MINUTE_MS } })).json()).toMatchObject({
      limits: { maxDayMs: MINUTE_MS },
    });
    const approval = await post(`/api/v1/bookings/${proposed.id}/approve`, { digest: proposed.digest }, leader);
    expect([approval.statusCode, told(approval).code]).toEqual([409, 'booking-over-day-limit']);
    expect(told(approval).conflicts).toMatchObject([{ kind: 'day-cap', byMs: MINUTE_MS, maxMs: MINUTE_MS }]);
  });
});

describe('a limit that is lowered', () => {
  it('drops only what is not frozen, and says why', async () => {
    for (const at of ['17:00', '17:02', '17:30']) await onAir(`Tin ${at}`, { start: { kind: 'exact', at } });
    bench.clock.pass(9 * HOUR_MS - 2 * MINUTE_MS); // 16:58: what starts before 17:08 is frozen.
    await patch(`${commune}/rules`, { limits: { maxRundownMs: MINUTE_MS } }, await bench.signIn('mai'));
    await plan();
    const [first] = await items<{ id: string }>(`${commune}/rundowns`);
    const { airings } = (await bench.ask('GET', `/api/v1/rundowns/${first!.id}`, { as: mai })).json<{
      airings: { title: string; state: string; reason: string | null; reasonValues: object }[];
    }>();
    const fates = airings.map(({ title, state, reason }) => [title, state, reason]);
    expect(fates).toEqual([
      ['Tin 17:00', 'planned', null],
      ['Tin 17:02', 'planned', null],
      ['Tin 17:30', 'dropped', 'rundown-cap'],
    ]);
    expect(airings[2]!.reasonValues).toEqual({ byMs: 2 * MINUTE_MS, maxMs: MINUTE_MS });
  });
});

describe('what the poles hold by themselves', () => {
  let controllerId: string;

  async function settings(): Promise<DeviceSettings> {
    const kept = (await bench.unitOfWork.read.delivery.settings(controllerId))!;
    const { publicKey } = await bench.app.get(Seals).publicKeyOf(bench.home.commune.id);
    return openEnvelope('settings', kept.envelope, () => publicKeyOf(publicKey));
  }

  beforeEach(async () => {
    const zones = await items<{ id: string; villageId: string }>(`${commune}/zones`);
    const controllers = await items<{ id: string; zoneId: string }>(`${commune}/controllers`);
    const own = zones.find(({ villageId }) => village.endsWith(villageId))!;
    controllerId = controllers.find(({ zoneId }) => zoneId === own.id)!.id;
    const tho = await bench.signIn('tho');
    const { code } = told(await post(`/api/v1/controllers/${controllerId}/enrolment-codes`, undefined, tho));
    const { publicKey } = generateKeys();
    const enrolled = await bench.ask('POST', '/device/v1/enrolments', { body: { code, publicKey } });
    expect(enrolled.statusCode).toBe(201);
  });

  it('is issued anew when quiet hours, limits or rules change, and only then', async () => {
    const first = await settings();
    expect(first).toMatchObject({
      version: 1,
      quietHours: [{ from: '21:00', to: '05:00' }],
      extraQuiet: [],
      limits: { maxRundownMs: 45 * MINUTE_MS, maxDayMs: 90 * MINUTE_MS },
      emergencyVolumePercent: 100,
    });
    const earlier = [{ from: '20:00', to: '05:00' }];
    await patch(village, { quietHours: earlier });
    expect(await settings()).toMatchObject({ version: 2, quietHours: earlier });
    await patch(commune, { quietHours: [{ from: '22:00', to: '05:00' }] });
    expect(await settings()).toMatchObject({ version: 2, quietHours: earlier });
    await patch(village, { quietHours: null, limits: { maxDayMs: HOUR_MS, minGapMs: 5_000 } });
    expect(await settings()).toMatchObject({
      version: 3,
      quietHours: [{ from: '22:00', to: '05:00' }],
      limits: { maxRundownMs: 45 * MINUTE_MS, maxDayMs: HOUR_MS, minGapMs: 5_000 },
    });
    await patch(`${commune}/rules`, { emergencyVolumePercent: 80 });
    expect(await settings()).toMatchObject({ version: 4, emergencyVolumePercent: 80 });
    expect((await eventsOf('village.changed')).map(({ details }) => details)).toMatchObject([
      { before: { quietHours: null }, after: { quietHours: earlier } },
      { before: { limits: null }, after: { limits: { maxDayMs: HOUR_MS } } },
    ]);
  });

  it('knows the silence of special days five weeks ahead, and forgets it as days go by', async () => {
    const { id: communeId } = bench.home.commune;
    const day = (date: string) => ({
      id: date,
      communeId,
      date,
      name: 'Quốc tang',
      quietHours: [{ from: '08:00', to: '10:00' }],
      seriesRest: false,
    });
    await bench.unitOfWork.run(async ({ places }) => {
      for (const date of ['2026-11-23', '2026-12-27', '2027-01-01']) await places.putSpecialDay(day(date));
    });
    const renewed = async () => {
      await bench.app.get(DeviceSettingsPublisher).renew(communeId);
      return (await settings()).extraQuiet.map(({ from }) => new Date(from).toISOString().slice(0, 10));
    };
    expect(await renewed()).toEqual(['2026-11-23', '2026-12-27']);
    bench.clock.pass(10 * DAY_MS);
    expect(await renewed()).toEqual(['2026-12-27', '2027-01-01']);
  });
});
