// Nobody alone makes somebody who approves: a code for a leader and a role that lets approve wait for a second person, or for a day in which all are told.
import { HOUR_MS, SECOND_PERSON_WAIT_MS } from '#domain';
import { ApiBench, PASSWORD, type Answer } from '../support/api-bench';

let bench: ApiBench;
let commune: string;
let admin: string;
beforeEach(async () => {
  bench = await ApiBench.open();
  commune = `/api/v1/communes/${bench.home.commune.id}`;
  admin = await bench.signIn('quan-tri');
});
afterEach(() => bench.close());

interface Told {
  readonly id: string;
  readonly code: string;
  readonly digest: string;
  readonly worksFrom: string | null;
  readonly person: Told;
  readonly items: readonly Readonly<Record<string, unknown>>[];
}
const told = (answer: Answer) => answer.json<Told>();
const outcome = (answer: Answer) => [answer.statusCode, answer.statusCode < 300 ? undefined : told(answer).code];
const personId = (login: string) => bench.home.people.find((person) => person.login === login)!.id;
const post = (url: string, as: string, body?: unknown) => bench.ask('POST', url, { as, body });
const codeFor = (login: string, as = admin) => post(`/api/v1/people/${personId(login)}/codes`, as);
const agree = (login: string, as: string) => post(`/api/v1/people/${personId(login)}/agreement`, as);
const object = (login: string, as: string) => post(`/api/v1/people/${personId(login)}/objection`, as);
const setPassword = async (code: string) =>
  outcome(await bench.ask('POST', '/api/v1/me/password', { body: { code, password: 'ruộng bậc thang xanh' } }));
const notices = async (as: string) =>
  told(await bench.ask('GET', '/api/v1/me/notices', { as })).items.map(({ kind }) => kind);
const roles = async (as: string) =>
  (await bench.ask('GET', '/api/v1/me', { as })).json<{ grants: { role: string }[] }>().grants.map(({ role }) => role);
const logged = async () =>
  (await bench.unitOfWork.read.events.after(bench.home.commune.id, 0, 1_000)).map(({ kind }) => kind);
const prove = (as: string) => post('/api/v1/me/proof', as, { password: PASSWORD });

/** From then on there is somebody who approves. */
async function somethingIsApproved(): Promise<void> {
  const mai = await bench.signIn('mai');
  const versions = [{ language: 'vi', recordingId: await bench.readyRecording(mai), script: 'họp' }];
  const { id } = told(await post(`${commune}/announcements`, mai, { title: 'Họp', versions }));
  const { digest } = told(await post(`/api/v1/announcements/${id}/submit`, mai));
  const approved = await post(`/api/v1/announcements/${id}/approve`, await bench.signIn('lanh-dao'), { digest });
  expect(approved.statusCode).toBe(200);
}

const invite = async (login: string, role: string) =>
  told(await post(`${commune}/people`, admin, { name: `${login} mới`, login, role, villageId: null }));

describe('a code for somebody who approves', () => {
  it('opens nothing for whoever made it, and the leader is told at once in the app and on the own page', async () => {
    const leader = await bench.signIn('lanh-dao');
    const { code, worksFrom } = told(await codeFor('lanh-dao'));
    expect(worksFrom).toBe(new Date(bench.clock.now() + SECOND_PERSON_WAIT_MS).toISOString());
    expect(await setPassword(code)).toEqual([409, 'code-waits']);
    expect(outcome(await agree('lanh-dao', admin))).toEqual([403, 'not-allowed']);
    expect(await notices(leader)).toEqual(['code-waits']);
    const { body } = await bench.ask('GET', '/leader', { as: leader });
    expect(body).toContain('action="/leader/agreements"');
    expect(body).toContain('action="/leader/objections"');
    expect((await bench.ask('GET', '/api/v1/me', { as: leader })).statusCode).toBe(200);
  });

  it('works once the leader said yes where they are signed in, also with the password forgotten', async () => {
    const leader = await bench.signIn('lanh-dao');
    const { code } = told(await codeFor('lanh-dao'));
    bench.clock.pass(HOUR_MS);
    expect((await agree('lanh-dao', leader)).statusCode).toBe(204);
    expect(await setPassword(code)).toEqual([204, undefined]);
    expect(await logged()).not.toContain('person.code-waited');
    expect(await logged()).toContain('person.waiting-agreed');
  });

  it('is void once the leader said no, and whoever made it is told', async () => {
    const { code } = told(await codeFor('lanh-dao'));
    const fields = new URLSearchParams({ id: personId('lanh-dao') }).toString();
    const leader = await bench.signIn('lanh-dao');
    const said = await bench.ask('POST', '/leader/objections', {
      as: leader,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: fields,
    });
    expect(said.headers['location']).toBe('/leader?done=objected');
    expect(await setPassword(code)).toEqual([401, 'sign-in-failed']);
    expect(await notices(admin)).toContain('waiting-refused');
    bench.clock.pass(SECOND_PERSON_WAIT_MS);
    expect(await setPassword(code)).toEqual([401, 'sign-in-failed']);
  });

  it('works after a day in which nobody said anything, which the log tells: the way out of a leader who lost everything', async () => {
    const { code } = told(await codeFor('lanh-dao'));
    bench.clock.pass(SECOND_PERSON_WAIT_MS - 1);
    expect(await setPassword(code)).toEqual([409, 'code-waits']);
    bench.clock.pass(1);
    expect(await setPassword(code)).toEqual([204, undefined]);
    expect(await logged()).toContain('person.code-waited');
  });

  it('asks another administrator for a fresh proof to say yes, and not to say no', async () => {
    await post(`/api/v1/people/${personId('mai')}/grants`, admin, { role: 'admin' });
    const second = await bench.signIn('mai');
    await codeFor('lanh-dao');
    expect(await notices(second)).toContain('code-waits');
    expect(told(await bench.ask('GET', '/api/v1/me/waiting', { as: second })).items).toMatchObject([
      { personId: personId('lanh-dao'), what: 'code', role: null, mayAgree: true },
    ]);
    bench.clock.pass(HOUR_MS);
    expect(outcome(await agree('lanh-dao', second))).toEqual([403, 'proof-too-old']);
    expect((await object('lanh-dao', second)).statusCode).toBe(204);
    expect(outcome(await object('lanh-dao', second))).toEqual([409, 'wrong-state']);
  });

  it('of an administrator and of whoever stands in for a leader waits too, of others it does not', async () => {
    await post(`/api/v1/people/${personId('mai')}/grants`, admin, { role: 'admin' });
    const second = await bench.signIn('mai');
    const waits = async (login: string, as = admin) => told(await codeFor(login, as)).worksFrom !== null;
    expect([await waits('quan-tri', second), await waits('ghi'), await waits('tho')]).toEqual([true, false, false]);
    await post(`${commune}/delegations`, await bench.signIn('lanh-dao'), {
      toPersonId: personId('tho'),
      until: new Date(bench.clock.now() + HOUR_MS).toISOString(),
    });
    expect(await waits('tho')).toBe(true);
  });

  it('that was made before they came to approve opens nothing any more', async () => {
    const { code } = told(await codeFor('tho'));
    await post(`${commune}/delegations`, await bench.signIn('lanh-dao'), {
      toPersonId: personId('tho'),
      until: new Date(bench.clock.now() + HOUR_MS).toISOString(),
    });
    expect(await setPassword(code)).toEqual([401, 'sign-in-failed']);
  });

  it('is as simple as ever for a leader who never signed in', async () => {
    const { code, worksFrom, person } = await invite('0912345678', 'leader');
    expect(worksFrom).toBeNull();
    const again = told(await post(`/api/v1/people/${person.id}/codes`, admin));
    expect([again.worksFrom, await setPassword(code), await setPassword(again.code)]).toEqual([
      null,
      [401, 'sign-in-failed'],
      [204, undefined],
    ]);
  });
});

describe('a role that lets approve, once somebody approves here', () => {
  const signIn = async (login: string) =>
    String(
      (await bench.ask('POST', '/api/v1/session', { body: { login, password: 'ruộng bậc thang xanh' } })).headers[
        'set-cookie'
      ],
    ).split(';')[0]!;

  it('holds for nobody whom one administrator invited, until a leader said yes', async () => {
    await somethingIsApproved();
    const { code, person } = await invite('0912345678', 'leader');
    expect(await setPassword(code)).toEqual([204, undefined]);
    const invited = await signIn('0912345678');
    expect(await roles(invited)).toEqual([]);
    for (const as of [admin, invited])
      expect((await post(`/api/v1/people/${person.id}/agreement`, as)).statusCode).toBe(as === admin ? 403 : 404);
    const leader = await bench.signIn('lanh-dao');
    expect(await notices(leader)).toContain('role-waits');
    expect((await post(`/api/v1/people/${person.id}/agreement`, leader)).statusCode).toBe(204);
    expect(await roles(invited)).toEqual(['leader']);
  });

  it.each([
    ['given', () => post(`/api/v1/people/${personId('tho')}/grants`, admin, { role: 'leader' })],
    [
      'handed over',
      () => post(`/api/v1/people/${personId('duyet-thay')}/hand-over`, admin, { toPersonId: personId('tho') }),
    ],
  ])('waits also where it is %s, and holds after a day', async (_how, give) => {
    await bench.unitOfWork.run(({ people }) =>
      people.insertGrant({
        id: 'second',
        communeId: bench.home.commune.id,
        personId: personId('duyet-thay'),
        role: 'leader',
        villageId: null,
      }),
    );
    const [grant] = await bench.unitOfWork.read.people.grantsOf(personId('duyet-thay'));
    await bench.ask('DELETE', `/api/v1/grants/${grant!.id}`, { as: admin });
    await somethingIsApproved();
    const technician = await bench.signIn('tho');
    expect(Math.floor((await give()).statusCode / 100)).toBe(2);
    expect(await roles(technician)).toEqual(['technician']);
    expect(outcome(await agree('tho', technician))).toEqual([403, 'not-allowed']);
    bench.clock.pass(SECOND_PERSON_WAIT_MS - 1);
    expect(await roles(technician)).toEqual(['technician']);
    bench.clock.pass(1);
    expect(await roles(technician)).toEqual(['technician', 'leader']);
  });

  it('is taken back by one no, also by the no of whoever would get it', async () => {
    await somethingIsApproved();
    await post(`/api/v1/people/${personId('tho')}/grants`, admin, { role: 'admin' });
    const technician = await bench.signIn('tho');
    expect((await object('tho', technician)).statusCode).toBe(204);
    bench.clock.pass(2 * SECOND_PERSON_WAIT_MS);
    expect(await roles(technician)).toEqual(['technician']);
  });

  it('of others holds at once', async () => {
    await somethingIsApproved();
    await prove(admin);
    await post(`/api/v1/people/${personId('tho')}/grants`, admin, { role: 'operator' });
    expect(await roles(await bench.signIn('tho'))).toEqual(['technician', 'operator']);
  });
});
