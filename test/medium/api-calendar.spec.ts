// The calendar of a commune through the API: special days, series by rule and by RFC 5545 text, editing a series, copies of a day.
import { AirPlanner } from '#application';
import { DAY_MS, localDateOf } from '#domain';
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
  readonly state: string;
  readonly detail: string;
  readonly digest: string;
  readonly revision: number;
  readonly recurrence: object;
  readonly rfc5545: string | null;
  readonly cancelledDates: readonly string[];
  readonly successor: Told | null;
  readonly items: readonly { readonly id: string; readonly date: string }[];
  readonly proposed: readonly Told[];
  readonly refused: readonly {
    readonly title: string;
    readonly problem: { readonly code: string; readonly detail: string };
  }[];
}
const told = (answer: Answer) => answer.json<Told>();
const post = (url: string, body: unknown, as = mai) => bench.ask('POST', url, { as, body });
const outcome = (answer: Answer) => [answer.statusCode, told(answer).code];

function amend(booking: Pick<Told, 'id' | 'revision'>, body: unknown, as = mai): Promise<Answer> {
  const headers = { 'if-match': `"${booking.revision}"` };
  return bench.ask('PATCH', `/api/v1/bookings/${booking.id}`, { as, headers, body });
}

const seen = async (id: string) => told(await bench.ask('GET', `/api/v1/bookings/${id}`, { as: mai }));
const plan = () => bench.app.get(AirPlanner).plan(bench.home.commune.id);

async function submitted(title: string): Promise<string> {
  const versions = [{ language: 'vi', recordingId: await bench.readyRecording(mai), script: title }];
  const { id } = told(await post(`${commune}/announcements`, { title, versions }));
  await post(`/api/v1/announcements/${id}/submit`, undefined);
  return id;
}

async function wish(title: string, recurrence: object, at = '17:00') {
  return { announcementId: await submitted(title), wholeCommune: true, start: { kind: 'exact', at }, recurrence };
}

async function approved(title: string, recurrence: object, at = '17:00'): Promise<Told> {
  const { id, digest } = told(await post(`${commune}/bookings`, await wish(title, recurrence, at)));
  const answer = await post(`/api/v1/bookings/${id}/approve`, { digest }, leader);
  expect([answer.statusCode, told(answer).state]).toEqual([200, 'approved']);
  await plan();
  return told(answer);
}

/** Days on which a booking is planned, in the first zone. */
async function daysOnAir(bookingId: string): Promise<readonly string[]> {
  const airings = await bench.unitOfWork.read.air.airingsOfBooking(bookingId);
  const [zone] = airings;
  return airings
    .filter(({ state, zoneId }) => state === 'planned' && zoneId === zone!.zoneId)
    .map(({ startsAt }) => localDateOf(startsAt, 'Asia/Ho_Chi_Minh'))
    .sort();
}

const DAILY = { kind: 'daily', from: '2026-11-23', until: '2026-11-29' };

describe('special days', () => {
  it('are entered many at once, silence the air on top of the usual hours, let series rest, and can be taken out', async () => {
    const daily = await approved('Hằng ngày', DAILY);
    const entry = {
      name: 'Quốc tang',
      dates: ['2026-11-25', '2026-11-26'],
      quietHours: [{ from: '16:00', to: '18:00' }],
      seriesRest: true,
    };
    expect(outcome(await post(`${commune}/special-days`, entry, leader))).toEqual([403, 'not-allowed']);
    const entered = told(await post(`${commune}/special-days`, entry));
    expect(entered.items.map(({ date }) => date)).toEqual(entry.dates);
    expect(bench.queue.asked.at(-1)).toEqual({ name: 'plan', communeId: bench.home.commune.id });
    await plan();
    expect(await daysOnAir(daily.id)).toEqual(['2026-11-23', '2026-11-24', '2026-11-27', '2026-11-28', '2026-11-29']);

    const once = await wish('Đúng ngày ấy', { kind: 'once', date: '2026-11-25' }, '17:30');
    const refused = await post(`${commune}/bookings`, once);
    expect(outcome(refused)).toEqual([409, 'booking-quiet-hours']);
    expect(told(refused).detail).toContain('16:00–18:00');

    const gone = await bench.ask('DELETE', `/api/v1/special-days/${entered.items[0]!.id}`, { as: mai });
    expect(gone.statusCode).toBe(204);
    await plan();
    expect(await daysOnAir(daily.id)).toContain('2026-11-25');
    expect((await post(`${commune}/bookings`, once)).statusCode).toBe(201);
    const { items } = told(await bench.ask('GET', `${commune}/special-days`, { as: mai }));
    expect(items.map(({ date }) => date)).toEqual(['2026-11-26']);
  });

  it('are replaced when the same name is entered again, and belong to their commune', async () => {
    const entry = { name: 'Rằm', dates: ['2026-11-24', '2026-12-23'] };
    const [first] = told(await post(`${commune}/special-days`, entry)).items;
    const [again] = told(await post(`${commune}/special-days`, { ...entry, seriesRest: true })).items;
    expect(again).toEqual({ ...first, seriesRest: true });
    const foreign = await bench.ask('DELETE', `/api/v1/special-days/${first!.id}`, { as: await bench.signIn('mai-2') });
    expect(foreign.statusCode).toBe(404);
  });

  it('can be booked by their name', async () => {
    await post(`${commune}/special-days`, { name: 'Rằm', dates: ['2026-11-24', '2026-12-23'] });
    const series = { kind: 'special', name: 'Rằm', from: '2026-11-01', until: '2027-10-31' };
    const booked = await approved('Cúng rằm', series);
    expect(await daysOnAir(booked.id)).toEqual(['2026-11-24']);
    await post(`${commune}/special-days`, { name: 'Rằm', dates: ['2026-11-27'] });
    await plan();
    expect(await daysOnAir(booked.id)).toEqual(['2026-11-24', '2026-11-27']);
    expect((await seen(booked.id)).rfc5545).toContain('RDATE;TZID=Asia/Ho_Chi_Minh:20261127T170000,20261223T170000');
  });
});

describe('the name of special days', () => {
  it('is one, however it is typed', async () => {
    await post(`${commune}/special-days`, { name: 'Rằm', dates: ['2026-11-24'] });
    const [again] = told(await post(`${commune}/special-days`, { name: 'RẰM\u200b ', dates: ['2026-11-27'] })).items;
    expect(again).toMatchObject({ name: 'Rằm' });
    const span = { from: '2026-11-01', until: '2027-10-31' };
    const booked = await approved('Cúng rằm', { kind: 'special', name: 'rằm'.normalize('NFD'), ...span });
    expect(await daysOnAir(booked.id)).toEqual(['2026-11-24', '2026-11-27']);
  });

  it('that nobody entered is refused: nothing would ever sound', async () => {
    const series = { kind: 'special', name: 'Rằm tháng tám', from: '2026-11-01', until: '2027-10-31' };
    const refused = await post(`${commune}/bookings`, await wish('Cúng', series));
    expect(outcome(refused)).toEqual([422, 'special-day-unknown']);
    expect(told(refused).detail).toContain('Rằm tháng tám');
  });
});

describe('RFC 5545 text', () => {
  const text = [
    'DTSTART;TZID=Asia/Ho_Chi_Minh:20261123T170000',
    'RRULE:FREQ=MONTHLY;BYMONTHDAY=23,-1;UNTIL=20270331T165959Z',
    'EXDATE;TZID=Asia/Ho_Chi_Minh:20261223T170000',
    '',
  ].join('\r\n');

  it('goes in, is kept in our form, and comes out again', async () => {
    const booked = await post(`${commune}/bookings`, await wish('Từ lịch khác', { kind: 'rfc5545', text }));
    expect(booked.statusCode).toBe(201);
    expect(told(booked)).toMatchObject({
      recurrence: { kind: 'monthly', days: [-1, 23], from: '2026-11-23', until: '2027-03-31' },
      cancelledDates: ['2026-12-23'],
    });
    expect(told(booked).rfc5545).toBe(text.replace('=23,-1', '=-1,23'));
  });

  it('that cannot be kept is refused by the part, in words, and too much of it at the door', async () => {
    const hourly = await wish('Từng giờ', { kind: 'rfc5545', text: text.replace('MONTHLY', 'HOURLY') });
    const refused = await post(`${commune}/bookings`, hourly);
    expect(outcome(refused)).toEqual([422, 'recurrence-unsupported']);
    expect(told(refused).detail).toContain('"FREQ=HOURLY"');
    const otherTime = { ...hourly, recurrence: { kind: 'rfc5545', text: text.replaceAll('T170000', 'T180000') } };
    expect(told(await post(`${commune}/bookings`, otherTime)).detail).toContain('"DTSTART"');
    const long = { ...hourly, recurrence: { kind: 'rfc5545', text: 'x'.repeat(20_001) } };
    expect(outcome(await post(`${commune}/bookings`, long))).toEqual([400, 'bad-request']);
    const never = { ...hourly, recurrence: { ...DAILY, until: '2026-11-22' } };
    expect(outcome(await post(`${commune}/bookings`, never))).toEqual([422, 'booking-no-dates']);
  });
});

describe('editing a series', () => {
  it('needs the version that was edited, and nobody who edited may approve', async () => {
    const { id, revision } = await approved('Sửa giờ', DAILY);
    const change = { scope: 'all', start: { kind: 'exact', at: '17:30' } };
    expect(outcome(await bench.ask('PATCH', `/api/v1/bookings/${id}`, { as: mai, body: change }))).toEqual([
      428,
      'if-match-required',
    ]);
    expect(outcome(await amend({ id, revision: revision - 1 }, change))).toEqual([412, 'edited-meanwhile']);
    expect(outcome(await amend({ id, revision }, change, leader))).toEqual([403, 'not-allowed']);
    const amended = await amend({ id, revision }, change);
    expect([amended.statusCode, amended.headers['etag']]).toEqual([200, `"${revision + 1}"`]);
    const { id: editor } = bench.home.people.find(({ role }) => role === 'operator')!;
    expect(told(amended)).toMatchObject({ state: 'proposed', approvedBy: null, amendedBy: [editor], successor: null });
    const approvals = await bench.unitOfWork.read.bookings.approvals(id);
    expect(approvals).toMatchObject([{ voidReason: 'booking-amended' }]);
    await plan();
    expect(await daysOnAir(id)).toEqual([]);
    const again = await post(`/api/v1/bookings/${id}/approve`, { digest: told(amended).digest }, leader);
    expect(told(again).state).toBe('approved');
  });

  it('never brings back a day that was taken out', async () => {
    const { id } = await approved('Có ngày nghỉ', DAILY);
    const without = told(
      await post(`/api/v1/bookings/${id}/cancelled-days`, { date: '2026-11-25', reason: 'đám tang' }),
    );
    const amended = told(await amend(without, { scope: 'all', recurrence: { ...DAILY, until: '2026-11-30' } }));
    expect(amended).toMatchObject({ cancelledDates: ['2026-11-25'], state: 'proposed' });
    await post(`/api/v1/bookings/${id}/approve`, { digest: amended.digest }, leader);
    await plan();
    expect(await daysOnAir(id)).not.toContain('2026-11-25');
  });

  it('changes a late limit without asking for a new approval', async () => {
    const booked = await approved('Trễ được', DAILY);
    expect(told(await amend(booked, { scope: 'all', lateLimitMs: 120_000 }))).toMatchObject({
      state: 'approved',
      lateLimitMs: 120_000,
    });
  });

  it('that began in the past takes another time of day, even one that has gone by today', async () => {
    const booked = await approved('Đã bắt đầu', DAILY);
    bench.clock.pass(2 * DAY_MS);
    leader = await bench.signIn('lanh-dao');
    await plan();
    const amended = told(await amend(booked, { scope: 'all', start: { kind: 'exact', at: '06:00' } }));
    expect(amended.state).toBe('proposed');
    const again = await post(`/api/v1/bookings/${booked.id}/approve`, { digest: amended.digest }, leader);
    expect(told(again).state).toBe('approved');
    await plan();
    expect((await daysOnAir(booked.id)).slice(0, 3)).toEqual(['2026-11-23', '2026-11-24', '2026-11-26']);
  });

  it('from a day on leaves the days before as they were approved, and hands the rest to a proposal', async () => {
    const booked = await approved('Đổi từ thứ Sáu', DAILY);
    const cancelled = told(
      await post(`/api/v1/bookings/${booked.id}/cancelled-days`, { date: '2026-11-28', reason: 'lễ' }),
    );
    const change = { scope: 'following', date: '2026-11-27', start: { kind: 'exact', at: '17:30' } };
    const amended = told(await amend(cancelled, change));
    expect(amended).toMatchObject({ state: 'approved', recurrence: { ...DAILY, until: '2026-11-26' } });
    expect(amended).toMatchObject({ approvedDigest: amended.digest });
    const approvals = await bench.unitOfWork.read.bookings.approvals(booked.id);
    expect(approvals.map(({ basis, voidReason }) => [basis, voidReason])).toEqual([
      ['another-person', 'series-shortened'],
      ['narrowed', null],
    ]);
    expect(amended.successor).toMatchObject({
      state: 'proposed',
      start: { kind: 'exact', at: '17:30' },
      recurrence: { ...DAILY, from: '2026-11-27' },
      cancelledDates: ['2026-11-28'],
    });
    const { id, digest } = amended.successor!;
    expect(told(await post(`/api/v1/bookings/${id}/approve`, { digest }, leader)).state).toBe('approved');
    await plan();
    expect(await daysOnAir(booked.id)).toEqual(['2026-11-23', '2026-11-24', '2026-11-25', '2026-11-26']);
    expect(await daysOnAir(id)).toEqual(['2026-11-27', '2026-11-29']);
  });

  it('of one day takes it out of the series and proposes it for itself; what collides changes nothing', async () => {
    await approved('Thời sự', { kind: 'once', date: '2026-11-26' }, '17:30');
    const booked = await approved('Chỉ thứ Năm', DAILY);
    const change = { scope: 'this', date: '2026-11-26', start: { kind: 'exact', at: '17:30' } };
    const refused = await amend(booked, change);
    expect(outcome(refused)).toEqual([409, 'booking-conflict']);
    expect(told(refused).detail).toContain('bản Suối Tàu');
    expect(await seen(booked.id)).toMatchObject({ cancelledDates: [], revision: booked.revision });

    const amended = told(await amend(booked, { ...change, start: { kind: 'exact', at: '17:40' } }));
    expect(amended).toMatchObject({ state: 'approved', cancelledDates: ['2026-11-26'] });
    expect(amended.successor).toMatchObject({ state: 'proposed', recurrence: { kind: 'once', date: '2026-11-26' } });
    expect(outcome(await amend(amended, change))).toEqual([422, 'booking-no-dates']);
    const kinds = (await bench.unitOfWork.read.events.ofSubject(bench.home.commune.id, booked.id)).map(
      ({ kind }) => kind,
    );
    expect(kinds.at(-1)).toBe('booking.day-cancelled');
  });
});

describe('copies of a day', () => {
  it('propose what sounded, name what cannot be, and never propose anything twice', async () => {
    await approved('Tin sáng', { kind: 'once', date: '2026-11-23' }, '17:00');
    await approved('Hằng ngày', DAILY, '17:10');
    await approved('Bị vướng', { kind: 'once', date: '2026-11-23' }, '17:20');
    await post(`${commune}/bookings`, await wish('Chưa duyệt', { kind: 'once', date: '2026-11-23' }, '17:30'));
    await approved('Chiếm chỗ', { kind: 'once', date: '2026-11-24' }, '17:20');
    bench.clock.pass(DAY_MS);
    await plan();

    const copy = { like: 'yesterday', date: '2026-11-24' };
    const copied = await post(`${commune}/booking-copies`, copy);
    expect(copied.statusCode).toBe(201);
    expect(told(copied).proposed).toMatchObject([
      { state: 'proposed', start: { at: '17:00' }, recurrence: { kind: 'once', date: '2026-11-24' } },
    ]);
    expect(told(copied).refused).toMatchObject([{ title: 'Bị vướng', problem: { code: 'booking-conflict' } }]);
    expect(told(copied).refused[0]!.problem.detail).toContain('"Chiếm chỗ"');
    expect(told(await post(`${commune}/booking-copies`, copy)).proposed).toEqual([]);
    const nextWeek = told(await post(`${commune}/booking-copies`, { like: 'last-week', date: '2026-11-30' }));
    expect(nextWeek.proposed).toHaveLength(3);
  });
});
