// A real installation shows its board to its people only, and signs them in by a plain form.
import { ApiBench, PASSWORD } from '../support/api-bench';

let bench: ApiBench;
beforeAll(async () => {
  bench = await ApiBench.open({ LOA_MODE: 'production', LOA_PUBLIC_URL: 'https://loa.example.vn' });
});
afterAll(() => bench.close());

const form = { 'content-type': 'application/x-www-form-urlencoded', origin: 'https://loa.example.vn' };
const enter = (password: string, headers = form) =>
  bench.ask('POST', '/sign-in?lang=vi', { headers, body: new URLSearchParams({ login: 'mai', password }).toString() });

it('asks who is there before it shows anything', async () => {
  const page = await bench.ask('GET', '/');
  expect(page.statusCode).toBe(401);
  expect(page.body).toContain('action="/sign-in"');
  expect(page.body).not.toContain('Mường Thải');
});

it('lets people in by the form, and out again', async () => {
  const wrong = await enter('sai rồi');
  expect([wrong.statusCode, wrong.headers['set-cookie']]).toEqual([401, undefined]);
  expect(wrong.body).toContain('Chưa đăng nhập được');
  const right = await enter(PASSWORD);
  expect([right.statusCode, right.headers['location']]).toEqual([303, '/home']);
  expect(right.headers['set-cookie']).toEqual([0, 1].map(() => expect.stringContaining('; Secure')));
  const cookie = String(right.headers['set-cookie']).split(';')[0]!;
  const page = await bench.ask('GET', '/', { as: cookie });
  expect(page.statusCode).toBe(200);
  expect(page.body).toContain('xã Mường Thải');
  expect(page.body).not.toContain('Cốc San');
  const left = await bench.ask('POST', '/sign-out', { as: cookie });
  expect(left.statusCode).toBe(303);
  expect((await bench.ask('GET', '/', { as: cookie })).statusCode).toBe(401);
});

it('does not let another site sign somebody in', async () => {
  expect((await enter(PASSWORD, { ...form, origin: 'https://xa.example' })).statusCode).toBe(403);
});

it('tells browsers to come by https only', async () => {
  expect((await bench.ask('GET', '/')).headers['strict-transport-security']).toContain('max-age=');
});

it('tells strangers nothing of its numbers and its description', async () => {
  const cookie = String((await enter(PASSWORD)).headers['set-cookie']).split(';')[0]!;
  for (const path of ['/metrics', '/api/openapi.json', '/api/docs', '/api/docs/start.js']) {
    expect([path, (await bench.ask('GET', path)).statusCode]).toEqual([path, 401]);
    expect([path, (await bench.ask('GET', path, { as: cookie })).statusCode]).toEqual([path, 200]);
  }
});

it('knows a person by a cookie that no other host can set, and lets nobody keep what it shows them', async () => {
  const cookie = String((await enter(PASSWORD)).headers['set-cookie']).split(';')[0]!;
  expect(cookie).toMatch(/^__Host-loa_session=/);
  const me = await bench.ask('GET', '/api/v1/me', { as: cookie });
  expect([me.statusCode, me.headers['cache-control']]).toEqual([200, 'no-store']);
  expect((await bench.ask('GET', '/api/v1/me', { as: cookie.replace('__Host-', '') })).statusCode).toBe(401);
});

it('tells whoever looks after the installation, and nobody else, what decoders are not kept from', async () => {
  bench.renderer.notHeld = ['network'];
  const needs = `/api/v1/communes/${bench.home.commune.id}/needs`;
  const toldTo = async (login: string) =>
    (await bench.ask('GET', needs, { as: await bench.signIn(login) })).json<{ openDecoding: string[] }>().openDecoding;
  expect([await toldTo('quan-tri'), await toldTo('ghi')]).toEqual([['network'], []]);
  bench.renderer.notHeld = [];
});

it('refuses a form of which no browser says where it comes from', async () => {
  const { 'content-type': type } = form;
  expect((await enter(PASSWORD, { 'content-type': type } as typeof form)).statusCode).toBe(403);
});

it('puts the same headers on an answer to an address that nobody can read', async () => {
  const [unread, read] = [await bench.ask('GET', '/%'), await bench.ask('GET', '/khong-co')];
  expect([unread.statusCode, unread.json<{ code: string }>().code]).toEqual([400, 'bad-request']);
  for (const name of ['content-security-policy', 'x-content-type-options', 'referrer-policy', 'x-frame-options']) {
    expect([name, unread.headers[name]]).toEqual([name, read.headers[name]]);
  }
  expect(unread.headers['content-security-policy']).toBeDefined();
});

it('takes the same word from every keyboard, also where it was kept in another form', async () => {
  const decomposed = PASSWORD.normalize('NFD');
  expect(decomposed).not.toBe(PASSWORD);
  expect((await enter(decomposed)).statusCode).toBe(303);
  const { id } = bench.home.people.find(({ login }) => login === 'mai')!;
  await bench.unitOfWork.run(({ people }) => people.updatePerson(id, { passwordHash: `plain:${decomposed}` }));
  expect((await enter(PASSWORD)).statusCode).toBe(303);
});
