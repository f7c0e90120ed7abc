// How the door speaks: refusals in two languages, versions, repeated requests, pages of lists, and the description of it all.
import { randomUUID } from 'node:crypto';
import { Announcements, AuditKeys, AuditSealing, begunAnew, OutsideHeads, sha256Of, UnitOfWork } from '#application';
import { MINUTE_MS, PROBLEM_CODES } from '#domain';
import { ApiBench, type Ask } from '../support/api-bench';
import type { AuditKeysInMemory } from '../support/audit-in-memory';
import { until } from '../support/until';

let bench: ApiBench;
let mai: string;
beforeAll(async () => {
  bench = await ApiBench.open();
  mai = await bench.signIn('mai');
});
afterAll(() => bench.close());

interface Told {
  readonly code: string;
  readonly title: string;
  readonly detail: string;
  readonly errors?: readonly { readonly pointer: string; readonly code: string }[];
  readonly [value: string]: unknown;
}

const drafts = () => `/api/v1/communes/${bench.home.commune.id}/announcements`;
const draft = (title: string) => ({ title, versions: [] });
const create = (title: string, headers: Ask['headers'] = {}) =>
  bench.ask('POST', drafts(), { as: mai, headers, body: draft(title) });

describe('a refusal', () => {
  it('is a problem in Vietnamese, or in English for who asks', async () => {
    const url = '/api/v1/recordings/khong-co?bi=mat';
    const vi = await bench.ask('GET', '/api/v1/recordings/khong-co', { as: mai });
    expect(vi.headers).toMatchObject({
      'content-type': 'application/problem+json; charset=utf-8',
      'content-language': 'vi',
      'cache-control': 'no-store',
    });
    expect(vi.json()).toEqual({
      type: '/problems/not-found',
      title: 'Không tìm thấy',
      status: 404,
      detail: 'Không có mục này, hoặc mục này thuộc nơi khác.',
      instance: '/api/v1/recordings/khong-co',
      code: 'not-found',
      traceId: vi.headers['x-request-id'],
    });
    const en = await bench.ask('GET', url, { as: mai, headers: { 'accept-language': 'fr, en-GB;q=0.8, vi;q=0.3' } });
    expect(en.headers['content-language']).toBe('en');
    expect(en.json<Told>().title).toBe('Not found');
  });

  it('names every wrong place, also a field that nobody knows', async () => {
    const body = { title: '', versions: [{ language: 'vi', recordingId: 'r', script: 'x', laut: 3 }], mau: 'đỏ' };
    const answer = await bench.ask('POST', drafts(), { as: mai, body });
    expect(answer.statusCode).toBe(400);
    const { code, errors } = answer.json<Told>();
    expect(code).toBe('bad-request');
    expect(errors!.map((each) => [each.pointer, each.code])).toEqual(
      expect.arrayContaining([
        ['/title', 'too_small'],
        ['/versions/0/laut', 'unknown_field'],
        ['/mau', 'unknown_field'],
      ]),
    );
  });

  it('says the same of broken JSON and of a kind of body that it does not take', async () => {
    const headers = { 'content-type': 'application/json' };
    expect((await bench.ask('POST', drafts(), { as: mai, headers, body: '{"title":' })).json<Told>().code).toBe(
      'bad-request',
    );
    const xml = { 'content-type': 'application/xml' };
    expect((await bench.ask('POST', drafts(), { as: mai, headers: xml, body: '<a/>' })).json<Told>().code).toBe(
      'bad-request',
    );
  });

  it('tells nothing of a fault of our own, except where to look for it in the log', async () => {
    const broken = jest
      .spyOn(bench.app.get(Announcements), 'list')
      .mockRejectedValueOnce(new Error('SELECT secret FROM x'));
    const answer = await bench.ask('GET', drafts(), { as: mai });
    broken.mockRestore();
    expect(answer.statusCode).toBe(500);
    expect(answer.json<Told>()).toMatchObject({ code: 'unexpected', traceId: answer.headers['x-request-id'] });
    expect(answer.body).not.toContain('secret');
  });

  it.each([
    ['/pole/khong-co', 404, 'Không có cụm loa nào mang mã này', 'No loudspeaker has this code'],
    [`/l/${'x'.repeat(43)}`, 404, 'Đường dẫn này không đúng', 'This link is not right'],
    ['/khong-co-trang-nay', 404, 'Không tìm thấy', 'Not found'],
    ['/problems/khong-co', 404, 'Không tìm thấy', 'Not found'],
    ['/icon-7.png', 404, 'Không tìm thấy', 'Not found'],
  ])('of the page %s is a page for a person, in the language chosen there', async (path, status, vi, en) => {
    const accept = 'text/html,application/xhtml+xml,*/*;q=0.8';
    const asked = await bench.ask('GET', path, { headers: { accept } });
    expect(asked.statusCode).toBe(status);
    expect(asked.headers).toMatchObject({ 'content-type': 'text/html; charset=utf-8', 'content-language': 'vi' });
    expect(asked.body).toContain(vi);
    expect(asked.body).toContain('href="/home"');
    const english = await bench.ask('GET', path, { headers: { accept, cookie: 'loa_lang=en' } });
    expect(english.body).toContain(en);
    const program = await bench.ask('GET', path, { headers: { accept: '*/*' } });
    expect([program.statusCode, program.headers['content-type']]).toEqual([
      status,
      'application/problem+json; charset=utf-8',
    ]);
  });

  it('is that nobody knows it, of a pole that was taken down', async () => {
    const { id } = (await bench.unitOfWork.read.places.controllers(bench.home.commune.id))[0]!;
    const pole = () => bench.ask('GET', `/api/v1/poles/${id}`, { as: mai });
    expect((await pole()).statusCode).toBe(200);
    const retired = await bench.ask('DELETE', `/api/v1/controllers/${id}`, { as: mai, headers: { 'if-match': '"1"' } });
    expect(retired.statusCode).toBe(204);
    expect((await pole()).statusCode).toBe(404);
  });

  it('is a page too where a form was refused, and never one under the address of the API', async () => {
    const type = 'application/x-www-form-urlencoded';
    const headers = { accept: 'text/html', 'content-type': type, 'sec-fetch-site': 'same-origin' };
    const form = await bench.ask('POST', '/preferences', { headers, body: 'theme=mauve' });
    expect([form.statusCode, form.headers['content-type']]).toEqual([400, 'text/html; charset=utf-8']);
    const api = await bench.ask('GET', drafts(), { headers });
    expect([api.statusCode, api.headers['content-type']]).toEqual([401, 'application/problem+json; charset=utf-8']);
  });

  it.each(PROBLEM_CODES)('%s has a page', async (code) => {
    const page = await bench.ask('GET', `/problems/${code}`);
    expect([page.statusCode, page.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
    expect(page.body).toContain(code);
    expect(page.body).not.toMatch(/\{\w+\}/);
  });
});

describe('an edit', () => {
  it('names the version that it starts from, and is not taken when another was faster', async () => {
    const made = await create('Họp bản');
    expect(made.headers['etag']).toBe('"1"');
    const url = `/api/v1/announcements/${made.json<{ id: string }>().id}`;
    const edit = (headers: Ask['headers'], title: string) =>
      bench.ask('PATCH', url, { as: mai, headers, body: { title } });
    const blind = await edit({}, 'Mù');
    expect([blind.statusCode, blind.json<Told>().code]).toEqual([428, 'if-match-required']);
    const first = await edit({ 'if-match': '"1"' }, 'Họp bản tối nay');
    expect([first.statusCode, first.headers['etag']]).toEqual([200, '"2"']);
    const second = await edit({ 'if-match': '"1"' }, 'Họp bản ngày mai');
    expect([second.statusCode, second.json<Told>()]).toMatchObject([412, { code: 'edited-meanwhile', revision: 2 }]);
    expect((await edit({ 'if-match': '"hai"' }, 'Sai')).statusCode).toBe(412);
    const now = await bench.ask('GET', url, { as: mai });
    expect([now.headers['etag'], now.json<{ title: string }>().title]).toEqual(['"2"', 'Họp bản tối nay']);
  });
});

describe('a request that is sent again', () => {
  it('gets the answer of the first, and nothing is done twice', async () => {
    const key = { 'idempotency-key': 'gui-lai-1' };
    const first = await create('Một lần thôi', key);
    const again = await create('Một lần thôi', key);
    expect([again.statusCode, again.body]).toEqual([first.statusCode, first.body]);
    expect(again.headers).toMatchObject({ etag: '"1"', 'idempotency-replayed': 'true' });
    const titles = (await bench.ask('GET', drafts(), { as: mai })).json<{ items: { title: string }[] }>().items;
    expect(titles.filter(({ title }) => title === 'Một lần thôi')).toHaveLength(1);
  });

  it('with the same key and another content is refused', async () => {
    const key = { 'idempotency-key': 'gui-lai-2' };
    await create('Nội dung một', key);
    const other = await create('Nội dung hai', key);
    expect([other.statusCode, other.json<Told>().code]).toEqual([422, 'idempotency-key-reused']);
  });

  it('while the first is still running is told to wait', async () => {
    let finish: () => void = () => undefined;
    const announcements = bench.app.get(Announcements);
    const reallyCreate = announcements.create.bind(announcements);
    const held = jest.spyOn(announcements, 'create').mockImplementationOnce(async (...given) => {
      await new Promise<void>((resolve) => (finish = resolve));
      return reallyCreate(...given);
    });
    const key = { 'idempotency-key': 'dang-chay' };
    const first = create('Đang chạy', key);
    await until(() => held.mock.calls.length === 1, 'the first request to begin');
    const second = await create('Đang chạy', key);
    expect([second.statusCode, second.json<Told>().code]).toEqual([409, 'idempotency-key-running']);
    finish();
    expect((await first).statusCode).toBe(201);
    expect((await create('Đang chạy', key)).statusCode).toBe(201);
  });

  it('after a refusal is tried anew', async () => {
    const key = { 'idempotency-key': 'thu-lai' };
    const made = (await create('Chưa có bản ghi')).json<{ id: string }>().id;
    const submit = () => bench.ask('POST', `/api/v1/announcements/${made}/submit`, { as: mai, headers: key });
    expect((await submit()).statusCode).toBe(422);
    const recording = await bench.readyRecording(mai);
    const versions = [{ language: 'vi', recordingId: recording, script: 'Mời bà con.' }];
    await bench.ask('PATCH', `/api/v1/announcements/${made}`, {
      as: mai,
      headers: { 'if-match': '"1"' },
      body: { versions },
    });
    expect((await submit()).statusCode).toBe(200);
  });

  it('is a person’s own affair: the same key of somebody else is another key', async () => {
    const key = { 'idempotency-key': 'trung-khoa' };
    const ghi = await bench.signIn('ghi');
    const one = await create('Của ai', key);
    const other = await bench.ask('POST', drafts(), { as: ghi, headers: key, body: draft('Của ai') });
    expect(other.json<{ id: string }>().id).not.toBe(one.json<{ id: string }>().id);
  });

  it('gets a secret again that was made for it, which nobody can read who has not the key', async () => {
    const key = randomUUID();
    const issue = (idempotencyKey: string) => {
      const headers = { 'idempotency-key': idempotencyKey };
      return bench.ask('POST', '/api/v1/me/tokens', { as: mai, headers, body: { name: 'khoá' } });
    };
    const [first, second] = [await issue(key), await issue(key)];
    expect([second.statusCode, second.body]).toEqual([first.statusCode, first.body]);
    const person = bench.home.people.find(({ login }) => login === 'mai')!;
    const kept = await bench.unitOfWork.read.installation.intentSteps(person.id, sha256Of(key));
    const { secret } = first.json<{ secret: string }>();
    expect(kept.length).toBeGreaterThan(0);
    for (const { outcome } of kept) expect(Buffer.from(outcome).toString('latin1')).not.toContain(secret);
  });

  it('keeps no secret under a key that could be guessed', async () => {
    const headers = { 'idempotency-key': 'bi-mat' };
    const answer = await bench.ask('POST', '/api/v1/me/tokens', { as: mai, headers, body: { name: 'khoá' } });
    expect([answer.statusCode, answer.json<Told>().code]).toEqual([400, 'bad-request']);
  });
});

describe('a long list', () => {
  it('comes in pages that neither lose nor repeat, and names the next one', async () => {
    for (const number of [1, 2, 3, 4, 5]) await create(`Trang ${number}`);
    const titles: string[] = [];
    let url: string | undefined = `${drafts()}?limit=2`;
    let next: string | null = null;
    while (url !== undefined) {
      const answer = await bench.ask('GET', url, { as: mai });
      const page = answer.json<{ items: { id: string; title: string }[]; page: { nextCursor: string | null } }>();
      titles.push(...page.items.map(({ id }) => id));
      next = page.page.nextCursor;
      url = /<([^>]+)>; rel="next"/.exec(String(answer.headers['link']))?.[1];
      expect(url === undefined).toBe(next === null);
    }
    expect(titles.length).toBeGreaterThanOrEqual(5);
    expect(new Set(titles).size).toBe(titles.length);
  });

  it('is never longer than allowed', async () => {
    for (const limit of ['0', '201', 'x']) {
      expect((await bench.ask('GET', `${drafts()}?limit=${limit}`, { as: mai })).statusCode).toBe(400);
    }
  });
});

describe('the description', () => {
  interface Operation {
    readonly operationId?: string;
    readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, unknown>> }>>;
  }

  it('names every operation once, its good answer and its refusals, and points at nothing that is missing', async () => {
    const answer = await bench.ask('GET', '/api/openapi.json');
    const description = answer.json<{
      openapi: string;
      paths: Record<string, Record<string, Operation>>;
      components: unknown;
    }>();
    expect(description.openapi).toMatch(/^3\.0\./);
    const operations = Object.values(description.paths).flatMap((path) => Object.values(path));
    const ids = operations.map(({ operationId }) => operationId);
    expect(ids.every((id) => /^[a-z]\w+$/.test(id ?? ''))).toBe(true);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { operationId, responses } of operations) {
      expect([operationId, Object.keys(responses)]).toEqual([operationId, expect.arrayContaining(['default'])]);
      expect([operationId, Object.keys(responses).some((status) => status.startsWith('2'))]).toEqual([
        operationId,
        true,
      ]);
    }
    const pointers = [...answer.body.matchAll(/"\$ref":"#\/([^"]+)"/g)].map(([, path]) => path!.split('/'));
    expect(pointers.length).toBeGreaterThan(50);
    for (const path of pointers) {
      const target = path.reduce<unknown>((at, step) => (at as Record<string, unknown>)?.[step], description);
      expect([path.join('/'), typeof target]).toEqual([path.join('/'), 'object']);
    }
  });

  it('speaks of no hash of a password, a credential or a secret', async () => {
    const { body } = await bench.ask('GET', '/api/openapi.json');
    expect(body).not.toMatch(/passwordHash|credentialHash|secretHash|codeHash|privateKey/);
  });

  it('can be read as a page that brings everything from here', async () => {
    const page = await bench.ask('GET', '/api/docs');
    expect(page.headers['content-security-policy']).toContain("script-src 'self'");
    const files = [...page.body.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, file]) => file!);
    for (const file of files) expect([file, (await bench.ask('GET', file)).statusCode]).toEqual([file, 200]);
    expect((await bench.ask('GET', '/api/docs/package.json')).statusCode).toBe(404);
  });
});

describe('for supervisors', () => {
  it('says that it lives, that it is ready, and how it does', async () => {
    expect((await bench.ask('GET', '/health/live')).statusCode).toBe(200);
    const ready = await bench.ask('GET', '/health/ready');
    expect([ready.statusCode, ready.json()]).toEqual([
      200,
      { ready: true, checks: { database: 'ok', sounds: 'ok', disk: 'ok', reserve: 'ok', clock: 'ok', planning: 'ok' } },
    ]);
    const metrics = await bench.ask('GET', '/metrics');
    expect(metrics.body).toMatch(/^loa_playbacks\{state="played"\} 0$/m);
    expect(metrics.body).toMatch(
      /^loa_http_request_duration_seconds_count\{method="GET",route="\/health\/live",status="200"\} 1$/m,
    );
    expect(metrics.body).not.toContain(bench.home.commune.id);
  });

  it('is not ready while the database takes no writes', async () => {
    const broken = jest.spyOn(bench.app.get(UnitOfWork), 'run').mockRejectedValueOnce(new Error('disk I/O error'));
    const ready = await bench.ask('GET', '/health/ready');
    broken.mockRestore();
    expect([ready.statusCode, ready.json()]).toMatchObject([503, { ready: false, checks: { database: 'failed' } }]);
    expect(Number(ready.headers['retry-after'])).toBeGreaterThan(0);
  });

  it('is ready, and warns, where decoders are not kept from everything', async () => {
    bench.renderer.notHeld = ['network', 'files'];
    const ready = await bench.ask('GET', '/health/ready');
    const decoding = 'not kept from network, files';
    expect([ready.statusCode, ready.json()]).toMatchObject([200, { ready: true, warnings: { decoding } }]);
    bench.renderer.notHeld = [];
  });

  it('is ready, and warns, where nobody guards the event log any more, until somebody begins anew', async () => {
    const sealing = bench.app.get(AuditSealing);
    await sealing.keepOutside();
    const { keys } = bench.app.get<AuditKeysInMemory>(AuditKeys);
    keys.splice(0);
    const admin = await bench.signIn('quan-tri');
    bench.clock.pass(10 * MINUTE_MS);
    await expect(sealing.keepOutside()).rejects.toThrow('audit verify');
    const ready = await bench.ask('GET', '/health/ready');
    expect([ready.statusCode, ready.json()]).toMatchObject([200, { ready: true, warnings: { audit: 'key-lost' } }]);
    const needs = `/api/v1/communes/${bench.home.commune.id}/needs`;
    const unguardedLog = async () =>
      (await bench.ask('GET', needs, { as: admin })).json<{ unguardedLog: string | null }>().unguardedLog;
    expect(await unguardedLog()).toBe('key-lost');

    // `audit begin`, by another process.
    const begun = begunAnew([], true, bench.clock.now())!;
    keys.push(begun.freshKey!);
    await bench.app.get(OutsideHeads).write(begun.heads);
    expect((await bench.ask('GET', '/health/ready')).json()).not.toHaveProperty('warnings');
    expect(await unguardedLog()).toBeNull();
    bench.clock.pass(10 * MINUTE_MS);
    await sealing.keepOutside();
    expect(sealing.trouble).toBeUndefined();
  });
});

it('what an address asks with is written like what is kept', async () => {
  const name = encodeURIComponent('Nậm\u202e Pẻn.m4a'.normalize('NFD'));
  const url = `/api/v1/communes/${bench.home.commune.id}/recordings?fileName=${name}`;
  const sent = await bench.ask('POST', url, {
    as: mai,
    headers: { 'content-type': 'audio/mp4' },
    body: Buffer.from('tên'),
  });
  expect(sent.json<{ fileName: string }>().fileName).toBe('Nậm Pẻn.m4a');
});
