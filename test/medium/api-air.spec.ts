// From an announcement to the air as a person does it through the API, and watching it: bookings, rundowns, stops, the board, live events.
import { AirPlanner } from '#application';
import { DAY_MS, MINUTE_MS } from '#domain';
import { ApiBench, type Answer } from '../support/api-bench';
import { until } from '../support/until';

let bench: ApiBench;
let mai: string;
let leader: string;
let commune: string;
beforeAll(async () => {
  bench = await ApiBench.open();
  commune = `/api/v1/communes/${bench.home.commune.id}`;
  [mai, leader] = [await bench.signIn('mai'), await bench.signIn('lanh-dao')];
  await bench.app.listen(0, '127.0.0.1');
});
afterAll(() => bench.close());

interface Told {
  readonly id: string;
  readonly code: string;
  readonly state: string;
  readonly detail: string;
  readonly digest: string;
  readonly conflicts: readonly { readonly village: string; readonly detail: string; readonly localDate: string }[];
  readonly alternatives: readonly { readonly firstStartsAt: string }[];
  readonly starts: readonly { readonly startsAt: string }[];
}
const told = (answer: Answer) => answer.json<Told>();
const post = (url: string, body: unknown, as = mai, headers: Readonly<Record<string, string>> = {}) =>
  bench.ask('POST', url, { as, body, headers });

async function submitted(title: string): Promise<string> {
  const versions = [{ language: 'vi', recordingId: await bench.readyRecording(mai), script: title }];
  const { id } = told(await post(`${commune}/announcements`, { title, versions }));
  expect((await post(`/api/v1/announcements/${id}/submit`, undefined)).statusCode).toBe(200);
  return id;
}

const evening = (announcementId: string, at = '17:00') => ({
  announcementId,
  wholeCommune: true,
  start: { kind: 'exact', at },
  recurrence: { kind: 'once', date: '2026-11-23' },
});

/** Approved and planned: on air at that time today. */
async function onAir(title: string, at: string): Promise<string> {
  const booked = told(await post(`${commune}/bookings`, evening(await submitted(title), at)));
  const approved = await post(`/api/v1/bookings/${booked.id}/approve`, { digest: booked.digest }, leader);
  expect([approved.statusCode, told(approved).state]).toEqual([200, 'approved']);
  await bench.app.get(AirPlanner).plan(bench.home.commune.id);
  return booked.id;
}

describe('a booking', () => {
  it('is checked, proposed, approved by another person, and stands in the rundowns of every village', async () => {
    const announcement = await submitted('Tiêm phòng');
    const check = told(await post(`${commune}/bookings/check`, evening(announcement)));
    expect(check.conflicts).toEqual([]);
    expect(check.starts.map(({ startsAt }) => startsAt)).toEqual([
      '2026-11-23T10:00:00.000Z',
      '2026-11-23T10:00:00.000Z',
    ]);
    const booked = await post(`${commune}/bookings`, evening(announcement));
    expect([booked.statusCode, booked.headers['etag'], told(booked).state]).toEqual([201, '"1"', 'proposed']);
    const { id, digest } = told(booked);
    const self = await post(`/api/v1/bookings/${id}/approve`, { digest }, mai);
    expect([self.statusCode, told(self).code]).toEqual([403, 'not-allowed']);
    const blind = await post(`/api/v1/bookings/${id}/approve`, { digest: '0'.repeat(64) }, leader);
    expect([blind.statusCode, told(blind).code]).toEqual([409, 'approval-stale']);
    expect(told(await post(`/api/v1/bookings/${id}/approve`, { digest }, leader)).state).toBe('approved');
    await bench.app.get(AirPlanner).plan(bench.home.commune.id);
    const { items } = (await bench.ask('GET', `${commune}/rundowns`, { as: mai })).json<{
      items: { id: string; startsAt: string; items: { title: string }[]; playbacks: object }[];
    }>();
    expect(items).toHaveLength(2);
    for (const rundown of items) {
      expect(rundown).toMatchObject({ items: [{ title: 'Tiêm phòng' }], playbacks: { planned: 2 } });
    }
    const one = await bench.ask('GET', `/api/v1/rundowns/${items[0]!.id}`, { as: mai });
    const { airings } = one.json<{ airings: { playbacks: { id: string }[] }[] }>();
    const playback = await bench.ask('GET', `/api/v1/playbacks/${airings[0]!.playbacks[0]!.id}`, { as: mai });
    expect(playback.json()).toMatchObject({ state: 'planned', receipts: [] });
    const early = await post(`/api/v1/rundowns/${items[0]!.id}/confirmations`, { answer: 'heard' });
    expect([early.statusCode, told(early)]).toMatchObject([
      409,
      { code: 'rundown-not-over', endsAt: expect.stringMatching(/Z$/) },
    ]);
  });

  it('that collides is refused with village, title and times in words, and other times that would do', async () => {
    await onAir('Thời sự', '17:20');
    const other = await submitted('Họp bản');
    const refused = await post(`${commune}/bookings`, evening(other, '17:20'), mai, { 'accept-language': 'vi' });
    expect([refused.statusCode, told(refused).code]).toEqual([409, 'booking-conflict']);
    expect(told(refused).detail).toMatch(
      /^Lịch chưa được lưu\. bản Suối Tàu đã có "Thời sự" lúc 17:20–17:21 thứ Hai 23\/11\/2026\. .*Có thể chọn: \d\d:\d\d thứ .*\.$/,
    );
    expect(told(refused).conflicts[0]).toMatchObject({ kind: 'overlap', startsAt: '2026-11-23T10:20:00.000Z' });
    expect(told(refused).alternatives.length).toBeGreaterThan(0);
    const check = await bench.ask('POST', `${commune}/bookings/check`, {
      as: mai,
      headers: { 'accept-language': 'en' },
      body: evening(other, '17:20'),
    });
    expect(told(check).conflicts[0]!.detail).toBe(
      'bản Suối Tàu already has "Thời sự" 17:20–17:21 on Monday 23/11/2026.',
    );
  });

  it('in quiet hours names them', async () => {
    const refused = await post(`${commune}/bookings`, evening(await submitted('Khuya'), '22:30'));
    expect([refused.statusCode, told(refused).code]).toEqual([409, 'booking-quiet-hours']);
    expect(told(refused).detail).toContain('bản Nậm Pẻn: 21:00–05:00 là giờ không phát. Chỉ tin khẩn cấp');
  });

  it('is declined, cancelled, or loses one day, each with a reason', async () => {
    const booked = told(await post(`${commune}/bookings`, evening(await submitted('Sẽ bị từ chối'), '17:30')));
    expect((await post(`/api/v1/bookings/${booked.id}/decline`, {}, leader)).statusCode).toBe(400);
    const reason = 'nhầm ngày';
    expect(told(await post(`/api/v1/bookings/${booked.id}/decline`, { reason }, leader)).state).toBe('declined');
    const again = await post(`/api/v1/bookings/${booked.id}/cancel`, { reason }, leader);
    expect([again.statusCode, told(again).code]).toEqual([409, 'wrong-state']);
    const series = {
      ...evening(await submitted('Hằng ngày'), '17:40'),
      recurrence: { kind: 'daily', from: '2026-11-24', until: '2026-11-30' },
    };
    const daily = told(await post(`${commune}/bookings`, series));
    const without = await post(`/api/v1/bookings/${daily.id}/cancelled-days`, { date: '2026-11-26', reason });
    expect(without.json()).toMatchObject({ cancelledDates: ['2026-11-26'], state: 'proposed', revision: 2 });
  });
});

describe('a stop', () => {
  it('goes out at once, is listed, and is lifted', async () => {
    const stopped = await post(`${commune}/stops`, { zoneIds: null, reason: 'Phát nhầm bài' });
    const { id } = told(stopped);
    expect(stopped.json()).toMatchObject({
      until: new Date(bench.clock.now() + 60 * MINUTE_MS).toISOString(),
      liftedAt: null,
    });
    expect(bench.link.urgent.at(-1)).toEqual({ communeId: bench.home.commune.id, zoneId: null });
    const page = await bench.ask('GET', '/', {});
    expect(page.body).toContain('Đang dừng phát toàn xã đến 09:00 thứ Hai 23/11/2026: Phát nhầm bài');
    expect((await bench.ask('GET', `${commune}/stops`, { as: mai })).body).toContain(id);
    expect((await post(`/api/v1/stops/${id}/lift`, undefined)).statusCode).toBe(200);
    expect((await bench.ask('GET', `${commune}/stops`, { as: mai })).json()).toEqual({ items: [] });
  });

  it('of nothing, or of a foreign zone, is none', async () => {
    expect((await post(`${commune}/stops`, { zoneIds: [], reason: 'x' })).statusCode).toBe(400);
    const foreign = await bench.unitOfWork.read.places.zones(bench.foreign.commune.id);
    const tried = await post(`${commune}/stops`, { zoneIds: [foreign[0]!.id], reason: 'x' });
    expect([tried.statusCode, told(tried).code]).toEqual([404, 'not-found']);
  });
});

describe('live events', () => {
  /** Reads frames of a stream until a line of it matches, then leaves. */
  async function watch(
    path: string,
    headers: Readonly<Record<string, string>>,
    enough: RegExp,
    act?: () => Promise<unknown>,
  ) {
    const leave = new AbortController();
    const response = await fetch(`${await bench.app.getUrl()}${path}`, {
      headers: { cookie: mai, ...headers },
      signal: leave.signal,
    });
    let text = '';
    const reading = (async () => {
      for await (const chunk of response.body!) text += Buffer.from(chunk).toString('utf8');
    })().catch((error: Error) => {
      if (error.name !== 'AbortError') throw error;
    });
    await act?.();
    await until(() => enough.test(text), `${enough} in ${path}`);
    leave.abort();
    await reading;
    return { response, text };
  }

  it('come as they happen, and go on where a lost line left off', async () => {
    const url = `${commune}/events`;
    const first = await watch(url, {}, /event: announcement\.created\n/, () =>
      post(`${commune}/announcements`, { title: 'Một', versions: [] }),
    );
    expect(first.response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    expect(first.response.headers.get('x-accel-buffering')).toBe('no');
    expect(first.response.headers.get('content-encoding')).toBe('gzip');
    expect(first.text).toMatch(/^retry: 3000\n\n/);
    const [, id, json] = /id: (\d+)\nevent: announcement\.created\ndata: (.+)\n\n/.exec(first.text)!;
    expect(JSON.parse(json!)).toMatchObject({
      sequence: Number(id),
      kind: 'announcement.created',
      details: { title: 'Một' },
    });
    await post(`${commune}/announcements`, { title: 'Hai', versions: [] });
    const resumed = await watch(url, { 'last-event-id': id!, 'accept-encoding': 'identity' }, /"title":"Hai"/);
    expect(resumed.response.headers.get('content-encoding')).toBe('identity');
    expect(resumed.text).not.toContain('"title":"Một"');
    const asked = await watch(`${url}?after=${Number(id) - 1}`, {}, /"title":"Hai"/);
    expect(asked.text).toContain('"title":"Một"');
  });

  it('tell nobody who signed in, and nothing of a foreign commune', async () => {
    const quiet = await watch(`${commune}/events?after=0`, {}, /"title":"Cuối"/, async () => {
      await bench.signIn('ghi');
      await bench.ask('POST', `/api/v1/communes/${bench.foreign.commune.id}/announcements`, {
        as: await bench.signIn('mai-2'),
        body: { title: 'Của xã khác', versions: [] },
      });
      await post(`${commune}/announcements`, { title: 'Cuối', versions: [] });
    });
    expect(quiet.text).not.toMatch(/person\.|Của xã khác/);
  });
});

describe('the board', () => {
  it('shows what comes and what was, without scripts in the page and within twenty kilobytes', async () => {
    const page = await bench.ask('GET', '/', { headers: { 'accept-language': 'vi' } });
    expect(page.statusCode).toBe(200);
    expect(page.rawPayload.length).toBeLessThan(20_000);
    expect(page.body).not.toMatch(/<script(?![^>]*\ssrc=)|\sstyle=|\sonclick=/);
    expect(page.body).toContain('<h2>bản Suối Tàu</h2>');
    expect(page.body).toMatch(/17:00<\/strong>\s+hôm nay/);
    expect(page.body).toContain('Tiêm phòng');
    const english = await bench.ask('GET', '/?lang=en');
    expect(english.body).toContain('<html lang="en"');
    expect(english.body).toContain('Next broadcast');
    const json = await bench.ask('GET', `${commune}/board`, { as: mai });
    expect(json.json()).toMatchObject({ villages: [{ controllers: 2, online: 0 }, {}] });
    expect(json.body).not.toContain('person.signed-in');
  });

  it('never takes a title for a piece of page', async () => {
    await onAir('<script>alert(1)</script>', '17:50');
    bench.clock.pass(9 * 60 * MINUTE_MS + 45 * MINUTE_MS);
    const page = await bench.ask('GET', '/');
    expect(page.body).toContain('&#60;script&#62;alert(1)');
    bench.clock.pass(DAY_MS);
  });
});
