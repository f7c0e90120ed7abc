// What is seen afterwards of who came and of who was refused: a line with the address, and never what was typed.
import { ApiBench, PASSWORD } from '../support/api-bench';

const lines: string[] = [];
let bench: ApiBench;
beforeAll(
  async () => (bench = await ApiBench.open({ LOA_LOG_LEVEL: 'info', LOA_TRUSTED_PROXIES: '127.0.0.1' }, lines)),
);
afterAll(() => bench.close());
beforeEach(() => void lines.splice(0));

const FROM = { 'x-forwarded-for': '203.0.113.9' };
const told = () =>
  lines
    .map((line) => JSON.parse(line) as Record<string, unknown>)
    .filter(({ context }) => context === 'security')
    .map(({ kind, address, status, path }) => [kind, address, status, path]);
const signIn = (login: string, password: string) =>
  bench.ask('POST', '/api/v1/session', { headers: FROM, body: { login, password } });

it('signing in and out leaves a line, with the address that the proxy tells', async () => {
  const cookie = String((await signIn('mai', PASSWORD)).headers['set-cookie']).split(';')[0]!;
  await bench.ask('DELETE', '/api/v1/session', { as: cookie, headers: FROM });
  expect(told()).toEqual([
    ['signed-in', '203.0.113.9', 201, '/api/v1/session'],
    ['signed-out', '203.0.113.9', 204, '/api/v1/session'],
  ]);
});

it('so does a refused one, also of a name that nobody has, without the name and the password', async () => {
  await signIn('mai', 'mat khau sai');
  await signIn('khong-co-ai', 'mat khau sai');
  expect(told()).toEqual([
    ['not-let-in', '203.0.113.9', 401, '/api/v1/session'],
    ['not-let-in', '203.0.113.9', 401, '/api/v1/session'],
  ]);
  expect(lines.join('')).not.toMatch(/khong-co-ai|mat khau sai/);
});

it('so does an act that is refused, and what another site sent', async () => {
  const cookie = await bench.signIn('ghi');
  lines.splice(0);
  const url = `/api/v1/communes/${bench.home.commune.id}/stops`;
  const body = { zoneIds: null, minutes: 1, reason: 'thử' };
  await bench.ask('POST', url, { as: cookie, headers: FROM, body });
  await bench.ask('POST', url, { as: cookie, headers: { ...FROM, 'sec-fetch-site': 'cross-site' }, body });
  expect(told()).toEqual([
    ['refused', '203.0.113.9', 403, url],
    ['cross-site', '203.0.113.9', 403, url],
  ]);
  expect(lines.join('')).not.toContain(cookie.split('=')[1]);
});

it('a flood leaves few lines', async () => {
  for (let one = 0; one < 30; one += 1) await bench.ask('GET', '/api/v1/me', { headers: FROM });
  expect(told().length).toBeLessThanOrEqual(5);
});
