// Where somebody is signed in: a desk that nobody uses is signed out, phones are not, and each session can be seen and ended by its owner.
import { Activity } from '#application';
import { HOUR_MS } from '#domain';
import { ApiBench, PASSWORD, type Answer, type Ask } from '../support/api-bench';

let bench: ApiBench;
beforeEach(async () => (bench = await ApiBench.open({ LOA_SESSION_IDLE_HOURS: '12' })));
afterEach(() => bench.close());

const CHROME = 'Mozilla/5.0 (Linux; Android 13) AppleWebKit/537.36 Chrome/120.0 Mobile Safari/537.36';
const browser = (cookie: string): Ask['headers'] => ({ cookie, 'sec-fetch-site': 'same-origin' });
const status = async (who: Ask['headers'], url = '/api/v1/me') =>
  (await bench.ask('GET', url, { headers: who })).statusCode;
const cookieOf = (answer: Answer) => String(answer.headers['set-cookie']).split(';')[0]!;
const signIn = (login: string, headers: Ask['headers'] = {}) =>
  bench.ask('POST', '/api/v1/session', { body: { login, password: PASSWORD }, headers: headers! });
const signedIn = async (login: string, headers?: Ask['headers']) => browser(cookieOf(await signIn(login, headers)));
const listed = async (who: Ask['headers']) =>
  (await bench.ask('GET', '/api/v1/me/sessions', { headers: who! })).json<{
    items: { id: string; browser: string | null; isThis: boolean; lastUsedAt: string }[];
  }>().items;
const open = (who: Ask['headers'], url: string, dest: string) =>
  bench.ask('GET', url, { headers: { ...who, accept: 'text/html', 'sec-fetch-dest': dest } });

describe('a session at the desk', () => {
  it('ends when nobody used it for so long, and leads back to the page that was open', async () => {
    const mai = await signedIn('mai');
    bench.clock.pass(12 * HOUR_MS - 1);
    expect(await status(mai)).toBe(200);
    bench.clock.pass(1);
    expect(await status(mai)).toBe(401);
    const page = await open(mai, '/desk/schedule?day=2026-11-24', 'document');
    expect([page.statusCode, page.headers['location']]).toEqual([
      303,
      '/sign-in?next=%2Fdesk%2Fschedule%3Fday%3D2026-11-24',
    ]);
  });

  it.each([
    ['a page that is opened', (who: Ask['headers']) => open(who, '/desk', 'document')],
    [
      'an act',
      (who: Ask['headers']) => bench.ask('POST', '/api/v1/me/proof', { headers: who!, body: { password: PASSWORD } }),
    ],
  ])('begins its time anew with %s', async (_use, use) => {
    const mai = await signedIn('mai');
    bench.clock.pass(11 * HOUR_MS);
    await use(mai);
    bench.clock.pass(11 * HOUR_MS);
    expect(await status(mai)).toBe(200);
    bench.clock.pass(HOUR_MS);
    expect(await status(mai)).toBe(401);
  });

  it('is not used by what an open screen asks by itself', async () => {
    const mai = await signedIn('mai');
    const commune = `/api/v1/communes/${bench.home.commune.id}`;
    bench.clock.pass(11 * HOUR_MS);
    await status(mai, `${commune}/board`);
    await open(mai, '/leader', 'empty');
    bench.clock.pass(HOUR_MS);
    expect(await status(mai)).toBe(401);
  });

  it('is not held open by its stream of events, which ends with it', async () => {
    await bench.app.listen(0, '127.0.0.1');
    const mai = await signedIn('mai');
    const url = `/api/v1/communes/${bench.home.commune.id}`;
    const { cookie } = mai!;
    const line = await fetch(`${await bench.app.getUrl()}${url}/events`, { headers: { cookie: cookie! } });
    bench.clock.pass(12 * HOUR_MS);
    const other = await bench.signIn('ghi');
    await bench.ask('POST', `${url}/announcements`, { as: other, body: { title: 'Sau đó', versions: [] } });
    expect(await line.text()).not.toContain('Sau đó');
    expect(await status(mai)).toBe(401);
  });

  it('is remembered as used over a start of the server', async () => {
    const mai = await signedIn('mai');
    bench.clock.pass(11 * HOUR_MS);
    await open(mai, '/desk', 'document');
    await bench.app.get(Activity).write();
    const { id } = bench.home.people.find(({ login }) => login === 'mai')!;
    expect(await bench.unitOfWork.read.people.sessionsOf(id)).toMatchObject([{ lastUsedAt: bench.clock.now() }]);
  });

  it.each(['ghi', 'truong-ban'])('of %s, who comes by a phone, goes on', async (login) => {
    const who = await signedIn(login);
    bench.clock.pass(200 * HOUR_MS);
    expect(await status(who)).toBe(200);
  });
});

describe('the sessions of a person', () => {
  it('are listed with browser and use, and never by what opens them', async () => {
    const [phone, here] = [await signedIn('mai', { 'user-agent': CHROME }), await signedIn('mai')];
    const answer = await bench.ask('GET', '/api/v1/me/sessions', { headers: here! });
    expect(answer.json()).toMatchObject({
      items: expect.arrayContaining([
        expect.objectContaining({
          browser: 'Chrome, Android',
          isThis: false,
          strength: 'password',
          address: '127.0.0.1',
        }),
        expect.objectContaining({ isThis: true, lastUsedAt: new Date(bench.clock.now()).toISOString() }),
      ]),
    });
    for (const { cookie } of [phone!, here!]) expect(answer.body).not.toContain(cookie!.split('=')[1]);
    expect((await listed(await signedIn('ghi'))).length).toBe(1);
  });

  it('are ended one by one, or all but this one', async () => {
    const [first, second, here] = [await signedIn('mai'), await signedIn('mai'), await signedIn('mai')];
    const end = (id: string, who = here) => bench.ask('DELETE', `/api/v1/me/sessions/${id}`, { headers: who! });
    const ownOf = async (who: Ask['headers']) => (await listed(who)).find(({ isThis }) => isThis)!.id;
    const id = await ownOf(first);
    expect((await end(id, await signedIn('ghi'))).statusCode).toBe(404);
    expect((await end(id)).statusCode).toBe(204);
    expect([await status(first), await status(second)]).toEqual([401, 200]);
    expect((await bench.ask('DELETE', '/api/v1/me/sessions', { headers: here! })).statusCode).toBe(204);
    expect([await status(second), await status(here)]).toEqual([401, 200]);
  });

  it('that ended by idleness are listed no more', async () => {
    await signedIn('mai');
    bench.clock.pass(12 * HOUR_MS);
    expect(await listed(await signedIn('mai'))).toHaveLength(1);
  });

  it('are one in a browser: signing in again ends what it had', async () => {
    const before = await signedIn('mai');
    const after = await signedIn('ghi', { cookie: before!['cookie']! });
    expect([await status(before), await status(after)]).toEqual([401, 200]);
  });

  it('leave a line in the log when they are ended or left', async () => {
    const who = await signedIn('mai');
    await bench.ask('DELETE', '/api/v1/me/sessions', { headers: who! });
    await bench.ask('DELETE', '/api/v1/session', { headers: who! });
    const events = await bench.unitOfWork.read.events.after(bench.home.commune.id, 0, 1_000);
    expect(events.map(({ kind }) => kind).slice(-2)).toEqual(['person.sessions-ended', 'person.left']);
  });
});

it('whoever records finds the way out on the page', async () => {
  const { body } = await open(await signedIn('ghi'), '/record', 'document');
  expect(body).toContain('action="/sign-out"');
});
