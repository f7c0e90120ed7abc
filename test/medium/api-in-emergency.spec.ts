// The desk while an emergency is on air: what touches it is refused with ways out, and every page that shows what waits still stands.
import { AirPlanner } from '#application';
import { HOUR_MS, MINUTE_MS } from '#domain';
import { ApiBench, type Answer } from '../support/api-bench';

let bench: ApiBench;
let mai: string;
let leader: string;
let commune: string;
let slotId: string;
/** Saved before the emergency; it waits for an approval and for the next free minute. */
let waiting: string;

interface Told {
  readonly id: string;
  readonly code: string;
  readonly detail: string;
  readonly digest: string;
  readonly soonestAt: string | null;
  readonly conflicts: readonly { readonly kind: string; readonly title: string; readonly detail: string }[];
  readonly alternatives: readonly (Record<string, unknown> & {
    readonly kind: string;
    readonly firstStartsAt: string;
  })[];
}
const told = (answer: Answer) => answer.json<Told>();
const post = (url: string, body: unknown, as = mai) => bench.ask('POST', url, { as, body });
const get = (url: string, as = leader) => bench.ask('GET', url, { as });

async function submitted(title: string, messageClass = 'normal'): Promise<string> {
  const versions = [{ language: 'vi', recordingId: await bench.readyRecording(mai), script: title }];
  const { id } = told(await post(`${commune}/announcements`, { title, versions, messageClass }));
  await post(`/api/v1/announcements/${id}/submit`, undefined);
  return id;
}

const today = { recurrence: { kind: 'once', date: '2026-11-23' } };
const exact = (at: string) => ({ start: { kind: 'exact', at }, ...today });
const wish = async (change: object) => ({
  announcementId: await submitted('Họp bản'),
  wholeCommune: true,
  ...today,
  ...change,
});

/** Monday, 17:05. The emergency sounds until 18:05. */
beforeAll(async () => {
  bench = await ApiBench.open();
  bench.clock.pass(9 * HOUR_MS + 5 * MINUTE_MS);
  commune = `/api/v1/communes/${bench.home.commune.id}`;
  [mai, leader] = [await bench.signIn('mai'), await bench.signIn('lanh-dao')];
  const slots = await bench.unitOfWork.read.places.slots(bench.home.commune.id);
  slotId = slots.find(({ name }) => name === 'Chiều')!.id;
  const soonest = await wish({ start: { kind: 'soonest' }, lateReason: 'gấp' });
  waiting = told(await post(`${commune}/bookings`, soonest)).id;
  const announcementId = await submitted('Lũ quét', 'emergency');
  const asked = { announcementId, wholeCommune: true, minutes: 60, reason: 'Nước dâng nhanh' };
  const { id } = told(await post(`${commune}/emergencies`, asked));
  expect((await post(`/api/v1/emergencies/${id}/confirmation`, {}, leader)).statusCode).toBe(200);
  await bench.app.get(AirPlanner).plan(bench.home.commune.id);
});
afterAll(() => bench.close());

describe.each([
  ['at an exact time', () => exact('17:30')],
  ['in a slot that it fills', () => ({ start: { kind: 'slot', slotId } })],
])('a booking %s in it', (_, when) => {
  it('is told of it with ways out, and refused with the same when it is sent', async () => {
    const request = await wish(when());
    const checked = await post(`${commune}/bookings/check`, request);
    expect(checked.statusCode).toBe(200);
    const [conflict] = told(checked).conflicts;
    expect(conflict).toMatchObject({ kind: 'emergency', title: 'Lũ quét' });
    expect(conflict!.detail).toContain('17:05');
    expect(conflict!.detail).toContain('18:05');
    expect(told(checked).alternatives[0]).toMatchObject({
      kind: 'queue-after',
      firstStartsAt: '2026-11-23T11:06:00.000Z',
    });

    const refused = await post(`${commune}/bookings`, request);
    expect([refused.statusCode, told(refused).code]).toEqual([409, 'booking-during-emergency']);
    expect(told(refused).detail).toContain('"Lũ quét"');
    const { start, recurrence } = told(refused).alternatives[0]!;
    const behind = await post(`${commune}/bookings/check`, { ...request, start, recurrence });
    expect([behind.statusCode, told(behind).conflicts]).toEqual([200, []]);
  });
});

it('a booking for as soon as possible waits for its end', async () => {
  const request = await wish({ start: { kind: 'soonest' }, lateReason: 'gấp' });
  const checked = await post(`${commune}/bookings/check`, request);
  expect([checked.statusCode, told(checked).conflicts]).toEqual([200, []]);
  expect(Date.parse(told(checked).soonestAt!)).toBeGreaterThanOrEqual(Date.parse('2026-11-23T11:05:02Z'));
  expect((await post(`${commune}/bookings`, request)).statusCode).toBe(201);
});

it('a series, its change and a time to suggest are looked at around it', async () => {
  const series = {
    recurrence: { kind: 'daily', from: '2026-11-24', until: '2026-11-30' },
    start: exact('17:30').start,
  };
  const saved = told(await post(`${commune}/bookings`, await wish(series)));
  const change = { scope: 'all', recurrence: { ...series.recurrence, from: '2026-11-23' } };
  const checked = await post(`/api/v1/bookings/${saved.id}/check`, change);
  expect([checked.statusCode, told(checked).conflicts.map(({ kind }) => kind)]).toEqual([
    200,
    ['emergency', 'emergency'],
  ]);
  const announcement = await submitted('Tiêm chủng');
  const suggested = await get(`/api/v1/announcements/${announcement}/suggested-time`);
  expect([suggested.statusCode, suggested.json<object>()]).toMatchObject([200, { suggestion: { slotName: 'Sáng' } }]);
});

it('what waits for an approval stands with its time behind the emergency, in the list and on the page of a leader', async () => {
  const listed = await get(`${commune}/waiting-approvals`);
  expect(listed.statusCode).toBe(200);
  const { items } = listed.json<{ items: readonly { id: string; forecast: { soonestAt: string } }[] }>();
  const { forecast } = items.find(({ id }) => id === waiting)!;
  expect(Date.parse(forecast.soonestAt)).toBeGreaterThanOrEqual(Date.parse('2026-11-23T11:05:02Z'));
  const page = await get('/leader');
  expect(page.statusCode).toBe(200);
  expect(page.body).toContain('Lũ quét');
  expect(page.body).toContain('Họp bản');
});

it.each(['/needs', '/tonight', '/schedule?from=2026-11-23&days=7', '/board', '/reviews', '/villages'])(
  'the desk still stands at %s',
  async (path) => expect((await get(commune + path)).statusCode).toBe(200),
);
