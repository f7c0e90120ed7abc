// The people of a commune as an administrator keeps them: invited, given roles, signed out, blocked, followed by others; and the list of links.
import { MINUTE_MS } from '#domain';
import { ApiBench, PASSWORD, type Answer } from '../support/api-bench';

let bench: ApiBench;
let admin: string;
let commune: string;
beforeEach(async () => {
  bench = await ApiBench.open();
  commune = `/api/v1/communes/${bench.home.commune.id}`;
  admin = await bench.signIn('quan-tri');
});
afterEach(() => bench.close());

interface Told {
  readonly id: string;
  readonly login: string;
  readonly state: string;
  readonly code: string;
  readonly revision: number;
  readonly lastActiveAt: string | null;
  readonly grants: readonly { readonly id: string; readonly role: string; readonly villageId: string | null }[];
  readonly person: Told;
}
const told = (answer: Answer) => answer.json<Told>();
const outcome = (answer: Answer) => [answer.statusCode, told(answer).code];
const post = (url: string, body?: unknown, as = admin) => bench.ask('POST', url, { as, body });
const personId = (login: string) => bench.home.people.find((person) => person.login === login)!.id;
const url = (login: string, act = '') => `/api/v1/people/${personId(login)}${act}`;
const people = async () => (await bench.ask('GET', `${commune}/people`, { as: admin })).json<{ items: Told[] }>().items;
const person = async (login: string) => (await people()).find((each) => each.login === login)!;
const invite = (own: object = {}, as = admin) =>
  post(`${commune}/people`, { name: 'Lò Thị Mai', login: '0912345678', role: 'operator', ...own }, as);
const signIn = (login: string, password: string) => bench.ask('POST', '/api/v1/session', { body: { login, password } });
const setPassword = (code: string, password = 'ruộng bậc thang xanh') =>
  bench.ask('POST', '/api/v1/me/password', { body: { code, password } });
const meStatus = async (as: string) => (await bench.ask('GET', '/api/v1/me', { as })).statusCode;

async function logged(kind: string) {
  const events = await bench.unitOfWork.read.events.after(bench.home.commune.id, 0, 1_000);
  return events.filter((event) => event.kind === kind);
}

describe('a person', () => {
  it('is invited with a role and a code that is said once, sets the password, and comes in', async () => {
    const answer = await invite();
    expect([answer.statusCode, answer.headers['cache-control'], told(answer).person]).toMatchObject([
      201,
      'no-store',
      { state: 'invited', lastActiveAt: null, grants: [{ role: 'operator', villageId: null }] },
    ]);
    expect((await bench.ask('GET', `${commune}/people`, { as: admin })).body).not.toMatch(/code|[Hh]ash/);
    expect((await setPassword(told(answer).code)).statusCode).toBe(204);
    expect((await signIn('0912345678', 'ruộng bậc thang xanh')).statusCode).toBe(201);
    expect(await person('0912345678')).toMatchObject({ state: 'active' });
    expect((await logged('role.granted')).at(-1)).toMatchObject({
      actor: personId('quan-tri'),
      subjectId: told(answer).person.id,
      details: { before: null, after: { role: 'operator', villageId: null } },
    });
    expect(await logged('person.password-set')).toHaveLength(1);
  });

  it('is invited by an administrator alone, under a login of their own, with a role that is given', async () => {
    expect(outcome(await invite({}, await bench.signIn('mai')))).toEqual([403, 'not-allowed']);
    const taken = await invite({ login: 'mai' });
    expect([...outcome(taken), taken.json<{ errors: object[] }>().errors]).toMatchObject([
      409,
      'login-taken',
      [{ pointer: '/login' }],
    ]);
    expect((await invite({ role: 'deputy' })).statusCode).toBe(400);
    const nowhere = await invite({ role: 'village_head' });
    expect([nowhere.statusCode, nowhere.json<{ errors: object[] }>().errors]).toMatchObject([
      400,
      [{ pointer: '/villageId' }],
    ]);
    expect(await person('0912345678')).toBeUndefined();
  });

  it('gets a new code, and neither the old one nor an open session is good any more once it is used', async () => {
    const [first, session] = [told(await invite()), await bench.signIn('ghi')];
    const second = told(await post(`/api/v1/people/${first.person.id}/codes`));
    expect(outcome(await setPassword(first.code))).toEqual([401, 'sign-in-failed']);
    expect((await setPassword(second.code)).statusCode).toBe(204);
    const forgot = told(await post(url('ghi', '/codes')));
    expect(await meStatus(session)).toBe(200);
    expect((await setPassword(forgot.code)).statusCode).toBe(204);
    expect(await meStatus(session)).toBe(401);
  });

  it('is renamed by one administrator at a time', async () => {
    const { revision } = await person('ghi');
    const rename = (name: string) =>
      bench.ask('PATCH', url('ghi'), { as: admin, body: { name }, headers: { 'if-match': `"${revision}"` } });
    expect((await rename('Ngân')).statusCode).toBe(200);
    expect(outcome(await rename('Ngà'))).toEqual([412, 'edited-meanwhile']);
    expect((await logged('person.changed'))[0]).toMatchObject({ details: { after: { name: 'Ngân', login: 'ghi' } } });
  });

  it('is seen to have been here, to the quarter of an hour', async () => {
    const session = await bench.signIn('ghi');
    await meStatus(session);
    const first = (await person('ghi')).lastActiveAt;
    expect(first).toBe('2026-11-23T01:00:00.000Z');
    bench.clock.pass(14 * MINUTE_MS);
    await meStatus(session);
    expect((await person('ghi')).lastActiveAt).toBe(first);
    bench.clock.pass(MINUTE_MS);
    await meStatus(session);
    expect((await person('ghi')).lastActiveAt).toBe('2026-11-23T01:15:00.000Z');
  });

  it('is signed out everywhere, and may come in again', async () => {
    const [here, there] = [await bench.signIn('ghi'), await bench.signIn('ghi')];
    expect((await post(url('ghi', '/sign-out'))).statusCode).toBe(204);
    expect([await meStatus(here), await meStatus(there)]).toEqual([401, 401]);
    expect((await signIn('ghi', PASSWORD)).statusCode).toBe(201);
  });

  it('who is blocked may do nothing by session, password or link, until the block is taken back', async () => {
    const session = await bench.signIn('truong-ban');
    const { token } = (await post(url('truong-ban', '/village-link'))).json<{ token: string }>();
    const byLink = () => bench.ask('GET', `/api/v1/links/${token}/today`);
    expect((await byLink()).statusCode).toBe(200);
    expect(told(await post(url('truong-ban', '/block')))).toMatchObject({
      state: 'blocked',
      grants: [{ role: 'village_head' }],
    });
    expect([await meStatus(session), (await signIn('truong-ban', PASSWORD)).statusCode]).toEqual([401, 401]);
    expect(outcome(await byLink())).toEqual([410, 'link-expired']);
    expect(outcome(await post(url('truong-ban', '/codes')))).toEqual([409, 'wrong-state']);
    expect(told(await post(url('truong-ban', '/unblock')))).toMatchObject({ state: 'active' });
    expect((await signIn('truong-ban', PASSWORD)).statusCode).toBe(201);
  });

  it('who leaves hands every role to another, who must not be whoever decides it', async () => {
    expect(outcome(await post(url('lanh-dao', '/hand-over'), { toPersonId: personId('quan-tri') }))).toEqual([
      403,
      'own-account',
    ]);
    const left = await post(url('lanh-dao', '/hand-over'), { toPersonId: personId('mai') });
    expect([left.statusCode, told(left).state]).toEqual([200, 'blocked']);
    expect((await person('mai')).grants.map(({ role }) => role)).toEqual(['operator', 'leader']);
    expect((await logged('person.handed-over'))[0]).toMatchObject({ details: { toPersonId: personId('mai') } });
  });
});

describe('a role', () => {
  it('is given and taken by place, and counts at once', async () => {
    const [village] = await bench.unitOfWork.read.places.villages(bench.home.commune.id);
    const mai = await bench.signIn('tho');
    const stop = () => post(`${commune}/stops`, { zoneIds: null, minutes: 1, reason: 'thử' }, mai);
    expect((await stop()).statusCode).toBe(403);
    const given = await post(url('tho', '/grants'), { role: 'operator' });
    expect([given.statusCode, given.json()]).toMatchObject([201, { role: 'operator', villageId: null }]);
    expect((await stop()).statusCode).toBe(201);
    expect(outcome(await post(url('tho', '/grants'), { role: 'operator' }))).toEqual([409, 'wrong-state']);
    expect((await post(url('tho', '/grants'), { role: 'recorder', villageId: village!.id })).statusCode).toBe(201);
    expect((await bench.ask('DELETE', `/api/v1/grants/${told(given).id}`, { as: admin })).statusCode).toBe(204);
    expect((await stop()).statusCode).toBe(403);
    expect((await logged('role.revoked'))[0]).toMatchObject({ details: { before: { role: 'operator' }, after: null } });
  });

  it('is nobody’s to give to themselves, nor to take from the last administrator', async () => {
    expect(outcome(await post(url('quan-tri', '/grants'), { role: 'leader' }))).toEqual([403, 'own-account']);
    const own = (await person('quan-tri')).grants[0]!.id;
    const drop = () => bench.ask('DELETE', `/api/v1/grants/${own}`, { as: admin });
    expect(outcome(await drop())).toEqual([409, 'last-admin']);
    expect(outcome(await post(url('quan-tri', '/block')))).toEqual([403, 'own-account']);
    expect((await post(url('mai', '/grants'), { role: 'admin' })).statusCode).toBe(201);
    expect((await post(url('mai', '/block'))).statusCode).toBe(200);
    expect(outcome(await drop())).toEqual([409, 'last-admin']);
    await post(url('mai', '/unblock'));
    expect((await drop()).statusCode).toBe(204);
  });

  it('of the last administrator goes on to another when they leave, who are out at once themselves', async () => {
    await post(url('mai', '/grants'), { role: 'admin' });
    const mai = await bench.signIn('mai');
    expect((await post(url('quan-tri', '/block'), undefined, mai)).statusCode).toBe(200);
    expect(outcome(await post(url('mai', '/hand-over'), { toPersonId: personId('ghi') }, mai))).toEqual([
      200,
      undefined,
    ]);
    expect(await meStatus(mai)).toBe(401);
    expect(await meStatus(await bench.signIn('ghi'))).toBe(200);
  });
});

it('links are listed for whoever makes them, never by what opens them, with why they are over', async () => {
  const { id, token } = (await post(url('truong-ban', '/village-link'))).json<{ id: string; token: string }>();
  const links = async (as: string) => bench.ask('GET', `${commune}/links`, { as });
  const listed = await links(admin);
  expect(listed.json()).toMatchObject({
    items: [{ id, purpose: 'village', end: null, personId: personId('truong-ban') }],
  });
  expect(listed.body).not.toContain(token);
  await bench.ask('DELETE', `/api/v1/links/${id}`, { as: admin });
  expect((await links(admin)).json()).toMatchObject({ items: [{ id, end: 'revoked' }] });
  expect(outcome(await links(await bench.signIn('ghi')))).toEqual([403, 'not-allowed']);
});

it('a village link that is taken back takes every other one of the same person along', async () => {
  type Issued = { id: string; token: string };
  const issue = async () => (await post(url('truong-ban', '/village-link'))).json<Issued>();
  const [first, second] = [await issue(), await issue()];
  expect((await bench.ask('DELETE', `/api/v1/links/${second.id}`, { as: admin })).statusCode).toBe(204);
  for (const { token } of [first, second]) {
    expect(outcome(await bench.ask('GET', `/api/v1/links/${token}/today`))).toEqual([410, 'link-expired']);
  }
  expect((await logged('link.revoked')).length).toBe(2);
  const { token } = await issue();
  expect((await bench.ask('GET', `/api/v1/links/${token}/today`)).statusCode).toBe(200);
});

it('nobody of another commune sees or touches them: they look as if they were not there', async () => {
  const stranger = await bench.signIn('quan-tri-2');
  const [grant] = (await person('mai')).grants;
  const attempts = [
    bench.ask('GET', `${commune}/people`, { as: stranger }),
    bench.ask('GET', `${commune}/links`, { as: stranger }),
    invite({}, stranger),
    bench.ask('PATCH', url('mai'), { as: stranger, body: { name: 'x' }, headers: { 'if-match': '"1"' } }),
    ...['/codes', '/sign-out', '/block', '/unblock'].map((act) => post(url('mai', act), undefined, stranger)),
    post(url('mai', '/hand-over'), { toPersonId: personId('ghi') }, stranger),
    post(url('mai', '/grants'), { role: 'admin' }, stranger),
    bench.ask('DELETE', `/api/v1/grants/${grant!.id}`, { as: stranger }),
  ];
  for (const attempt of attempts) expect(outcome(await attempt)).toEqual([404, 'not-found']);
});
