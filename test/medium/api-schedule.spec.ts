// The schedule of the desk through the API: days of all zones, what waits for a place, the dry run of a move, and two people on one booking.
import { AirPlanner } from '#application';
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

interface Entry {
  readonly title: string;
  readonly bookingId: string;
  readonly localDate: string;
  readonly startsAt: string;
  readonly state: string;
  readonly slotName: string;
  readonly reasonText: string | null;
  readonly air: readonly { readonly zoneId: string }[];
}
interface Told {
  readonly id: string;
  readonly code: string;
  readonly detail: string;
  readonly state: string;
  readonly digest: string;
  readonly revision: number;
  readonly approval: string;
  readonly changedBy: string;
  readonly changedAt: string;
  readonly cancelledDates: readonly string[];
  readonly zoneIds: readonly string[];
  readonly successor: Told | null;
  readonly conflicts: readonly { readonly kind: string; readonly detail: string }[];
  readonly alternatives: readonly { readonly kind: string }[];
  readonly starts: readonly { readonly startsAt: string }[];
  readonly entries: readonly Entry[];
  readonly bookings: readonly Told[];
  readonly villages: readonly {
    readonly zones: readonly { readonly id: string }[];
    readonly quiet: readonly { readonly from: string; readonly to: string }[];
  }[];
  readonly items: readonly {
    readonly id: string;
    readonly title: string;
    readonly text: string;
    readonly who: string;
  }[];
}
const told = (answer: Answer) => answer.json<Told>();
const post = (url: string, body: unknown, as = mai) => bench.ask('POST', url, { as, body });
const read = async (url: string, as = mai) => told(await bench.ask('GET', url, { as }));
const outcome = (answer: Answer) => [answer.statusCode, told(answer).code];
const check = (id: string, body: unknown) => post(`/api/v1/bookings/${id}/check`, body);

function amend(booking: Pick<Told, 'id' | 'revision'>, body: unknown, as = mai): Promise<Answer> {
  const headers = { 'if-match': `"${booking.revision}"` };
  return bench.ask('PATCH', `/api/v1/bookings/${booking.id}`, { as, headers, body });
}

async function submitted(title: string): Promise<string> {
  const versions = [{ language: 'vi', recordingId: await bench.readyRecording(mai), script: title }];
  const { id } = told(await post(`${commune}/announcements`, { title, versions }));
  await post(`/api/v1/announcements/${id}/submit`, undefined);
  return id;
}

async function booked(title: string, recurrence: object, at = '17:00'): Promise<Told> {
  const announcementId = await submitted(title);
  const wish = { announcementId, wholeCommune: true, start: { kind: 'exact', at }, recurrence };
  return told(await post(`${commune}/bookings`, wish));
}

async function approved(title: string, recurrence: object, at = '17:00'): Promise<Told> {
  const { id, digest } = await booked(title, recurrence, at);
  const answer = await post(`/api/v1/bookings/${id}/approve`, { digest }, leader);
  await bench.app.get(AirPlanner).plan(bench.home.commune.id);
  return told(answer);
}

const at = (time: string) => ({ start: { kind: 'exact', at: time } });
const ONCE = { kind: 'once', date: '2026-11-24' };
const DAILY = { kind: 'daily', from: '2026-11-24', until: '2026-12-24' };

describe('the schedule of some days', () => {
  it('tells what sounds alike in several zones once, with its booking, and shows silence', async () => {
    const held = await booked('Họp', ONCE);

    const { entries, bookings, villages } = await read(`${commune}/schedule?from=2026-11-24&days=2`);

    const zones = villages.flatMap((each) => each.zones);
    expect(entries).toMatchObject([
      {
        title: 'Họp',
        bookingId: held.id,
        localDate: '2026-11-24',
        startsAt: '2026-11-24T10:00:00.000Z',
        state: 'held',
      },
    ]);
    expect(entries[0]!.air).toHaveLength(zones.length);
    expect(bookings).toMatchObject([
      { id: held.id, revision: held.revision, state: 'proposed', createdBy: 'mai xã Mường Thải' },
    ]);
    expect(villages[0]!.quiet[0]).toEqual({ from: '2026-11-23T17:00:00.000Z', to: '2026-11-23T22:00:00.000Z' });
  });

  it('plans weeks that no plan was made for yet', async () => {
    await approved('Tin', DAILY);

    const { entries } = await read(`${commune}/schedule?from=2026-12-21&days=7`);

    expect(entries.map(({ localDate }) => localDate)).toEqual(['2026-12-21', '2026-12-22', '2026-12-23', '2026-12-24']);
    const far = await bench.ask('GET', `${commune}/schedule?from=2027-12-21`, { as: mai });
    expect(outcome(far)).toEqual([400, 'bad-request']);
  });

  it('keeps what was taken out, and says why', async () => {
    const { id } = await approved('Tin', DAILY);
    await post(`/api/v1/bookings/${id}/cancelled-days`, { date: '2026-11-25', reason: 'Tang lễ' });
    await bench.app.get(AirPlanner).plan(bench.home.commune.id);

    const { entries } = await read(`${commune}/schedule?from=2026-11-25&days=1`);

    expect(entries.map(({ state, reasonText }) => [state, reasonText])).toEqual([['cancelled', expect.any(String)]]);
    const { items } = await read(`/api/v1/bookings/${id}/history`);
    expect(items[0]).toMatchObject({
      who: 'mai xã Mường Thải',
      reason: 'Tang lễ',
      text: 'Đã huỷ một ngày của lịch phát.',
    });
  });
});

describe('what waits for a place', () => {
  it('leaves the tray when it is booked, and comes back when the booking is cancelled', async () => {
    const announcementId = await submitted('Tiêm phòng');
    const tray = async () => (await read(`${commune}/unbooked-announcements`)).items.map(({ title }) => title);
    expect(await tray()).toContain('Tiêm phòng');

    const wish = { announcementId, wholeCommune: true, ...at('17:00'), recurrence: ONCE };
    const { id } = told(await post(`${commune}/bookings`, wish));
    expect(await tray()).not.toContain('Tiêm phòng');

    await post(`/api/v1/bookings/${id}/cancel`, { reason: 'Nhầm' });
    expect(await tray()).toContain('Tiêm phòng');
  });
});

describe('the dry run of a move', () => {
  it('does not collide with itself, tells what becomes of the approval, and changes nothing', async () => {
    const once = await approved('Họp', ONCE);

    const checked = told(await check(once.id, { scope: 'all', ...at('17:00:10') }));

    expect([checked.conflicts, checked.approval]).toEqual([[], 'lost']);
    expect(checked.starts[0]!.startsAt).toBe('2026-11-24T10:00:10.000Z');
    expect(await read(`/api/v1/bookings/${once.id}`)).toMatchObject({ revision: once.revision, state: 'approved' });
  });

  it('moves one day of a series without colliding with that day, but with everything else', async () => {
    const series = await approved('Tin', DAILY);
    await approved('Họp', ONCE, '18:00');

    const near = { scope: 'this', date: '2026-11-24', ...at('17:00:10') };
    expect(told(await check(series.id, near))).toMatchObject({ conflicts: [], approval: 'kept-for-other-days' });
    const taken = told(await check(series.id, { ...near, ...at('18:00:10') }));
    expect(taken.conflicts.map(({ kind }) => kind)).toContain('overlap');
    expect(taken.alternatives.length).toBeGreaterThan(0);
    const quiet = told(await check(series.id, { ...near, ...at('21:30') }));
    expect(quiet.conflicts.map(({ kind }) => kind)).toContain('quiet-hours');
  });

  it('says what saving says', async () => {
    const series = await approved('Tin', DAILY);
    await approved('Họp', ONCE, '18:00');
    const move = { scope: 'this', date: '2026-11-24', ...at('18:00:10') };

    const dry = told(await check(series.id, move));
    const saved = await amend(series, move);

    expect(outcome(saved)).toEqual([409, 'booking-conflict']);
    expect(told(saved).alternatives).toEqual(dry.alternatives);
  });

  it('moves to other zones and freezes their poles anew', async () => {
    const once = await approved('Họp', ONCE);
    const [first] = once.zoneIds;
    const change = { scope: 'all', zoneIds: [first] };
    expect(told(await check(once.id, change))).toMatchObject({ approval: 'lost', conflicts: [] });

    const moved = told(await amend(once, change));

    expect(moved).toMatchObject({ zoneIds: [first], state: 'proposed' });
    expect(outcome(await amend(moved, { scope: 'all', zoneIds: ['nowhere'] }))).toEqual([422, 'booking-no-zones']);
  });

  it('keeps the approval where the same zones are named again', async () => {
    const once = await approved('Họp', ONCE);
    const same = { scope: 'all', zoneIds: [...once.zoneIds].reverse() };
    expect(told(await check(once.id, same)).approval).toBe('kept');
  });

  it('is for those who may save it', async () => {
    const once = await approved('Họp', ONCE);
    expect(outcome(await post(`/api/v1/bookings/${once.id}/check`, { scope: 'all' }, leader))).toEqual([
      403,
      'not-allowed',
    ]);
  });
});

describe('two people on one booking', () => {
  it('tells the slower one who was quicker and when, also where something is cancelled', async () => {
    const seen = await booked('Họp', ONCE);
    await amend(seen, { scope: 'all', ...at('17:30') });

    const slower = await amend(seen, { scope: 'all', ...at('06:30') });

    expect(outcome(slower)).toEqual([412, 'edited-meanwhile']);
    expect(told(slower)).toMatchObject({
      revision: seen.revision + 1,
      changedBy: 'mai xã Mường Thải',
      changedAt: '2026-11-23T01:00:00.000Z',
    });
    expect(told(slower).detail).toContain('mai xã Mường Thải vừa sửa mục này lúc 08:00.');
    const headers = { 'if-match': `"${seen.revision}"` };
    const url = `/api/v1/bookings/${seen.id}`;
    const day = { date: '2026-11-24', reason: 'Nhầm' };
    for (const [path, body] of [
      ['cancel', { reason: 'Nhầm' }],
      ['decline', { reason: 'Nhầm' }],
      ['cancelled-days', day],
    ] as const) {
      const answer = await bench.ask('POST', `${url}/${path}`, {
        as: path === 'decline' ? leader : mai,
        headers,
        body,
      });
      expect([path, ...outcome(answer)]).toEqual([path, 412, 'edited-meanwhile']);
    }
    expect(await read(url)).toMatchObject({ state: 'proposed', cancelledDates: [], revision: seen.revision + 1 });
  });
});
