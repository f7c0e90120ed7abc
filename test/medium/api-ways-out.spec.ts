// Ways out, the order of priorities, urgent notices and warnings as a program meets them at the API.
import { AirPlanner } from '#application';
import { MINUTE_MS } from '#domain';
import { ApiBench, type Answer } from '../support/api-bench';
import { aController, aVillage, aZone } from '../support/factories';

let bench: ApiBench;
let mai: string;
let recorder: string;
let leader: string;
let commune: string;
beforeAll(async () => {
  bench = await ApiBench.open();
  commune = `/api/v1/communes/${bench.home.commune.id}`;
  [mai, recorder, leader] = [await bench.signIn('mai'), await bench.signIn('ghi'), await bench.signIn('lanh-dao')];
});
afterAll(() => bench.close());

interface Told {
  readonly id: string;
  readonly code: string;
  readonly state: string;
  readonly detail: string;
  readonly digest: string;
  readonly precedence: number;
  readonly source: string;
  readonly soonestAt: string | null;
  readonly conflicts: readonly object[];
  readonly warnings: readonly object[];
  readonly alternatives: readonly (Record<string, unknown> & { readonly kind: string })[];
}
const told = (answer: Answer) => answer.json<Told>();
const post = (url: string, body: unknown, as = mai) => bench.ask('POST', url, { as, body });

async function submitted(title: string, messageClass = 'normal'): Promise<string> {
  const versions = [{ language: 'vi', recordingId: await bench.readyRecording(mai), script: title }];
  const announcement = told(await post(`${commune}/announcements`, { title, versions, messageClass }));
  expect(announcement.source).toBe('commune');
  await post(`/api/v1/announcements/${announcement.id}/submit`, undefined);
  return announcement.id;
}

const once = { recurrence: { kind: 'once', date: '2026-11-23' } };
const wish = async (title: string, change: object, messageClass?: string) => ({
  announcementId: await submitted(title, messageClass),
  wholeCommune: true,
  ...once,
  ...change,
});
const approve = async (answer: Answer, change: object = {}) => {
  const { id, digest } = told(answer);
  return post(`/api/v1/bookings/${id}/approve`, { digest, ...change }, leader);
};

it('a way out goes back as it came, also one in the place of another booking', async () => {
  const at = { start: { kind: 'exact', at: '19:00' } };
  const standing = told(await post(`${commune}/bookings`, await wish('Thời sự', at)));
  const request = await wish('Bão về', at);
  const refused = await post(`${commune}/bookings`, request);
  expect([refused.statusCode, told(refused).code]).toEqual([409, 'booking-conflict']);
  const { alternatives } = told(refused);
  expect(alternatives.map(({ kind }) => kind)).toEqual(['queue-after', 'other-time', 'other-time', 'replace']);
  const { start, recurrence, repeats, replaces, givingWay } = alternatives.at(-1)!;
  expect(givingWay).toEqual([{ bookingId: standing.id, title: 'Thời sự', localDates: ['2026-11-23'] }]);
  const taken = await post(`${commune}/bookings`, { ...request, start, recurrence, repeats, replaces });
  expect(taken.statusCode).toBe(201);
  expect(told(await bench.ask('GET', `/api/v1/bookings/${standing.id}`, { as: mai })).state).toBe('replaced');
  const useless = await post(`${commune}/bookings`, {
    ...request,
    start: { kind: 'exact', at: '19:30' },
    replaces: [taken.json<Told>().id],
  });
  expect([useless.statusCode, told(useless).code]).toEqual([409, 'booking-not-replaceable']);
});

it('asks which of two priorities goes first, at the booking or at the approval, and changes it later', async () => {
  const slots = await bench.unitOfWork.read.places.slots(bench.home.commune.id);
  const slot = { start: { kind: 'slot', slotId: slots.find(({ name }) => name === 'Chiều')!.id } };
  const first = await post(`${commune}/bookings`, await wish('Bão', slot, 'priority'));
  const request = await wish('Lũ', slot, 'priority');
  const refused = await post(`${commune}/bookings`, request);
  expect([refused.statusCode, told(refused).code]).toEqual([409, 'booking-needs-order']);
  expect(told(refused).conflicts[0]).toMatchObject({ kind: 'priority-order', bookingId: told(first).id, title: 'Bão' });
  expect(told(refused).detail).toContain('"Bão"');

  const proposed = await post(`${commune}/bookings`, request, recorder);
  expect([proposed.statusCode, told(await approve(proposed)).code]).toEqual([201, 'booking-needs-order']);
  expect(told(await approve(proposed, { order: 'before' }))).toMatchObject({ state: 'approved', precedence: -1 });
  const { id } = told(proposed);
  expect((await post(`/api/v1/bookings/${id}/order`, { precedence: 3 }, recorder)).statusCode).toBe(403);
  expect(told(await post(`/api/v1/bookings/${id}/order`, { precedence: 0 })).code).toBe('booking-needs-order');
  expect(told(await post(`/api/v1/bookings/${id}/order`, { precedence: 3 })).precedence).toBe(3);
});

it('gives what is urgent the next free minute by the one call that approves it', async () => {
  const soonest = { start: { kind: 'soonest' }, lateReason: 'lũ về' };
  const series = { recurrence: { kind: 'daily', from: '2026-11-23', until: '2026-11-24' } };
  const urgent = await wish('Lũ về', soonest);
  expect((await post(`${commune}/bookings`, { ...urgent, ...series })).statusCode).toBe(400);
  const checked = told(await post(`${commune}/bookings/check`, urgent));
  expect(checked).toMatchObject({ soonestAt: '2026-11-23T01:01:00.000Z', conflicts: [] });
  const proposed = await post(`${commune}/bookings`, urgent);
  expect(told(proposed)).toMatchObject({ soonestAt: null, start: { kind: 'soonest' } });
  const approved = told(await approve(proposed));
  expect(approved).toMatchObject({ state: 'approved', soonestAt: '2026-11-23T01:01:00.000Z' });
  await bench.app.get(AirPlanner).plan(bench.home.commune.id);
  const airings = await bench.unitOfWork.read.air.airingsOfBooking(approved.id);
  expect(airings.map(({ state, startsAt }) => [state, startsAt - bench.clock.now()])).toEqual(
    Array(2).fill(['planned', MINUTE_MS]),
  );
});

it('warns in words of the village that misses its language, and books no emergency', async () => {
  const communeId = bench.home.commune.id;
  await bench.unitOfWork.run(async ({ places }) => {
    await places.insertVillage(aVillage({ communeId, name: 'Tà Cóm', languages: ['hmn', 'vi'] }));
    await places.insertZone(aZone({ communeId }));
    await places.insertController(aController({ communeId }));
  });
  const request = await wish('Họp', {
    wholeCommune: false,
    zoneIds: ['zone-1'],
    start: { kind: 'exact', at: '10:00' },
  });
  const warnings = [
    {
      kind: 'language-missing',
      villageId: 'village-1',
      language: 'hmn',
      hears: ['vi'],
      detail: expect.stringContaining('bản Tà Cóm') as string,
    },
  ];
  expect(told(await post(`${commune}/bookings/check`, request)).warnings).toEqual(warnings);
  expect(told(await post(`${commune}/bookings`, request)).warnings).toEqual(warnings);
  const emergency = await post(
    `${commune}/bookings`,
    await wish('Lũ quét', { start: { kind: 'exact', at: '10:30' } }, 'emergency'),
  );
  expect([emergency.statusCode, told(emergency).code]).toEqual([409, 'booking-emergency']);
});
