// Who has a second factor needs it to come in and to prove themselves anew, and nobody else is asked. A code counts once, guessing is slowed down apart
// from the password, and whoever takes it from somebody is known.
import { DAY_MS, MINUTE_MS, SECOND_MS } from '#domain';
import { ApiBench, PASSWORD, type Answer, type Ask } from '../support/api-bench';
import { phoneCode } from '../support/phone-codes';

let bench: ApiBench;
beforeAll(async () => (bench = await ApiBench.open()));
afterAll(() => bench.close());
/** Nobody has a second factor any more, and guesses are forgotten. */
afterEach(async () => {
  await bench.unitOfWork.run(async ({ people }) => {
    for (const { id } of bench.home.people) await people.deleteSecondFactor(id);
  });
  bench.clock.pass(2 * DAY_MS);
});

const FACTOR = '/api/v1/me/second-factor';
const STEP_MS = 30 * SECOND_MS;
const outcome = (answer: Answer) => [
  answer.statusCode,
  answer.body === '' ? undefined : answer.json<{ code?: string }>().code,
];
const personId = (login: string) => bench.home.people.find((person) => person.login === login)!.id;
const ask = (as: string | undefined, method: 'GET' | 'POST' | 'PUT' | 'DELETE', url: string, body?: unknown) =>
  bench.ask(method, url, { ...(as !== undefined && { as }), body });
const cookieOf = (answer: Answer, name: string) =>
  [answer.headers['set-cookie'] ?? []]
    .flat()
    .map((each) => each.split(';')[0]!)
    .find((each) => each.startsWith(`${name}=`) && each !== `${name}=`);
const password = (login: string, typed = PASSWORD) =>
  ask(undefined, 'POST', '/api/v1/session', { login, password: typed });
const code = (step: string | undefined, typed: string, more: Ask = {}) =>
  bench.ask('POST', '/api/v1/session/code', {
    ...more,
    headers: { ...more.headers, cookie: step ?? '' },
    body: { code: typed },
  });

interface Phone {
  readonly secret: string;
  readonly cookie: string;
  readonly paper: readonly string[];
}
const shows = ({ secret }: Pick<Phone, 'secret'>, aheadMs = 0) => phoneCode(secret, bench.clock.machineNow() + aheadMs);

/** The person has turned it on, and the code by which they did is over. */
async function withPhone(login: string): Promise<Phone> {
  const cookie = await bench.signIn(login);
  const { secret } = (await ask(cookie, 'POST', FACTOR)).json<Phone>();
  const turnedOn = await ask(cookie, 'POST', `${FACTOR}/confirmation`, { code: shows({ secret }) });
  expect(turnedOn.statusCode).toBe(201);
  bench.clock.pass(2 * STEP_MS);
  return { secret, cookie, paper: turnedOn.json<{ readonly codes: readonly string[] }>().codes };
}

/** The password was right: what the browser holds until the code. */
async function halfWay(login: string): Promise<string> {
  const answer = await password(login);
  expect(outcome(answer)).toEqual([401, 'second-factor-needed']);
  expect(cookieOf(answer, 'loa_session')).toBeUndefined();
  return cookieOf(answer, 'loa_step')!;
}

it('is asked for after the password, and not before it or instead of it', async () => {
  const phone = await withPhone('mai');
  expect(outcome(await password('mai', 'sai hết rồi'))).toEqual([401, 'sign-in-failed']);
  expect(outcome(await code(undefined, shows(phone)))).toEqual([401, 'sign-in-failed']);
  expect(outcome(await code('loa_step=không-có', shows(phone)))).toEqual([401, 'sign-in-failed']);
  const step = await halfWay('mai');
  expect(outcome(await ask(step, 'GET', '/api/v1/me'))).toEqual([401, 'not-signed-in']);
  expect(outcome(await code(step, '000000'))).toEqual([403, 'code-wrong']);
  const opened = await code(step, shows(phone));
  expect(opened.statusCode).toBe(201);
  const me = await ask(cookieOf(opened, 'loa_session'), 'GET', '/api/v1/me');
  expect(me.json()).toMatchObject({ personId: personId('mai'), strength: 'password', secondFactor: true });
  // Nobody else is asked.
  expect((await password('lanh-dao')).statusCode).toBe(201);
});

it('counts each code once, one step of drift each way, and none from before one that counted', async () => {
  const phone = await withPhone('mai');
  const ahead = shows(phone, STEP_MS);
  expect((await code(await halfWay('mai'), ahead)).statusCode).toBe(201);
  const next = await halfWay('mai');
  for (const used of [ahead, shows(phone), shows(phone, -STEP_MS), shows(phone, 2 * STEP_MS)]) {
    expect(outcome(await code(next, used))).toEqual([403, 'code-wrong']);
  }
  bench.clock.pass(2 * STEP_MS);
  // Of two at once one counts.
  const [one, two] = [await halfWay('mai'), await halfWay('mai')];
  const both = await Promise.all([one, two].map((step) => code(step, shows(phone))));
  expect(both.map(({ statusCode }) => statusCode).sort()).toEqual([201, 403]);
});

it('takes the half way once, for ten minutes, and not after the person was let out', async () => {
  const phone = await withPhone('mai');
  const step = await halfWay('mai');
  expect((await code(step, shows(phone))).statusCode).toBe(201);
  bench.clock.pass(STEP_MS);
  expect(outcome(await code(step, shows(phone)))).toEqual([401, 'sign-in-failed']);
  const late = await halfWay('mai');
  bench.clock.pass(10 * MINUTE_MS);
  expect(outcome(await code(late, shows(phone)))).toEqual([401, 'sign-in-failed']);
  const out = await halfWay('mai');
  const admin = await bench.signIn('quan-tri');
  await ask(admin, 'POST', `/api/v1/people/${personId('mai')}/sign-out`);
  expect(outcome(await code(out, shows(phone)))).toEqual([401, 'sign-in-failed']);
});

it('slows down whoever guesses codes, also one who types the right password between them', async () => {
  const phone = await withPhone('mai');
  for (let tries = 0; tries < 5; tries += 1) {
    expect(outcome(await code(await halfWay('mai'), '000000'))).toEqual([403, 'code-wrong']);
  }
  const step = await halfWay('mai');
  expect(outcome(await code(step, shows(phone)))).toEqual([429, 'too-many-requests']);
  bench.clock.pass(MINUTE_MS);
  expect((await code(step, shows(phone))).statusCode).toBe(201);
});

it('paper stands for a lost phone, each code once, and its owner is told', async () => {
  const { paper, cookie } = await withPhone('mai');
  expect(new Set(paper).size).toBe(10);
  const typed = ` ${paper[0]!.toLowerCase().replaceAll('-', ' ')} `;
  expect((await code(await halfWay('mai'), typed)).statusCode).toBe(201);
  expect(outcome(await code(await halfWay('mai'), paper[0]!))).toEqual([403, 'code-wrong']);
  expect((await ask(cookie, 'GET', FACTOR)).json()).toMatchObject({ recoveryCodesLeft: 9 });
  const { items } = (await ask(cookie, 'GET', '/api/v1/me/notices')).json<{
    readonly items: readonly { kind: string }[];
  }>();
  expect(items.map(({ kind }) => kind)).toContain('recovery-code-used');
  const renewed = (await ask(cookie, 'POST', `${FACTOR}/recovery-codes`)).json<{ readonly codes: readonly string[] }>();
  expect(outcome(await code(await halfWay('mai'), paper[1]!))).toEqual([403, 'code-wrong']);
  expect((await code(await halfWay('mai'), renewed.codes[0]!)).statusCode).toBe(201);
});

it('is turned on by a right code alone, ends sessions of the password alone, and is asked of nobody until then', async () => {
  const [cookie, other] = [await bench.signIn('mai'), await bench.signIn('mai')];
  const first = (await ask(cookie, 'POST', FACTOR)).json<Phone>();
  const { secret } = (await ask(cookie, 'POST', FACTOR)).json<Phone>();
  expect(outcome(await ask(cookie, 'POST', `${FACTOR}/confirmation`, { code: shows(first) }))).toEqual([
    403,
    'code-wrong',
  ]);
  expect((await password('mai')).statusCode).toBe(201);
  expect((await ask(cookie, 'POST', `${FACTOR}/confirmation`, { code: shows({ secret }) })).statusCode).toBe(201);
  expect((await ask(other, 'GET', '/api/v1/me')).statusCode).toBe(401);
  expect((await ask(cookie, 'GET', '/api/v1/me')).statusCode).toBe(200);
  expect(outcome(await ask(cookie, 'POST', FACTOR))).toEqual([409, 'wrong-state']);
});

it('a fresh proof takes password and code', async () => {
  const phone = await withPhone('mai');
  bench.clock.pass(15 * MINUTE_MS);
  expect(outcome(await ask(phone.cookie, 'DELETE', FACTOR))).toEqual([403, 'proof-too-old']);
  const prove = (body: object) => ask(phone.cookie, 'POST', '/api/v1/me/proof', body);
  expect(outcome(await prove({ password: PASSWORD }))).toEqual([401, 'second-factor-needed']);
  expect(outcome(await prove({ password: PASSWORD, code: '000000' }))).toEqual([403, 'code-wrong']);
  expect(outcome(await prove({ password: 'sai hết rồi', code: shows(phone) }))).toEqual([403, 'pin-wrong']);
  expect(outcome(await ask(phone.cookie, 'DELETE', FACTOR))).toEqual([403, 'proof-too-old']);
  expect((await prove({ password: PASSWORD, code: shows(phone) })).statusCode).toBe(204);
  expect((await ask(phone.cookie, 'DELETE', FACTOR)).statusCode).toBe(204);
  expect((await password('mai')).statusCode).toBe(201);
});

it('an administrator takes it from somebody else, who is told and has to come in anew everywhere', async () => {
  const { cookie } = await withPhone('lanh-dao');
  const { secret: token } = (await ask(cookie, 'POST', '/api/v1/me/tokens', { name: 'máy' })).json<Phone>();
  const url = `/api/v1/people/${personId('lanh-dao')}/second-factor`;
  expect(outcome(await ask(await bench.signIn('mai'), 'DELETE', url))).toEqual([403, 'not-allowed']);
  expect(outcome(await ask(await bench.signIn('quan-tri-2'), 'DELETE', url))).toEqual([404, 'not-found']);
  const admin = await bench.signIn('quan-tri');
  bench.clock.pass(15 * MINUTE_MS);
  expect(outcome(await ask(admin, 'DELETE', url))).toEqual([403, 'proof-too-old']);
  await ask(admin, 'POST', '/api/v1/me/proof', { password: PASSWORD });
  const own = `/api/v1/people/${personId('quan-tri')}/second-factor`;
  expect(outcome(await ask(admin, 'DELETE', own))).toEqual([403, 'own-account']);
  expect((await ask(admin, 'DELETE', url)).statusCode).toBe(204);
  expect(outcome(await ask(admin, 'DELETE', url))).toEqual([409, 'wrong-state']);
  expect((await ask(cookie, 'GET', '/api/v1/me')).statusCode).toBe(401);
  const byToken = await bench.ask('GET', '/api/v1/me', { headers: { authorization: `Bearer ${token}` } });
  expect(byToken.statusCode).toBe(401);
  const again = await bench.signIn('lanh-dao');
  const { items } = (await ask(again, 'GET', '/api/v1/me/notices')).json<{
    readonly items: readonly { kind: string }[];
  }>();
  expect(items.map(({ kind }) => kind)).toContain('second-factor-reset');
  const log = await ask(
    admin,
    'GET',
    `/api/v1/communes/${bench.home.commune.id}/audit?kind=person.second-factor-reset`,
  );
  expect(log.json()).toMatchObject({ items: [{ actor: personId('quan-tri'), subjectId: personId('lanh-dao') }] });
});

it('the secret stands in clear nowhere, and without its key paper still opens the door', async () => {
  const phone = await withPhone('mai');
  const { people } = bench.unitOfWork.read;
  const factor = await people.secondFactor(personId('mai'));
  expect(JSON.stringify(factor)).not.toContain(phone.secret);
  expect(JSON.stringify(await people.recoveryCodesOf(personId('mai')))).not.toContain(phone.paper[0]!);
  bench.sealingKey.lose();
  expect(outcome(await code(await halfWay('mai'), shows(phone)))).toEqual([403, 'code-wrong']);
  expect((await code(await halfWay('mai'), phone.paper[0]!)).statusCode).toBe(201);
});

describe('on pages without scripts', () => {
  const form = (as: string | undefined, url: string, fields: Readonly<Record<string, string>> = {}) =>
    bench.ask('POST', url, {
      ...(as !== undefined && { as }),
      headers: { 'sec-fetch-site': 'same-origin', 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams(fields).toString(),
    });

  it('a leader turns it on, comes in by it, and turns it off', async () => {
    const cookie = await bench.signIn('lanh-dao');
    expect((await ask(cookie, 'GET', '/second-factor')).body).toContain('/second-factor/begin');
    const begun = await form(cookie, '/second-factor/begin');
    expect(begun.body).toContain('<svg');
    const secret = /class="secret">([A-Z2-7 ]+)</.exec(begun.body)![1]!.replaceAll(' ', '');
    const wrong = await form(cookie, '/second-factor/confirm', { code: '000000' });
    expect([wrong.statusCode, wrong.body.includes('role="alert"'), wrong.body.includes('<svg')]).toEqual([
      403,
      true,
      true,
    ]);
    const on = await form(cookie, '/second-factor/confirm', { code: shows({ secret }) });
    expect(on.body.match(/<li><code>/g)).toHaveLength(10);
    bench.clock.pass(STEP_MS);

    const half = await form(undefined, '/sign-in', { login: 'lanh-dao', password: PASSWORD, next: '/leader' });
    expect([half.statusCode, half.headers.location]).toEqual([303, '/sign-in/code?next=%2Fleader']);
    expect((await ask(undefined, 'GET', '/sign-in/code?next=%2Fleader')).body).toContain('value="/leader"');
    const step = cookieOf(half, 'loa_step')!;
    const refused = await form(step, '/sign-in/code', { code: '000000', next: '/leader' });
    expect([refused.statusCode, refused.body.includes('action="/sign-in/code"')]).toEqual([403, true]);
    const opened = await form(step, '/sign-in/code', { code: shows({ secret }), next: '/leader' });
    expect([opened.statusCode, opened.headers.location]).toEqual([303, '/leader']);
    const lost = await form(step, '/sign-in/code', { code: shows({ secret }) });
    expect([lost.statusCode, lost.body.includes('action="/sign-in"')]).toEqual([401, true]);

    const own = cookieOf(opened, 'loa_session')!;
    bench.clock.pass(15 * MINUTE_MS);
    const asked = await form(own, '/second-factor/off');
    expect([asked.statusCode, asked.body.includes('name="proofCode"')]).toEqual([403, true]);
    const off = await form(own, '/second-factor/off', { proof: PASSWORD, proofCode: shows({ secret }) });
    expect([off.statusCode, off.headers.location]).toEqual([303, '/second-factor']);
    expect((await password('lanh-dao')).statusCode).toBe(201);
  });
});
