// One item that cannot be worked out: it says so in its place, everything beside it stands, and the fault is logged and counted.
import { AirPlanner, newId } from '#application';
import { ApiBench, type Answer } from '../support/api-bench';
import { insertTold } from '../support/told-booking';

let bench: ApiBench;
let mai: string;
let leader: string;
let commune: string;
let good: string;
let broken: string;

const id = (answer: Answer) => answer.json<{ id: string }>().id;
const post = (url: string, body: unknown, as = mai) => bench.ask('POST', url, { as, body });
const get = (url: string) => bench.ask('GET', url, { as: leader });
const metric = async (work: string) =>
  Number(
    new RegExp(`^loa_item_failures_total\\{work="${work}"\\} (\\d+)`, 'm').exec((await get('/metrics')).body)?.[1],
  );

async function submitted(title: string): Promise<string> {
  const versions = [{ language: 'vi', recordingId: await bench.readyRecording(mai), script: title }];
  const announcementId = id(await post(`${commune}/announcements`, { title, versions }));
  await post(`/api/v1/announcements/${announcementId}/submit`, undefined);
  return announcementId;
}

/** A good booking in one village; in the other one a booking with a time that no clock has, as a fault of ours might leave it behind. */
beforeAll(async () => {
  bench = await ApiBench.open();
  commune = `/api/v1/communes/${bench.home.commune.id}`;
  [mai, leader] = [await bench.signIn('mai'), await bench.signIn('lanh-dao')];
  const { read } = bench.unitOfWork;
  const [here, there] = await read.places.villages(bench.home.commune.id);
  const request = async (title: string, villageId: string) => ({
    announcementId: await submitted(title),
    villageIds: [villageId],
    start: { kind: 'exact', at: '17:10' },
    recurrence: { kind: 'once', date: '2026-11-23' },
  });
  good = id(await post(`${commune}/bookings`, await request('Họp bản', here!.id)));
  const other = id(await post(`${commune}/bookings`, await request('Giờ hỏng', there!.id)));
  await bench.unitOfWork.run(async (stores) => {
    const booking = (await stores.bookings.booking(other))!;
    await stores.bookings.update(other, { state: 'declined' });
    broken = newId(bench.clock.now());
    await insertTold(stores, { ...booking, id: broken, start: { kind: 'exact', at: '99:99' } });
  });
});
afterAll(() => bench.close());

it('leaves the list of what waits, with the reason in place of the time', async () => {
  const before = await metric('booking-forecast');
  const listed = await get(`${commune}/waiting-approvals`);
  expect(listed.statusCode).toBe(200);
  const { items } = listed.json<{
    items: readonly { id: string; forecast: { starts: readonly object[] } | null; notForecast: object | null }[];
  }>();
  expect(items.find((item) => item.id === good)).toMatchObject({ forecast: { starts: [{}] }, notForecast: null });
  expect(items.find((item) => item.id === broken)).toMatchObject({
    forecast: null,
    notForecast: { code: 'unexpected', detail: expect.stringContaining('Không tính được giờ phát') as string },
  });
  expect(await metric('booking-forecast')).toBe(before + 1);
});

it('leaves the page of a leader, who can approve what is in order and give back the rest', async () => {
  const page = await get('/leader');
  expect(page.statusCode).toBe(200);
  const [, ...cards] = page.body.split('<article');
  const card = (title: string) => cards.find((each) => each.includes(title))!;
  expect(card('Họp bản')).toContain('action="/leader/approvals"');
  expect(card('Giờ hỏng')).toContain('Không tính được giờ phát');
  expect(card('Giờ hỏng')).not.toContain('action="/leader/approvals"');
  expect(card('Giờ hỏng')).toContain('action="/leader/returns"');
});

it.each(['/needs', '/board', '/reviews', '/rundowns'])('leaves the desk at %s as it is', async (path) =>
  expect((await get(commune + path)).statusCode).toBe(200),
);

it('leaves the plan of everything else, and is told to whoever asked for the plan', async () => {
  const faults = await bench.app.get(AirPlanner).plan(bench.home.commune.id);
  expect(faults).toMatchObject([
    { part: 'booking', subjectId: broken, reason: expect.stringContaining('99:99') as string },
  ]);
  expect(await bench.unitOfWork.read.air.airingsOfBooking(good)).toMatchObject([{ title: 'Họp bản', state: 'held' }]);
});

/** A fault of ours in the hours of the village: then its zone cannot be planned at all. */
it('leaves the programme of the night and the schedule to the other villages', async () => {
  const villageId = (await bench.unitOfWork.read.places.villages(bench.home.commune.id))[1]!.id;
  const quietHours = [{ from: '99:99', to: '05:00' }];
  await bench.unitOfWork.run(({ places }) => places.updateVillage(villageId, { quietHours }));
  const before = await metric('zone-plan');
  const tonight = (await get(`${commune}/tonight`)).json<{
    villages: readonly { lines: readonly object[]; notForecast: readonly string[] }[];
  }>();
  expect(tonight.villages.map(({ lines, notForecast }) => [lines.length, notForecast.length])).toEqual([
    [1, 0],
    [0, 1],
  ]);
  expect(await metric('zone-plan')).toBeGreaterThan(before);
  const schedule = await get(`${commune}/schedule?from=2026-11-23&days=1`);
  expect(schedule.statusCode).toBe(200);
  const { entries, notForecast } = schedule.json<{
    entries: readonly { title: string }[];
    notForecast: readonly { zoneId: string; detail: string }[];
  }>();
  expect(entries.map(({ title }) => title)).toEqual(['Họp bản']);
  expect(notForecast).toHaveLength(1);
});
