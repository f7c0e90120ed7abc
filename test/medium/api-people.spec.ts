// Who comes in, who may do what, and what a stranger learns: nothing.
import { API_CONTROLLERS, Policy } from '#api';
import { sha256Of } from '#application';
import { HOUR_MS, ROLES, type Role } from '#domain';
import { PATH_METADATA } from '@nestjs/common/constants';
import { ApiBench, PASSWORD } from '../support/api-bench';

let bench: ApiBench;
beforeAll(async () => (bench = await ApiBench.open()));
afterAll(() => bench.close());

const LOGINS: Readonly<Record<Role, string>> = {
  recorder: 'ghi',
  operator: 'mai',
  leader: 'lanh-dao',
  village_head: 'truong-ban',
  technician: 'tho',
  admin: 'quan-tri',
  deputy: 'duyet-thay',
  upstream: 'cap-tren',
};

const codeOf = (answer: { json(): unknown }) => (answer.json() as { code: string }).code;

describe('signing in and out', () => {
  it('opens a session in a cookie that scripts and other sites cannot use, and ends it', async () => {
    const signedIn = await bench.ask('POST', '/api/v1/session', { body: { login: 'mai', password: PASSWORD } });
    expect(signedIn.statusCode).toBe(201);
    expect(signedIn.headers['set-cookie']).toEqual([
      expect.stringMatching(/^loa_session=\S+; Max-Age=\d+; Path=\/; HttpOnly; SameSite=Lax$/),
      expect.stringMatching(/^loa_device=\S+; Max-Age=\d+; Path=\/; HttpOnly; SameSite=Lax$/),
    ]);
    expect(signedIn.json()).toMatchObject({ person: { grants: [{ role: 'operator', villageId: null }] } });
    const mai = String(signedIn.headers['set-cookie']).split(';')[0]!;
    expect((await bench.ask('GET', '/api/v1/me', { as: mai })).statusCode).toBe(200);
    expect((await bench.ask('DELETE', '/api/v1/session', { as: mai })).statusCode).toBe(204);
    const after = await bench.ask('GET', '/api/v1/me', { as: mai });
    expect([after.statusCode, codeOf(after)]).toEqual([401, 'not-signed-in']);
  });

  it('answers a wrong name and a wrong password alike', async () => {
    const tell = async (login: string) => {
      const answer = await bench.ask('POST', '/api/v1/session', { body: { login, password: 'sai mật khẩu' } });
      const { traceId: _, ...told } = answer.json<Record<string, unknown>>();
      return { status: answer.statusCode, told };
    };
    const nobody = await tell('khong-co-ai');
    expect(nobody).toEqual(await tell('mai'));
    expect(nobody).toMatchObject({ status: 401, told: { code: 'sign-in-failed' } });
  });

  it('slows down who keeps guessing, and says for how long', async () => {
    const guess = () => bench.ask('POST', '/api/v1/session', { body: { login: 'doan-mo', password: 'x' } });
    let answer = await guess();
    for (let tries = 1; tries < 10 && answer.statusCode === 401; tries += 1) answer = await guess();
    expect(codeOf(answer)).toBe('too-many-requests');
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
  });

  it('lets a program in by a token that is shown once and kept only as a hash', async () => {
    const mai = await bench.signIn('mai');
    const issued = await bench.ask('POST', '/api/v1/me/tokens', { as: mai, body: { name: 'báo cáo' } });
    const { id, secret } = issued.json<{ id: string; secret: string }>();
    const bearer = { authorization: `Bearer ${secret}` };
    expect((await bench.ask('GET', '/api/v1/me', { headers: bearer })).json()).toMatchObject({
      name: 'mai xã Mường Thải',
    });
    const listed = await bench.ask('GET', '/api/v1/me/tokens', { headers: bearer });
    expect(listed.body).toContain(id);
    expect(listed.body).not.toMatch(new RegExp(`${secret}|${sha256Of(secret)}|secret`));
    expect((await bench.ask('DELETE', `/api/v1/me/tokens/${id}`, { headers: bearer })).statusCode).toBe(204);
    expect((await bench.ask('GET', '/api/v1/me', { headers: bearer })).statusCode).toBe(401);
  });

  it('refuses what another site sends with the cookie of a person, but not a program with its token', async () => {
    const mai = await bench.signIn('mai');
    const post = (url: string, headers: Readonly<Record<string, string>>, body: object) =>
      bench.ask('POST', url, { headers, body });
    const issue = (headers: Readonly<Record<string, string>>) => post('/api/v1/me/tokens', headers, { name: 'từ đâu' });
    const write = (headers: Readonly<Record<string, string>>) =>
      post(`/api/v1/communes/${bench.home.commune.id}/announcements`, headers, { title: 'Họp bản', versions: [] });
    expect((await write({ cookie: mai, 'sec-fetch-site': 'cross-site' })).statusCode).toBe(403);
    expect((await write({ cookie: mai, origin: 'https://xa.example' })).statusCode).toBe(403);
    expect((await write({ cookie: mai })).statusCode).toBe(403);
    expect((await write({ cookie: mai, origin: bench.config.http.publicUrl })).statusCode).toBe(201);
    expect((await issue({ cookie: mai })).statusCode).toBe(403);
    const { secret } = (await issue({ cookie: mai, 'sec-fetch-site': 'same-origin' })).json<{ secret: string }>();
    expect((await write({ authorization: `Bearer ${secret}` })).statusCode).toBe(201);
  });
});

describe('who may do what', () => {
  const commune = () => bench.home.commune.id;

  /** What each role gets for each act: allowed to the act itself (whatever it then says), or stopped before it. */
  const MATRIX: readonly {
    readonly act: string;
    readonly allowed: readonly Role[];
    readonly ask: () => readonly [string, unknown];
  }[] = [
    {
      act: 'write an announcement',
      allowed: ['recorder', 'operator'],
      ask: () => [`/api/v1/communes/${commune()}/announcements`, { title: 'Họp bản', versions: [] }],
    },
    {
      act: 'stop the air',
      allowed: ['operator', 'leader'],
      ask: () => [`/api/v1/communes/${commune()}/stops`, { zoneIds: null, minutes: 1, reason: 'thử' }],
    },
    {
      act: 'make a code for a device',
      allowed: ['technician', 'admin'],
      ask: () => [`/api/v1/controllers/${bench.home.controllers[0]!.id}/enrolment-codes`, undefined],
    },
  ];

  it.each(MATRIX)('$act', async ({ allowed, ask }) => {
    const [url, body] = ask();
    const outcomes = await Promise.all(
      ROLES.map(async (role) => {
        const { statusCode } = await bench.ask('POST', url, { as: await bench.signIn(LOGINS[role]), body });
        return [role, statusCode] as const;
      }),
    );
    for (const [role, status] of outcomes) expect([role, status]).toEqual([role, allowed.includes(role) ? 201 : 403]);
  });

  it('opens the audit to those who answer for it', async () => {
    for (const [login, status] of [
      ['ghi', 403],
      ['mai', 200],
      ['lanh-dao', 200],
      ['truong-ban', 403],
    ] as const) {
      const as = await bench.signIn(login);
      const answer = await bench.ask('GET', `/api/v1/communes/${commune()}/audit`, { as });
      expect([login, answer.statusCode]).toEqual([login, status]);
    }
  });

  it('shows the audit with its chain, and only what was asked for', async () => {
    const as = await bench.signIn('mai');
    const audit = async (query: string) => {
      const answer = await bench.ask('GET', `/api/v1/communes/${commune()}/audit?${query}`, { as });
      return (answer.json() as { items: Record<string, unknown>[] }).items;
    };

    const [newest, before] = (await audit('limit=2')) as [Record<string, unknown>, Record<string, unknown>];
    expect(newest).toMatchObject({ chainNumber: Number(before.chainNumber) + 1, previousHash: before.hash });
    const signIns = await audit(`kind=person.signed-in&subjectId=${String(newest.subjectId)}`);
    expect(signIns).not.toEqual([]);
    for (const each of signIns) expect(each).toMatchObject({ kind: 'person.signed-in', subjectId: newest.subjectId });
    expect(await audit('subjectId=nothing')).toEqual([]);
    expect((await bench.ask('GET', `/api/v1/communes/${commune()}/audit?kind=gossip`, { as })).statusCode).toBe(400);
  });

  it('treats a foreign commune and its things like ones that do not exist', async () => {
    const stranger = await bench.signIn('mai-2');
    const recording = await bench.readyRecording(await bench.signIn('mai'));
    const urls = [
      ...['', '/villages', '/zones', '/controllers', '/slots', '/board', '/events', '/audit', '/recordings'].map(
        (what) => `/api/v1/communes/${commune()}${what}`,
      ),
      ...['', '/sound', '/original'].map((what) => `/api/v1/recordings/${recording}${what}`),
    ];
    for (const url of urls) {
      const foreign = await bench.ask('GET', url, { as: stranger });
      const absent = await bench.ask('GET', url.replace(/[0-9a-f-]{36}/, '01a00000-0000-7000-8000-000000000000'), {
        as: stranger,
      });
      expect([url, foreign.statusCode, codeOf(foreign)]).toEqual([url, 404, 'not-found']);
      expect(withoutTrace(foreign.json())).toEqual(withoutTrace(absent.json()));
    }
    const stop = { zoneIds: null, minutes: 5, reason: 'không phải việc của mình' };
    const stopped = await bench.ask('POST', `/api/v1/communes/${commune()}/stops`, { as: stranger, body: stop });
    expect(stopped.statusCode).toBe(404);
  });

  it('asks every address who may come in', () => {
    const undeclared = API_CONTROLLERS.flatMap((controller) =>
      Object.getOwnPropertyNames(controller.prototype)
        .filter((name) => name !== 'constructor' && Reflect.hasMetadata(PATH_METADATA, controller.prototype[name]))
        .filter(
          (name) => ![controller.prototype[name], controller].some((place) => Reflect.hasMetadata(Policy.KEY, place)),
        )
        .map((name) => `${controller.name}.${name}`),
    );
    expect(undeclared).toEqual([]);
  });

  it('lets nobody in unasked where the description names a person', async () => {
    const { paths } = (await bench.ask('GET', '/api/openapi.json')).json<{
      paths: Record<string, Record<string, { security?: readonly Record<string, unknown>[] }>>;
    }>();
    const closed = Object.entries(paths).flatMap(([path, operations]) =>
      Object.entries(operations)
        .filter(([, { security }]) => security?.some((way) => Object.keys(way).length > 0))
        .map(([method]) => [method.toUpperCase(), path.replace(/\{\w+\}/g, 'x')] as const),
    );
    expect(closed.length).toBeGreaterThan(35);
    for (const [method, url] of closed) {
      const { statusCode } = await bench.app.inject({ method: method as 'GET', url });
      expect([method, url, statusCode]).toEqual([method, url, 401]);
    }
  });
});

it('sets a password once by a code, and never a short one or one that is easy to guess', async () => {
  const code = await bench.codeFor(bench.home.people[0]!.id);
  const set = (password: string) => bench.ask('POST', '/api/v1/me/password', { body: { code, password } });
  expect((await set('ngắn')).statusCode).toBe(400);
  for (const easy of ['Mật khẩu 2026', 'Mường Thải 1', 'Loa Làng 2026'])
    expect(codeOf(await set(easy))).toBe('password-easy');
  expect((await set('mật khẩu mới dài')).statusCode).toBe(204);
  expect(codeOf(await set('mật khẩu khác nữa'))).toBe('sign-in-failed');
  bench.clock.pass(HOUR_MS);
  const login = { login: 'ghi', password: 'mật khẩu mới dài' };
  expect((await bench.ask('POST', '/api/v1/session', { body: login })).statusCode).toBe(201);
});

it('changes a password by the one in use, and lets everybody out who came in by the old one', async () => {
  const [here, there] = [await bench.signIn('tho'), await bench.signIn('tho')];
  const change = (current: string, password: string) =>
    bench.ask('PUT', '/api/v1/me/password', { as: here, body: { current, password } });
  expect(codeOf(await change('không phải nó', 'mật khẩu mới dài'))).toBe('pin-wrong');
  for (const unfit of ['ngắn', PASSWORD]) expect((await change(PASSWORD, unfit)).statusCode).toBe(400);
  expect(codeOf(await change(PASSWORD, 'vietnam2026'))).toBe('password-easy');
  expect((await change(PASSWORD, 'mật khẩu mới dài')).statusCode).toBe(204);
  for (const as of [here, there]) expect((await bench.ask('GET', '/api/v1/me', { as })).statusCode).toBe(401);
  const signIn = (password: string) => bench.ask('POST', '/api/v1/session', { body: { login: 'tho', password } });
  expect((await signIn(PASSWORD)).statusCode).toBe(401);
  bench.clock.pass(HOUR_MS);
  expect((await signIn('mật khẩu mới dài')).statusCode).toBe(201);
});

/** Without what differs between any two requests. */
function withoutTrace(body: unknown): Record<string, unknown> {
  const { traceId: _trace, instance: _instance, ...rest } = body as Record<string, unknown>;
  return rest;
}
