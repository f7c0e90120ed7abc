// Guessing a password: how often it is looked at, whom it keeps waiting, and whom never.
import { FailedTries } from '#application';
import { DAY_MS, MINUTE_MS } from '#domain';
import { ApiBench, PASSWORD, type Answer } from '../support/api-bench';

let bench: ApiBench;
beforeEach(async () => (bench = await ApiBench.open()));
afterEach(() => bench.close());

interface From {
  readonly remoteAddress?: string;
  readonly cookie?: string;
}
const codeOf = (answer: Answer) => (answer.statusCode === 201 ? 'in' : answer.json<{ code: string }>().code);
const signIn = (login: string, password: string, { remoteAddress = '10.0.0.1', cookie }: From = {}): Promise<Answer> =>
  bench.app.inject({
    method: 'POST',
    url: '/api/v1/session',
    remoteAddress,
    headers: { ...(cookie !== undefined && { cookie }) },
    payload: { login, password },
  });
/** Without an accent: it is looked at once, and not also as an older keyboard would have typed it. */
const guess = (login: string, from?: From) => signIn(login, 'doan mo', from);

function deviceOf(answer: Answer): string {
  const cookies = [answer.headers['set-cookie'] ?? []].flat();
  return cookies.find((each) => each.startsWith('loa_device='))!.split(';')[0]!;
}

it('of many guesses at once as few are looked at as of many in a row', async () => {
  const looks = jest.spyOn(bench.passwords, 'verify');
  const answers = await Promise.all(Array.from({ length: 60 }, () => guess('mai')));
  expect(looks.mock.calls.length).toBe(5);
  const codes = answers.map(codeOf);
  expect(codes.filter((code) => code === 'sign-in-failed')).toHaveLength(5);
  expect(codes.filter((code) => code === 'too-many-requests')).toHaveLength(55);
  expect(answers.filter(({ statusCode }) => statusCode === 429).every(({ headers }) => 'retry-after' in headers)).toBe(
    true,
  );
});

it('a server that starts anew knows them still', async () => {
  for (let tries = 0; tries < 8; tries += 1) {
    await guess('mai');
    bench.clock.pass(MINUTE_MS / 6);
  }
  await guess('mai');
  const anew = new FailedTries(bench.unitOfWork, bench.clock);
  const caller = { address: '10.0.0.9', device: null };
  const tried = { login: 'mai', person: undefined, what: 'secret' } as const;
  const look = jest.fn().mockResolvedValue(true);
  await expect(anew.weighed(tried, caller, look)).rejects.toMatchObject({ code: 'too-many-requests' });
  expect(look).not.toHaveBeenCalled();
  bench.clock.pass(MINUTE_MS);
  await expect(anew.weighed(tried, caller, look)).resolves.toBe(true);
});

it('nobody waits for a day that a wrong clock named', async () => {
  bench.clock.pass(30 * DAY_MS);
  for (let tries = 0; tries < 6; tries += 1) await guess('mai');
  expect(codeOf(await signIn('mai', PASSWORD))).toBe('too-many-requests');
  bench.clock.pass(-30 * DAY_MS);
  expect(codeOf(await signIn('mai', PASSWORD))).toBe('in');
});

it('whoever was here before in this browser comes in, whatever strangers do', async () => {
  const cookie = deviceOf(await signIn('mai', PASSWORD));
  await Promise.all(Array.from({ length: 12 }, () => guess('mai', { remoteAddress: '10.6.6.6' })));
  expect(codeOf(await signIn('mai', PASSWORD))).toBe('too-many-requests');
  expect(codeOf(await signIn('mai', PASSWORD, { cookie, remoteAddress: '10.6.6.6' }))).toBe('in');
  // The browser of one is not that of another, and in it too nobody guesses on and on.
  await Promise.all(Array.from({ length: 12 }, () => guess('ghi')));
  expect(codeOf(await signIn('ghi', PASSWORD, { cookie }))).toBe('too-many-requests');
  const codes = (await Promise.all(Array.from({ length: 8 }, () => guess('mai', { cookie })))).map(codeOf);
  expect(codes.filter((code) => code === 'too-many-requests')).toHaveLength(3);
});

it('an address that tries many names waits, and others do not', async () => {
  const looks = jest.spyOn(bench.passwords, 'verify');
  const names = Array.from({ length: 60 }, (_, at) => `ten-${at}`);
  for (const name of names) await guess(name);
  expect(looks.mock.calls.length).toBeLessThanOrEqual(50);
  expect(codeOf(await signIn('mai', PASSWORD))).toBe('too-many-requests');
  expect(codeOf(await signIn('mai', PASSWORD, { remoteAddress: '10.0.0.2' }))).toBe('in');
});

it('nothing costly is done for a code that nobody made', async () => {
  const hashes = jest.spyOn(bench.passwords, 'hash');
  const set = (code: string) =>
    bench.ask('POST', '/api/v1/me/password', { body: { code, password: 'gà gáy lần hai' } });
  expect(codeOf(await set('ABCD-EFGH-JKMN'))).toBe('sign-in-failed');
  expect(hashes).not.toHaveBeenCalled();
  expect((await set(await bench.codeFor(bench.home.people[0]!.id))).statusCode).toBe(204);
});

it('a password set anew makes every browser a stranger', async () => {
  const cookie = deviceOf(await signIn('mai', PASSWORD));
  const { id } = bench.home.people.find(({ login }) => login === 'mai')!;
  const password = 'gà gáy lần hai';
  await bench.ask('POST', '/api/v1/me/password', { body: { code: await bench.codeFor(id), password } });
  await Promise.all(Array.from({ length: 12 }, () => guess('mai')));
  expect(codeOf(await signIn('mai', password, { cookie }))).toBe('too-many-requests');
});
