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
