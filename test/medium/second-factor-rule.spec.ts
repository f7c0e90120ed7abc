// A commune may want a second factor of whoever has a weighty role: who has none may turn one on and do nothing else, and nobody else is held back.
import { ApiBench, type Answer } from '../support/api-bench';
import { phoneCode } from '../support/phone-codes';

let bench: ApiBench;
let commune: string;
beforeAll(async () => {
  bench = await ApiBench.open();
  commune = `/api/v1/communes/${bench.home.commune.id}`;
});
afterAll(() => bench.close());

const FACTOR = '/api/v1/me/second-factor';
const outcome = (answer: Answer) => [
  answer.statusCode,
  answer.statusCode < 300 ? undefined : answer.json<{ readonly code: string }>().code,
];
const ask = (as: string, method: 'GET' | 'POST' | 'PATCH', url: string, body?: unknown, headers = {}) =>
  bench.ask(method, url, { as, body, headers });
const revision = async () => (await bench.unitOfWork.read.places.commune(bench.home.commune.id))!.revision;
const insist = async (as: string, secondFactorRequired: boolean) =>
  ask(as, 'PATCH', `${commune}/rules`, { secondFactorRequired }, { 'if-match': `"${await revision()}"` });

it('holds back weighty roles alone, at once, until they have one', async () => {
  const [admin, mai, ghi] = await Promise.all(['quan-tri', 'mai', 'ghi'].map((login) => bench.signIn(login)));
  const { secret: token } = (await ask(mai!, 'POST', '/api/v1/me/tokens', { name: 'máy' })).json<{ secret: string }>();
  expect((await ask(mai!, 'GET', `${commune}/rules`)).json()).toMatchObject({ secondFactorRequired: false });
  expect(outcome(await insist(mai!, true))).toEqual([403, 'not-allowed']);
  expect(outcome(await insist(admin!, true))).toEqual([200, undefined]);

  // Sessions that are open, and those that are opened now.
  for (const cookie of [mai!, admin!, await bench.signIn('lanh-dao'), await bench.signIn('tho')]) {
    expect(outcome(await ask(cookie, 'GET', `${commune}/poles`))).toEqual([403, 'second-factor-missing']);
    expect(outcome(await ask(cookie, 'POST', '/api/v1/me/tokens', { name: 'x' }))).toEqual([
      403,
      'second-factor-missing',
    ]);
    expect((await ask(cookie, 'GET', '/api/v1/me')).json()).toMatchObject({ secondFactorMissing: true });
    const page = await ask(cookie, 'GET', '/desk/board');
    expect([page.statusCode, page.headers.location]).toEqual([303, '/second-factor']);
    const start = await ask(cookie, 'GET', '/');
    expect([start.statusCode, start.body.includes('action="/sign-in"')]).toEqual([
      bench.config.mode === 'demo' ? 200 : 401,
      bench.config.mode !== 'demo',
    ]);
  }
  expect(outcome(await ask(ghi!, 'GET', `${commune}/poles`))).toEqual([200, undefined]);
  expect(outcome(await ask(await bench.signIn('mai-2'), 'GET', '/api/v1/communes'))).toEqual([200, undefined]);
  const byToken = await bench.ask('GET', `${commune}/poles`, { headers: { authorization: `Bearer ${token}` } });
  expect(byToken.statusCode).toBe(200);

  const { secret } = (await ask(mai!, 'POST', FACTOR)).json<{ secret: string }>();
  expect(outcome(await ask(mai!, 'GET', `${commune}/poles`))).toEqual([403, 'second-factor-missing']);
  const code = phoneCode(secret, bench.clock.machineNow());
  expect(outcome(await ask(mai!, 'POST', `${FACTOR}/confirmation`, { code }))).toEqual([201, undefined]);
  expect(outcome(await ask(mai!, 'GET', `${commune}/poles`))).toEqual([200, undefined]);
  expect((await ask(mai!, 'GET', '/api/v1/me')).json()).toMatchObject({ secondFactorMissing: false });
});

it('other rules that are changed leave it as it is', async () => {
  const admin = await bench.signIn('quan-tri');
  const { secret } = (await ask(admin, 'POST', FACTOR)).json<{ secret: string }>();
  await ask(admin, 'POST', `${FACTOR}/confirmation`, { code: phoneCode(secret, bench.clock.machineNow()) });
  const headers = { 'if-match': `"${await revision()}"` };
  const changed = await ask(admin, 'PATCH', `${commune}/rules`, { emergencyVolumePercent: 90 }, headers);
  expect(changed.json()).toMatchObject({ emergencyVolumePercent: 90, secondFactorRequired: true });
  expect((await insist(admin, false)).json()).toMatchObject({ secondFactorRequired: false });
  const tho = await bench.signIn('tho');
  expect(outcome(await ask(tho, 'GET', `${commune}/poles`))).toEqual([200, undefined]);
});
