// Some acts ask for a proof that is not old: a screen that was left open approves nothing, warns of nothing and lets nobody in.
import { randomUUID } from 'node:crypto';
import { sha256Of } from '#application';
import { MINUTE_MS } from '#domain';
import { ApiBench, PASSWORD, type Answer, type Ask } from '../support/api-bench';

let bench: ApiBench;
let commune: string;
beforeAll(async () => {
  bench = await ApiBench.open();
  commune = `/api/v1/communes/${bench.home.commune.id}`;
});
afterAll(() => bench.close());

interface Told {
  readonly id: string;
  readonly code: string;
  readonly digest: string;
  readonly secret: string;
  readonly state: string;
}
const told = (answer: Answer) => answer.json<Told>();
const outcome = (answer: Answer) => [answer.statusCode, answer.statusCode < 300 ? undefined : told(answer).code];
const personId = (login: string) => bench.home.people.find((person) => person.login === login)!.id;
const browser = (cookie: string): Ask['headers'] => ({ cookie, 'sec-fetch-site': 'same-origin' });
const ask = (method: 'GET' | 'POST' | 'PATCH', url: string, who: Ask['headers'], body?: unknown, headers = {}) =>
  bench.ask(method, url, { headers: { ...who, ...headers }, body });
const prove = (who: Ask['headers'], password = PASSWORD) => ask('POST', '/api/v1/me/proof', who, { password });
const signedIn = async (login: string) => browser(await bench.signIn(login));

/** A session whose proof has just become too old. */
async function leftOpen(login: string): Promise<Ask['headers']> {
  const who = await signedIn(login);
  bench.clock.pass(15 * MINUTE_MS);
  return who;
}

async function handedIn(): Promise<Told> {
  const mai = await bench.signIn('mai');
  const versions = [{ language: 'vi', recordingId: await bench.readyRecording(mai), script: 'họp' }];
  const draft = await ask('POST', `${commune}/announcements`, browser(mai), { title: 'Họp', versions });
  return told(await ask('POST', `/api/v1/announcements/${told(draft).id}/submit`, browser(mai)));
}

const approve = ({ id, digest }: Told, who: Ask['headers'], headers = {}) =>
  ask('POST', `/api/v1/announcements/${id}/approve`, who, { digest }, headers);

/** Of whom, and what is asked; it gets as far as the question how old the proof is, or further. */
const ACTS: Readonly<Record<string, readonly [login: string, act: (who: Ask['headers']) => Promise<Answer>]>> = {
  'a person': [
    'quan-tri',
    (who) => ask('POST', `${commune}/people`, who, { name: 'Lạ', login: '0900000000', role: 'operator' }),
  ],
  'a one-time code': ['quan-tri', (who) => ask('POST', `/api/v1/people/${personId('ghi')}/codes`, who)],
  'a role': ['quan-tri', (who) => ask('POST', `/api/v1/people/${personId('ghi')}/grants`, who, { role: 'operator' })],
  'the code of a box': [
    'quan-tri',
    (who) => ask('POST', `/api/v1/controllers/${bench.home.controllers[0]!.id}/enrolment-codes`, who),
  ],
  'the link of a village head': [
    'mai',
    (who) => ask('POST', `/api/v1/people/${personId('truong-ban')}/village-link`, who),
  ],
  'another signing key': [
    'quan-tri',
    (who) => ask('POST', `${commune}/keys/changes`, who, { serial: 9, overlapDays: 1 }),
  ],
  'another key for drills': ['quan-tri', (who) => ask('POST', `${commune}/keys/drill-changes`, who)],
  'a token': ['mai', (who) => ask('POST', '/api/v1/me/tokens', who, { name: 'máy' })],
  rules: ['mai', (who) => ask('PATCH', `${commune}/rules`, who, {}, { 'if-match': '"1"' })],
  'who approves': [
    'quan-tri',
    (who) => ask('PATCH', commune, who, { approverRule: 'operator' }, { 'if-match': '"1"' }),
  ],
  'quiet hours of a village': [
    'quan-tri',
    async (who) => {
      const { items } = (await ask('GET', `${commune}/villages`, who)).json<{ readonly items: readonly Told[] }>();
      return ask('PATCH', `/api/v1/villages/${items[0]!.id}`, who, { quietHours: null }, { 'if-match': '"1"' });
    },
  ],
  'a warning': ['mai', (who) => ask('POST', `${commune}/emergencies`, who, warning)],
  'a warning alone': ['mai', (who) => ask('POST', `${commune}/emergencies/break-glass`, who, warning)],
};
const warning = {
  announcementId: 'không-có',
  wholeCommune: true,
  minutes: 10,
  reason: 'lũ về trong đêm, không gọi được ai',
};

it.each(Object.keys(ACTS))(
  '%s asks for a proof of the last 15 minutes, and for nothing more after it',
  async (what) => {
    const [login, act] = ACTS[what]!;
    const who = await leftOpen(login);
    expect(outcome(await act(who))).toEqual([403, 'proof-too-old']);
    expect((await prove(who)).statusCode).toBe(204);
    expect(outcome(await act(who))[1]).not.toBe('proof-too-old');
  },
);

it('an approval is repeated with the same key, and done once', async () => {
  const item = await handedIn();
  const who = await leftOpen('lanh-dao');
  const key = { 'idempotency-key': randomUUID() };
  expect(outcome(await approve(item, who, key))).toEqual([403, 'proof-too-old']);
  expect(outcome(await prove(who, 'sai hết rồi'))).toEqual([403, 'pin-wrong']);
  expect(outcome(await approve(item, who, key))).toEqual([403, 'proof-too-old']);
  await prove(who);
  for (const expected of [false, true]) {
    const answer = await approve(item, who, key);
    expect([answer.statusCode, told(answer).state]).toEqual([200, 'approved']);
    expect(answer.headers['idempotency-replayed'] !== undefined).toBe(expected);
  }
});

it('whoever goes on looking, stopping and drafting is asked for nothing', async () => {
  const who = await leftOpen('mai');
  const stop = { zoneIds: null, minutes: 1, reason: 'thử' };
  expect((await ask('POST', `${commune}/stops`, who, stop)).statusCode).toBe(201);
  expect((await ask('GET', `${commune}/people`, who)).statusCode).toBe(200);
  expect((await ask('POST', `${commune}/announcements`, who, { title: 'Nháp', versions: [] })).statusCode).toBe(201);
  expect(outcome(await ask('POST', `${commune}/emergencies/check`, who, warning))).toEqual([404, 'not-found']);
});

it('proofs that are wrong slow down like passwords', async () => {
  const who = await leftOpen('tho');
  const outcomes: unknown[] = [];
  for (let tried = 0; tried < 6; tried += 1) outcomes.push(outcome(await prove(who, `đoán lần ${tried}`))[1]);
  expect(outcomes).toEqual([...Array<string>(5).fill('pin-wrong'), 'too-many-requests']);
});

it('nothing is kept of a request that carries a password', async () => {
  const who = await signedIn('ghi');
  const key = randomUUID();
  const headers = { ...who, 'idempotency-key': key };
  await bench.ask('PUT', '/api/v1/me/pin', { headers, body: { password: PASSWORD, pin: '402517' } });
  await bench.ask('POST', '/api/v1/me/proof', { headers, body: { password: PASSWORD } });
  expect(await bench.unitOfWork.read.installation.intentSteps(personId('ghi'), sha256Of(key))).toEqual([]);
});

it('a token proves nothing anew: only one that was made for it approves', async () => {
  const owner = await signedIn('lanh-dao');
  const tokenOf = async (body: object) => ({
    authorization: `Bearer ${told(await ask('POST', '/api/v1/me/tokens', owner, { name: 'máy', ...body })).secret}`,
  });
  const [plain, trusted] = [await tokenOf({}), await tokenOf({ trusted: true })];
  const item = await handedIn();
  expect(outcome(await approve(item, plain))).toEqual([403, 'needs-password']);
  expect(outcome(await prove(plain))).toEqual([403, 'needs-password']);
  expect(outcome(await approve(item, trusted))).toEqual([200, undefined]);
});

it('the leader’s page asks on the spot, and loses nothing of the form', async () => {
  const item = await handedIn();
  const who = await leftOpen('lanh-dao');
  const send = (fields: Readonly<Record<string, string>>) =>
    bench.ask('POST', '/leader/approvals', {
      headers: { ...who, 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams(fields).toString(),
    });
  const chosen = { id: item.id, kind: 'announcement', digest: item.digest, heard: 'yes' };
  const fields = { ...chosen, intent: randomUUID() };

  const asked = await send(fields);
  expect([asked.statusCode, asked.body.includes('action="/leader/approvals"')]).toEqual([403, true]);
  for (const [name, value] of Object.entries(chosen)) expect(asked.body).toContain(`name="${name}" value="${value}"`);
  expect(asked.body.match(/name="intent"/g)).toHaveLength(1);
  const wrong = await send({ ...fields, proof: 'sai hết rồi' });
  expect([wrong.statusCode, wrong.body.includes('sai hết rồi')]).toEqual([403, false]);
  const done = await send({ ...fields, proof: PASSWORD });
  expect([done.statusCode, done.headers['location']]).toEqual([303, '/leader?done=approved']);
});
