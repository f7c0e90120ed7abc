// The clock of the server is asked by every open screen: it reads nothing, follows the commune when that is changed, and says what every answer
// says to a browser.
import { ApiBench } from '../support/api-bench';
import { callsOf } from '../support/counted-calls';

let bench: ApiBench;
beforeEach(async () => (bench = await ApiBench.open()));
afterEach(() => bench.close());

const clock = () => bench.ask('GET', '/api/v1/clock');

it('tells the time of the first commune without reading it again', async () => {
  const first = (await clock()).json<object>();
  expect(first).toEqual({
    now: '2026-11-23T01:00:00.000Z',
    localDate: '2026-11-23',
    localTime: '08:00:00',
    timeZone: 'Asia/Ho_Chi_Minh',
    demoAheadMs: 0,
  });
  expect(await callsOf(bench.unitOfWork, clock)).toEqual({});
});

it('follows the commune when it is changed', async () => {
  await clock();
  const { id } = bench.home.commune;
  await bench.unitOfWork.run(({ places }) => places.updateCommune(id, { timeZone: 'Asia/Tokyo' }));
  expect((await clock()).json<object>()).toMatchObject({ localTime: '10:00:00', timeZone: 'Asia/Tokyo' });
});

it.each(['/api/v1/clock', '/api/v1/nothing-here', '/pole/nobody'])(
  'tells a browser at %s what it may not do',
  async (path) => {
    const { headers } = await bench.ask('GET', path);
    expect(headers).toMatchObject({
      'content-security-policy': expect.stringContaining("default-src 'none'") as unknown,
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'permissions-policy': 'microphone=(self)',
      'referrer-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
      'x-dns-prefetch-control': 'off',
      'x-download-options': 'noopen',
      'x-frame-options': 'DENY',
      'x-permitted-cross-domain-policies': 'none',
      'x-xss-protection': '0',
    });
    expect(headers).not.toHaveProperty('strict-transport-security');
  },
);
