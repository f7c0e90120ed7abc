// Personal links through the API: approving once on a phone, the village head's one tap, and everything by which a link stops being good.
import { AirPlanner, sha256Of } from '#application';
import { DAY_MS, HOUR_MS, MINUTE_MS, type Role } from '#domain';
import { ApiBench, PASSWORD, type Answer } from '../support/api-bench';

let bench: ApiBench;
let mai: string;
let leader: string;
let commune: string;
beforeEach(async () => {
  bench = await ApiBench.open();
  commune = `/api/v1/communes/${bench.home.commune.id}`;
  [mai, leader] = [await bench.signIn('mai'), await bench.signIn('lanh-dao')];
});
afterEach(() => bench.close());

const PIN = '402517';

interface Told {
  readonly id: string;
  readonly code: string;
  readonly state: string;
  readonly digest: string;
  readonly token: string;
  readonly reason: string;
  readonly triesLeft: number;
}
const told = (answer: Answer) => answer.json<Told>();
const outcome = (answer: Answer) => [answer.statusCode, told(answer).code];
const post = (url: string, body?: unknown, as?: string) =>
  bench.ask('POST', url, { ...(as !== undefined && { as }), body });
const get = (url: string, as?: string) => bench.ask('GET', url, { ...(as !== undefined && { as }) });

const personId = (login: string) => bench.home.people.find((person) => person.login === login)!.id;
const setPin = (as: string, pin = PIN, password = PASSWORD) =>
  bench.ask('PUT', '/api/v1/me/pin', { as, body: { password, pin } });
const takeAway = (login: string, role: Role) =>
  bench.unitOfWork.run(async ({ people }) => {
    for (const held of await people.grantsOf(personId(login))) {
      if (held.role === role) await people.deleteGrant(held.id);
    }
  });

async function proposed(at = '17:00', title = 'Tiêm phòng'): Promise<Told & { readonly recordingId: string }> {
  const recordingId = await bench.readyRecording(mai);
  const versions = [{ language: 'vi', recordingId, script: 'Kính mời bà con' }];
  const { id: announcementId } = told(await post(`${commune}/announcements`, { title, versions }, mai));
  await post(`/api/v1/announcements/${announcementId}/submit`, undefined, mai);
  const recurrence = { kind: 'once', date: '2026-11-23' };
  const request = { announcementId, wholeCommune: true, start: { kind: 'exact', at }, recurrence };
  return { ...told(await post(`${commune}/bookings`, request, mai)), recordingId };
}

describe('a link to approve', () => {
  const issue = (bookingId: string, as = mai, to = personId('lanh-dao')) =>
    post(`/api/v1/bookings/${bookingId}/approval-links`, { personId: to }, as);
  const approve = (token: string, digest: string, proof: object = { pin: PIN }) =>
    post(`/api/v1/links/${token}/approval`, { digest, ...proof });

  it('shows and plays what is to be approved, and approves it once, as that person, by PIN', async () => {
    await setPin(leader);
    const booking = await proposed();
    const issued = await issue(booking.id);
    const { token, path } = issued.json<Told & { path: string }>();
    expect([issued.statusCode, path, issued.headers['cache-control']]).toEqual([201, `/l/${token}`, 'no-store']);

    const shown = await get(`/api/v1/links/${token}`);
    expect(shown.json()).toMatchObject({
      person: 'lanh-dao xã Mường Thải',
      asksFor: 'pin',
      booking: { digest: booking.digest, announcement: { versions: [{ script: 'Kính mời bà con' }] } },
      preview: { starts: [{ startsAt: '2026-11-23T10:00:00.000Z' }, {}], conflicts: [] },
    });
    const sound = await get(`/api/v1/links/${token}/recordings/${booking.recordingId}/sound`);
    expect([sound.statusCode, sound.body]).toEqual([200, 'bản phát']);

    const approved = await approve(token, booking.digest);
    expect([approved.statusCode, approved.json()]).toMatchObject([
      200,
      { state: 'approved', approvedBy: personId('lanh-dao') },
    ]);
    for (const again of [await approve(token, booking.digest), await get(`/api/v1/links/${token}`)]) {
      expect([...outcome(again), told(again).reason]).toEqual([410, 'link-expired', 'used']);
    }
    const logged = await bench.unitOfWork.read.events.latest(bench.home.commune.id, { limit: 100 });
    expect(logged.items.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['link.issued', 'link.used']));
    expect(JSON.stringify(logged.items)).not.toContain(token);
    expect(await bench.unitOfWork.read.links.linkByToken(sha256Of(token))).not.toHaveProperty('token');
  });

  it('asks for the password of whoever has no PIN', async () => {
    const booking = await proposed();
    const { token } = told(await issue(booking.id, leader));
    expect((await get(`/api/v1/links/${token}`)).json()).toMatchObject({ asksFor: 'password' });
    expect(outcome(await approve(token, booking.digest))).toEqual([403, 'pin-wrong']);
    expect((await approve(token, booking.digest, { password: PASSWORD })).statusCode).toBe(200);
  });

  it('tells how many tries are left, and dies of the fifth wrong one', async () => {
    await setPin(leader);
    const booking = await proposed();
    const { token } = told(await issue(booking.id));
    const left: unknown[] = [];
    for (let tries = 0; tries < 5; tries += 1) {
      const wrong = await approve(token, booking.digest, { pin: '000000' });
      expect(outcome(wrong)).toEqual([403, 'pin-wrong']);
      left.push(told(wrong).triesLeft);
    }
    expect(left).toEqual([4, 3, 2, 1, 0]);
    expect(outcome(await approve(token, booking.digest))).toEqual([410, 'link-expired']);

    const another = told(await issue(booking.id));
    const slowed = await approve(another.token, booking.digest);
    expect([...outcome(slowed), Number(slowed.headers['retry-after']) > 0]).toEqual([429, 'too-many-requests', true]);
    bench.clock.pass(MINUTE_MS);
    expect((await approve(another.token, booking.digest)).statusCode).toBe(200);
  });

  it('does not let many guesses in at once', async () => {
    await setPin(leader);
    const booking = await proposed();
    const { token } = told(await issue(booking.id));
    const guesses = await Promise.all(
      Array.from({ length: 20 }, (_, guess) => approve(token, booking.digest, { pin: String(100_000 + guess) })),
    );
    const lookedAt = guesses.filter((guess) => told(guess).code === 'pin-wrong');
    expect(lookedAt.length).toBeLessThanOrEqual(5);
  });

  it('holds every rule: what changed meanwhile is stale, and the link is still good for the new state', async () => {
    await setPin(leader);
    const booking = await proposed();
    const { token } = told(await issue(booking.id));
    expect(outcome(await approve(token, '0'.repeat(64)))).toEqual([409, 'approval-stale']);
    expect((await approve(token, booking.digest)).statusCode).toBe(200);
  });

  it('is made by the desk for somebody who may approve, or by the approver, and by nobody else', async () => {
    const booking = await proposed();
    expect(outcome(await issue(booking.id, mai, personId('mai')))).toEqual([403, 'not-allowed']);
    expect(outcome(await issue(booking.id, mai, personId('ghi')))).toEqual([403, 'not-allowed']);
    expect(outcome(await issue(booking.id, await bench.signIn('ghi')))).toEqual([403, 'not-allowed']);
    expect(outcome(await issue(booking.id, await bench.signIn('mai-2')))).toEqual([404, 'not-found']);
    const foreign = bench.foreign.people.find(({ login }) => login === 'lanh-dao-2')!.id;
    expect(outcome(await issue(booking.id, mai, foreign))).toEqual([404, 'not-found']);
    expect((await issue(booking.id, leader)).statusCode).toBe(201);
  });

  it('is no longer good when it expired, was taken back, or the person may no longer approve', async () => {
    await setPin(leader);
    const booking = await proposed();
    const [late, taken, lost] = [
      told(await issue(booking.id)),
      told(await issue(booking.id)),
      told(await issue(booking.id)),
    ];
    const stranger = await bench.ask('DELETE', `/api/v1/links/${taken.id}`, { as: await bench.signIn('mai-2') });
    expect(stranger.statusCode).toBe(404);
    expect((await bench.ask('DELETE', `/api/v1/links/${taken.id}`, { as: mai })).statusCode).toBe(204);
    expect(outcome(await approve(taken.token, booking.digest))).toEqual([410, 'link-expired']);

    await takeAway('lanh-dao', 'leader');
    expect(outcome(await approve(lost.token, booking.digest))).toEqual([410, 'link-expired']);
    expect(outcome(await get(`/api/v1/links/${lost.token}`))).toEqual([410, 'link-expired']);
    bench.clock.pass(DAY_MS);
    expect(told(await approve(late.token, booking.digest)).reason).toBe('expired');
    expect(outcome(await get(`/api/v1/links/${'x'.repeat(43)}`))).toEqual([404, 'link-unknown']);
  });

  it('of a deputy ends with the delegation', async () => {
    const until = new Date(bench.clock.now() + HOUR_MS).toISOString();
    await post(`${commune}/delegations`, { toPersonId: personId('tho'), until }, leader);
    const booking = await proposed();
    const { token } = told(await issue(booking.id, mai, personId('tho')));
    bench.clock.pass(HOUR_MS);
    expect(outcome(await approve(token, booking.digest, { password: PASSWORD }))).toEqual([403, 'not-allowed']);
  });
});

describe('a link of a village head', () => {
  const issue = (as = mai, login = 'truong-ban') =>
    post(`/api/v1/people/${personId(login)}/village-link`, undefined, as);
  interface Broadcast {
    readonly rundownId: string;
    readonly village: string;
    readonly titles: readonly string[];
    readonly answer: string | null;
    readonly toConfirm: boolean;
  }
  const today = async (token: string) =>
    (await get(`/api/v1/links/${token}/today`)).json<{ broadcasts: Broadcast[] }>().broadcasts;
  const confirm = (token: string, rundownId: string, answer: string) =>
    post(`/api/v1/links/${token}/confirmations`, { rundownId, answer });

  async function onAir(): Promise<void> {
    const { id, digest } = await proposed();
    expect((await post(`/api/v1/bookings/${id}/approve`, { digest }, leader)).statusCode).toBe(200);
    await bench.app.get(AirPlanner).plan(bench.home.commune.id);
  }

  it('shows the own village alone, takes one tap, and the later word replaces the earlier', async () => {
    await onAir();
    const { token } = told(await issue());
    const [before, ...others] = await today(token);
    expect(others).toEqual([]);
    expect(before).toMatchObject({ village: 'bản Suối Tàu', titles: ['Tiêm phòng'], answer: null, toConfirm: false });
    expect(outcome(await confirm(token, before!.rundownId, 'heard'))).toEqual([409, 'rundown-not-over']);

    bench.clock.pass(12 * HOUR_MS);
    expect(await today(token)).toMatchObject([{ toConfirm: true }]);
    expect((await confirm(token, before!.rundownId, 'heard')).statusCode).toBe(201);
    expect((await confirm(token, before!.rundownId, 'heard')).statusCode).toBe(201);
    expect((await confirm(token, before!.rundownId, 'faint')).statusCode).toBe(201);
    expect(await today(token)).toMatchObject([{ answer: 'faint', toConfirm: false }]);
    const rundown = await get(`/api/v1/rundowns/${before!.rundownId}`, mai);
    expect(rundown.json<{ confirmations: object[] }>().confirmations).toMatchObject([
      { answer: 'faint', personId: personId('truong-ban') },
    ]);
  });

  it('takes the word a week later', async () => {
    await onAir();
    const { token } = told(await issue());
    bench.clock.pass(7 * DAY_MS);
    const [open] = await today(token);
    expect(open).toMatchObject({ titles: ['Tiêm phòng'], toConfirm: true });
    expect((await confirm(token, open!.rundownId, 'not_heard')).statusCode).toBe(201);
    expect(await today(token)).toEqual([]);
  });

  it('asks for no word that is not taken any more', async () => {
    await onAir();
    const { token } = told(await issue());
    const [own] = await today(token);
    bench.clock.pass(7 * DAY_MS + 12 * HOUR_MS);
    expect(outcome(await confirm(token, own!.rundownId, 'heard'))).toEqual([409, 'confirmation-too-late']);
    expect(await today(token)).toEqual([]);
  });

  it('is good for nothing else: not another village, no approval, no session', async () => {
    await onAir();
    const { token } = told(await issue());
    const { items } = (await get(`${commune}/rundowns`, mai)).json<{ items: { id: string; villageId: string }[] }>();
    const [own] = await today(token);
    const neighbour = items.find(({ id }) => id !== own!.rundownId)!;
    bench.clock.pass(12 * HOUR_MS);
    expect(outcome(await confirm(token, neighbour.id, 'heard'))).toEqual([403, 'not-allowed']);
    expect(outcome(await get(`/api/v1/links/${token}`))).toEqual([404, 'link-unknown']);
    expect(outcome(await post(`/api/v1/links/${token}/approval`, { digest: '0'.repeat(64), pin: PIN }))).toEqual([
      404,
      'link-unknown',
    ]);
    const asBearer = await bench.ask('GET', '/api/v1/me', { headers: { authorization: `Bearer ${token}` } });
    expect(asBearer.statusCode).toBe(401);
  });

  it('is made for a village head by the desk or the administrator, and taken back by them', async () => {
    expect(outcome(await issue(leader))).toEqual([403, 'not-allowed']);
    expect(outcome(await issue(mai, 'ghi'))).toEqual([403, 'not-allowed']);
    expect(outcome(await issue(await bench.signIn('mai-2')))).toEqual([404, 'not-found']);
    const { id, token } = told(await issue(await bench.signIn('quan-tri')));
    expect((await bench.ask('DELETE', `/api/v1/links/${id}`, { as: mai })).statusCode).toBe(204);
    expect(told(await get(`/api/v1/links/${token}/today`)).reason).toBe('revoked');
  });

  it('ends after 180 days', async () => {
    const { token } = told(await issue());
    bench.clock.pass(180 * DAY_MS - 1);
    expect((await get(`/api/v1/links/${token}/today`)).statusCode).toBe(200);
    bench.clock.pass(1);
    expect(told(await get(`/api/v1/links/${token}/today`)).reason).toBe('expired');
  });

  it('ends with the role, whatever other role the person holds', async () => {
    const { token } = told(await issue());
    await bench.unitOfWork.run(({ people }) =>
      people.insertGrant({
        id: 'another',
        communeId: bench.home.commune.id,
        personId: personId('truong-ban'),
        role: 'operator',
        villageId: null,
      }),
    );
    await takeAway('truong-ban', 'village_head');
    expect(told(await get(`/api/v1/links/${token}/today`)).reason).toBe('no-role');
    await takeAway('truong-ban', 'operator');
    expect(told(await get(`/api/v1/links/${token}/today`)).reason).toBe('no-role');
  });
});

describe('a PIN', () => {
  const signInByPin = (login: string, pin = PIN) => post('/api/v1/session/pin', { login, pin });

  it('is six digits, and set with the password only', async () => {
    expect((await setPin(leader, '12345')).statusCode).toBe(400);
    expect(outcome(await setPin(leader, PIN, 'sai mật khẩu'))).toEqual([403, 'pin-wrong']);
    expect((await setPin(leader)).statusCode).toBe(204);
    expect(JSON.stringify(await bench.unitOfWork.read.people.person(personId('lanh-dao')))).not.toContain(`"${PIN}"`);
  });

  it('lets a village head in, and nobody who holds more', async () => {
    await setPin(await bench.signIn('truong-ban'));
    await setPin(leader);
    const opened = await signInByPin('truong-ban');
    expect([opened.statusCode, opened.json()]).toMatchObject([201, { person: { grants: [{ role: 'village_head' }] } }]);
    expect(outcome(await signInByPin('lanh-dao'))).toEqual([403, 'not-allowed']);
    expect(outcome(await signInByPin('truong-ban', '000000'))).toEqual([401, 'sign-in-failed']);
    expect(outcome(await signInByPin('ghi'))).toEqual([401, 'sign-in-failed']);

    const session = String(opened.headers['set-cookie']).split(';')[0]!;
    await bench.unitOfWork.run(({ people }) =>
      people.insertGrant({
        id: 'later',
        communeId: bench.home.commune.id,
        personId: personId('truong-ban'),
        role: 'operator',
        villageId: null,
      }),
    );
    const me = await get('/api/v1/me', session);
    expect(me.json<{ grants: object[] }>().grants).toMatchObject([{ role: 'village_head' }]);
  });

  it('is slowed down when it is guessed', async () => {
    let answer = await signInByPin('truong-ban', '000000');
    for (let tries = 1; tries < 10 && answer.statusCode === 401; tries += 1) answer = await signInByPin('truong-ban');
    expect(outcome(answer)).toEqual([429, 'too-many-requests']);
  });
});
