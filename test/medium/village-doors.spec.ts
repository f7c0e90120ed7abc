// The doors of the villages: the page of a village head by link and PIN, its forms without scripts, and what stays shut for everybody else.
import { AirPlanner } from '#application';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '#domain';
import { ApiBench, PASSWORD, type Answer } from '../support/api-bench';

let bench: ApiBench;
let mai: string;
let commune: string;
beforeEach(async () => {
  bench = await ApiBench.open();
  commune = `/api/v1/communes/${bench.home.commune.id}`;
  mai = await bench.signIn('mai');
});
afterEach(() => bench.close());

const told = <T>(answer: Answer) => answer.json<T>();
const form = (fields: Readonly<Record<string, string>>) => new URLSearchParams(fields).toString();
const FORM = { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' };
const post = (url: string, fields: Readonly<Record<string, string>>, cookie?: string) =>
  bench.ask('POST', url, { headers: { ...FORM, ...(cookie !== undefined && { cookie }) }, body: form(fields) });
const page = (url: string, cookie?: string) =>
  bench.ask('GET', url, { ...(cookie !== undefined && { headers: { cookie } }) });
const cookieOf = (answer: Answer) => String(answer.headers['set-cookie']).split(';')[0]!;
const personId = (login: string) => bench.home.people.find((person) => person.login === login)!.id;
const villages = () => bench.unitOfWork.read.places.villages(bench.home.commune.id);
const ownVillage = async () => (await villages()).find(({ name }) => name === 'Suối Tàu')!.id;

/** A link for the village head, with the PIN that was made with it. */
async function link(): Promise<{ readonly id: string; readonly token: string; readonly pin: string }> {
  const issuer = await bench.signIn('mai');
  const issued = await bench.ask('POST', `/api/v1/people/${personId('truong-ban')}/village-link`, { as: issuer });
  return told(issued);
}

const PIN = '402517';

/** The village head chose a PIN that nobody else knows, and came in with it. */
async function inside(): Promise<string> {
  const as = await bench.signIn('truong-ban');
  await bench.ask('PUT', '/api/v1/me/pin', { as, body: { password: PASSWORD, pin: PIN } });
  const { token } = await link();
  return cookieOf(await post(`/l/${token}/enter`, { pin: PIN }));
}

/** Something in the slot of the afternoon, approved and planned; it is over twelve hours from now. */
async function onAir(title = 'Tiêm <b>phòng</b>'): Promise<readonly { id: string; villageId: string }[]> {
  const recordingId = await bench.readyRecording(mai);
  const versions = [{ language: 'vi', recordingId, script: 'Kính mời bà con' }];
  const announcement = told<{ id: string }>(
    await bench.ask('POST', `${commune}/announcements`, { as: mai, body: { title, versions } }),
  );
  await bench.ask('POST', `/api/v1/announcements/${announcement.id}/submit`, { as: mai });
  const recurrence = { kind: 'once', date: '2026-11-23' };
  const body = {
    announcementId: announcement.id,
    wholeCommune: true,
    start: { kind: 'exact', at: '17:00' },
    recurrence,
  };
  const booking = told<{ id: string; digest: string }>(
    await bench.ask('POST', `${commune}/bookings`, { as: mai, body }),
  );
  const leader = await bench.signIn('lanh-dao');
  await bench.ask('POST', `/api/v1/bookings/${booking.id}/approve`, { as: leader, body: { digest: booking.digest } });
  await bench.app.get(AirPlanner).plan(bench.home.commune.id);
  return told<{ items: { id: string; villageId: string }[] }>(
    await bench.ask('GET', `${commune}/rundowns`, { as: mai }),
  ).items;
}

describe('a personal link of a village head', () => {
  it('asks the PIN once; then this phone is known, for the village alone, until the link is taken back', async () => {
    const { id, token, pin } = await link();
    expect(pin).toMatch(/^\d{6}$/);
    const asked = await page(`/l/${token}`);
    expect(asked.body).toContain('autocomplete="one-time-code"');

    const wrong = await post(`/l/${token}/enter`, { pin: pin === '000000' ? '111111' : '000000' });
    expect([wrong.statusCode, wrong.headers['set-cookie']]).toEqual([403, undefined]);
    bench.clock.pass(MINUTE_MS);
    const entered = await post(`/l/${token}/enter`, { pin });
    expect([entered.statusCode, entered.headers['location']]).toEqual([303, '/village']);
    const phone = cookieOf(entered);
    expect((await page(`/l/${token}`, phone)).headers['location']).toBe('/village');
    expect((await page('/village', phone)).body).toContain('Suối Tàu');
    const me = await bench.ask('GET', '/api/v1/me', { headers: { cookie: phone } });
    expect(told<{ grants: object[] }>(me).grants).toMatchObject([{ role: 'village_head' }]);

    bench.clock.pass(30 * DAY_MS);
    expect((await page('/village', phone)).statusCode).toBe(200);
    await bench.ask('DELETE', `/api/v1/links/${id}`, { as: await bench.signIn('mai') });
    expect((await page('/village', phone)).headers['location']).toBe('/village/sign-in');
  });

  it('makes no second PIN, and dies of the fifth wrong one', async () => {
    const { pin } = await link();
    expect((await link()).pin).toBeNull();
    const { token } = await link();
    for (let tries = 0; tries < 5; tries += 1) {
      await post(`/l/${token}/enter`, { pin: pin === '000000' ? '111111' : '000000' });
      bench.clock.pass(HOUR_MS);
    }
    expect((await post(`/l/${token}/enter`, { pin })).statusCode).toBe(410);
  });

  it('says whom to call once it is over, and nothing at all to somebody who guesses', async () => {
    const tag = String((await bench.ask('GET', commune, { as: mai })).headers['etag']);
    const entered = { as: mai, headers: { 'if-match': tag }, body: { phone: '0214 3888 123' } };
    expect((await bench.ask('PATCH', commune, entered)).statusCode).toBe(200);
    const { token } = await link();
    bench.clock.pass(180 * DAY_MS);
    const ended = await page(`/l/${token}`);
    expect([ended.statusCode, ended.body.includes('tel:02143888123')]).toEqual([410, true]);
    const guessed = await page(`/l/${'x'.repeat(43)}`);
    expect([guessed.statusCode, guessed.body.includes('0214')]).toEqual([404, false]);
  });
});

describe('what was heard, said in the name of the village head', () => {
  it('keeps in the log how whoever said it had come in: by the link, by the PIN that was shown, by their own, or by password', async () => {
    const rundowns = await onAir();
    bench.clock.pass(12 * HOUR_MS);
    const village = await ownVillage();
    const rundownId = rundowns.find(({ villageId }) => villageId === village)!.id;
    const answer = { rundownId, answer: 'heard' };
    const word = `/api/v1/rundowns/${rundownId}/confirmations`;
    const { token, pin } = await link();
    const shown = cookieOf(await post(`/l/${token}/enter`, { pin }));
    const phone = (cookie: string) => ({ cookie, 'sec-fetch-site': 'same-origin' });
    const answers = [
      await bench.ask('POST', `/api/v1/links/${token}/confirmations`, { body: answer }),
      await bench.ask('POST', word, { headers: phone(shown), body: { answer: 'heard' } }),
      await bench.ask('DELETE', word, { headers: phone(shown) }),
      await bench.ask('POST', word, { headers: phone(await inside()), body: { answer: 'heard' } }),
      await bench.ask('POST', word, { as: await bench.signIn('truong-ban'), body: { answer: 'heard' } }),
    ];
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([201, 201, 204, 201, 201]);
    const events = await bench.unitOfWork.read.events.ofSubject(bench.home.commune.id, rundownId);
    const said = events.filter(({ kind }) => kind.startsWith('rundown.'));
    expect(said.map(({ details }) => (details as { saidBy?: string }).saidBy)).toEqual([
      'link',
      'shown-pin',
      'shown-pin',
      'pin',
      'password',
    ]);
  });
});

describe("the village head's page", () => {
  it('takes a word and takes it back by plain forms; the log keeps both', async () => {
    const rundowns = await onAir();
    bench.clock.pass(12 * HOUR_MS);
    const phone = await inside();
    const village = await ownVillage();
    const rundownId = rundowns.find(({ villageId }) => villageId === village)!.id;
    const before = await page('/village', phone);
    expect(before.body).toContain('Tiêm &#60;b&#62;phòng&#60;/b&#62;');
    expect(before.body).not.toMatch(/ style=| on[a-z]+=/);
    const about = { rundownId, airingId: '', village, view: 'today' };

    const said = await post('/village/words', { ...about, answer: 'other', note: 'mất điện' }, phone);
    expect(said.headers['location']).toContain(`said=${rundownId}`);
    expect((await page(said.headers['location']!, phone)).body).toContain('data-undo');
    const kept = () => bench.unitOfWork.read.air.confirmations(bench.home.commune.id, '2026-11-23', '2026-11-23');
    expect(await kept()).toMatchObject([{ answer: 'other', note: 'mất điện' }]);

    const undone = await post('/village/words/withdrawn', about, phone);
    expect(undone.statusCode).toBe(303);
    expect(await kept()).toEqual([]);
    expect((await post('/village/words/withdrawn', about, phone)).statusCode).toBe(303);
    const { items } = await bench.unitOfWork.read.events.latest(bench.home.commune.id, { limit: 200 });
    const log = items.filter(({ subjectId }) => subjectId === rundownId).map(({ kind }) => kind);
    expect(log).toEqual(['rundown.word-withdrawn', 'rundown.confirmed']);
  });

  it('is shut for the head of another village, in every way', async () => {
    const rundowns = await onAir();
    bench.clock.pass(12 * HOUR_MS);
    const phone = await inside();
    const own = await ownVillage();
    const neighbour = (await villages()).find(({ id }) => id !== own)!.id;
    const rundownId = rundowns.find(({ villageId }) => villageId === neighbour)!.id;
    expect((await page(`/village?village=${neighbour}`, phone)).statusCode).toBe(404);
    const about = { rundownId, airingId: '', village: own, view: 'today' };
    expect((await post('/village/words', { ...about, answer: 'heard' }, phone)).statusCode).toBe(403);
    expect((await post('/village/words/withdrawn', about, phone)).statusCode).toBe(403);
    const foreignMute = await post('/village/mute', { village: neighbour, reason: '' }, phone);
    expect(foreignMute.statusCode).toBe(404);
    expect(await bench.unitOfWork.read.air.stops(bench.home.commune.id, bench.clock.now())).toEqual([]);
    const strange = await bench.ask('POST', '/village/words', {
      headers: { ...FORM, 'sec-fetch-site': 'cross-site', cookie: phone },
      body: form({ ...about, answer: 'heard' }),
    });
    expect(strange.statusCode).toBe(403);
  });

  it('mutes the own village for ten minutes and ends that', async () => {
    const phone = await inside();
    const village = await ownVillage();
    expect((await post('/village/mute', { village, reason: 'tang lễ' }, phone)).statusCode).toBe(303);
    const [mute] = await bench.unitOfWork.read.air.stops(bench.home.commune.id, bench.clock.now());
    expect(mute).toMatchObject({ sparesEmergency: true, until: bench.clock.now() + 10 * MINUTE_MS });
    expect((await page('/village', phone)).body).toContain(mute!.id);
    expect((await post('/village/mute', { village, reason: '' }, phone)).statusCode).toBe(409);
    expect((await post('/village/mute/lifted', { village, stopId: mute!.id }, phone)).statusCode).toBe(303);
    expect(await bench.unitOfWork.read.air.stops(bench.home.commune.id, bench.clock.now())).toEqual([]);
  });

  it('lets in by name and PIN, whoever heads a village and is nothing more', async () => {
    const { pin } = await link();
    expect((await page('/village')).headers['location']).toBe('/village/sign-in');
    const entered = await post('/village/sign-in', { login: 'truong-ban', pin });
    expect((await page('/village', cookieOf(entered))).statusCode).toBe(200);
    expect((await post('/village/sign-in', { login: 'mai', pin })).statusCode).toBe(401);
    const poster = await page('/village/poster', cookieOf(entered));
    expect(poster.body).toContain('<svg');
    expect(poster.body).not.toContain('truong-ban');
  });
});

describe('the link of an approver', () => {
  it('shows sound, times and places without a script, and approves once by PIN', async () => {
    const leader = await bench.signIn('lanh-dao');
    await bench.ask('PUT', '/api/v1/me/pin', { as: leader, body: { password: PASSWORD, pin: '402517' } });
    const recordingId = await bench.readyRecording(mai);
    const body = { title: 'Họp', versions: [{ language: 'vi', recordingId, script: 'Mời bà con' }] };
    const announcement = told<{ id: string }>(await bench.ask('POST', `${commune}/announcements`, { as: mai, body }));
    await bench.ask('POST', `/api/v1/announcements/${announcement.id}/submit`, { as: mai });
    const wish = { start: { kind: 'exact', at: '17:00' }, recurrence: { kind: 'once', date: '2026-11-23' } };
    const booking = told<{ id: string; digest: string }>(
      await bench.ask('POST', `${commune}/bookings`, {
        as: mai,
        body: { ...wish, announcementId: announcement.id, wholeCommune: true },
      }),
    );
    const { token } = told<{ token: string }>(
      await bench.ask('POST', `/api/v1/bookings/${booking.id}/approval-links`, {
        as: mai,
        body: { personId: personId('lanh-dao') },
      }),
    );
    const shown = await page(`/l/${token}`);
    for (const seen of ['Mời bà con', '17:00', 'Suối Tàu', `/recordings/${recordingId}/sound`, booking.digest]) {
      expect(shown.body).toContain(seen);
    }
    const { digest } = booking;
    expect((await post(`/l/${token}/approve`, { digest, pin: '000000' })).statusCode).toBe(403);
    expect((await post(`/l/${token}/approve`, { digest, pin: '402517' })).statusCode).toBe(200);
    expect((await bench.ask('GET', `/api/v1/bookings/${booking.id}`, { as: mai })).json()).toMatchObject({
      state: 'approved',
    });
    expect((await page(`/l/${token}`)).statusCode).toBe(410);
  });
});

describe('the page of a pole', () => {
  const pole = () => bench.home.controllers.find(({ name }) => name === 'Suối Tàu 1')!;
  const played = async (controllerId: string, title: string) => {
    const rundowns = await onAir(title);
    const { air } = bench.unitOfWork.read;
    const playbacks = await air.playbacksOfRundowns(rundowns.map(({ id }) => id));
    const own = playbacks.find((playback) => playback.controllerId === controllerId)!;
    await bench.unitOfWork.run((stores) => stores.air.putPlaybacks([{ ...own, state: 'played' }]));
    bench.clock.pass(12 * HOUR_MS);
    return own.airingId;
  };

  it('tells everybody what it played and plays that again, in parts too, and no other sound', async () => {
    const { id, publicCode } = pole();
    const airingId = await played(id, 'Lịch cắt điện');
    const address = `/pole/${publicCode}`;
    const shown = await page(address);
    expect(shown.body).toContain('Lịch cắt điện');
    expect(shown.body).not.toMatch(/mai xã|truong-ban/);
    const sound = `${address}/airings/${airingId}/sounds/0`;
    const part = await bench.ask('GET', sound, { headers: { range: 'bytes=0-3' } });
    expect([part.statusCode, part.rawPayload.length]).toEqual([206, 4]);
    expect((await page(`${address}/airings/${airingId}/sounds/1`)).statusCode).toBe(404);

    const neighbour = bench.home.controllers.find(({ name }) => name === 'Suối Tàu 2')!;
    expect((await page(`/pole/${neighbour.publicCode}/airings/${airingId}/sounds/0`)).statusCode).toBe(404);
    expect((await page(`/pole/${'0'.repeat(16)}`)).statusCode).toBe(404);
    await bench.ask('POST', `${commune}/retractions`, {
      as: mai,
      body: { announcementId: (await bench.unitOfWork.read.air.airing(airingId))!.announcementId, reason: 'sai giờ' },
    });
    expect((await page(sound)).statusCode).toBe(404);
    bench.clock.pass(8 * DAY_MS);
    expect((await page(address)).body).not.toContain('Lịch cắt điện');
  });

  it('takes complaints without a name, few of one address, and shows the answer to whoever complained', async () => {
    const { publicCode } = pole();
    const complain = (text: string) => post(`/pole/${publicCode}/complaints`, { topic: 'too-loud', text });
    const sent = await complain('Loa <to> quá');
    expect(sent.statusCode).toBe(303);
    const own = sent.headers['location']!;
    expect((await page(own)).body).toContain('Loa &#60;to&#62; quá');
    const elsewhere = bench.home.controllers.find(({ name }) => name === 'Suối Tàu 2')!.publicCode;
    expect((await page(own.replace(publicCode, elsewhere))).statusCode).toBe(404);

    for (const text of ['hai', 'ba']) expect((await complain(text)).statusCode).toBe(303);
    const refused = await complain('bốn');
    expect([refused.statusCode, refused.body.includes('bốn')]).toEqual([429, true]);
    bench.clock.pass(HOUR_MS);
    expect((await complain('năm')).statusCode).toBe(303);
    expect((await post(`/pole/${publicCode}/complaints`, { topic: 'x' })).statusCode).toBe(400);
    expect((await complain('x'.repeat(1_001))).statusCode).toBe(400);

    const list = await bench.ask('GET', `${commune}/complaints`, { as: mai });
    const { items } = told<{ items: { id: string; text: string; answer: string | null }[] }>(list);
    expect(items.map(({ text, answer }) => [text, answer])).toEqual(
      ['năm', 'ba', 'hai', 'Loa <to> quá'].map((text) => [text, null]),
    );
    const notices = await bench.ask('GET', '/api/v1/me/notices', { as: mai });
    expect(notices.body).toContain('complaint-received');
    const first = items.at(-1)!;
    const close = () =>
      bench.ask('POST', `/api/v1/complaints/${first.id}/close`, { as: mai, body: { answer: 'Đã vặn nhỏ.' } });
    expect((await close()).statusCode).toBe(200);
    expect((await close()).statusCode).toBe(409);
    expect((await page(own)).body).toContain('Đã vặn nhỏ.');
    const head = await inside();
    expect((await bench.ask('GET', `${commune}/complaints`, { as: head })).statusCode).toBe(403);
    expect((await bench.ask('GET', `${commune}/complaints`, { as: await bench.signIn('mai-2') })).statusCode).toBe(404);
  });

  it('has a label to print, for the people of the commune', async () => {
    const address = `/pole/${pole().publicCode}/label`;
    expect((await page(address)).statusCode).toBe(303);
    expect((await page(address, await bench.signIn('mai-2'))).statusCode).toBe(404);
    expect((await page(address, mai)).body).toContain(`/pole/${pole().publicCode}`);
  });
});

it('the pages are an app with icons that a phone can read', async () => {
  const manifest = await page('/manifest.webmanifest');
  const { icons } = told<{ icons: { src: string; type: string }[] }>(manifest);
  for (const { src, type } of icons) {
    const icon = await page(src);
    expect([src, icon.statusCode, String(icon.headers['content-type']).split(';')[0]]).toEqual([src, 200, type]);
  }
  const png = (await page('/icon-192.png')).rawPayload;
  expect([png.subarray(1, 4).toString(), png.readUInt32BE(16)]).toEqual(['PNG', 192]);
});
