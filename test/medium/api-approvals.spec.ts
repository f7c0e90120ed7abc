// The approval chain through the API: who is told that something waits, who may approve it, and how it is sent back.
import { DAY_MS, type LanguageVersion, type Role } from '#domain';
import { newId } from '#application';
import { ApiBench, type Answer } from '../support/api-bench';

let bench: ApiBench;
let ghi: string;
let mai: string;
let leader: string;
let commune: string;
beforeEach(async () => {
  bench = await ApiBench.open();
  commune = `/api/v1/communes/${bench.home.commune.id}`;
  [ghi, mai, leader] = [await bench.signIn('ghi'), await bench.signIn('mai'), await bench.signIn('lanh-dao')];
});
afterEach(() => bench.close());

interface Told {
  readonly id: string;
  readonly code: string;
  readonly state: string;
  readonly detail: string;
  readonly digest: string;
  readonly versions: readonly LanguageVersion[];
}
const told = (answer: Answer) => answer.json<Told>();
const post = (as: string, url: string, body?: unknown, headers: Readonly<Record<string, string>> = {}) =>
  bench.ask('POST', url, { as, body, headers });

const personId = (login: string) => bench.home.people.find((person) => person.login === login)!.id;

/** Gives a person one more role in the whole commune. */
const grant = (login: string, role: Role) =>
  bench.unitOfWork.run(({ people }) =>
    people.insertGrant({
      id: newId(bench.clock.now()),
      communeId: bench.home.commune.id,
      personId: personId(login),
      role,
      villageId: null,
    }),
  );

/** Takes every such role of a person away. */
const takeAway = (login: string, role: Role) =>
  bench.unitOfWork.run(async ({ people }) => {
    for (const held of await people.grantsOf(personId(login))) {
      if (held.role === role) await people.deleteGrant(held.id);
    }
  });

async function handedIn(as: string, title: string): Promise<Told> {
  const versions = [{ language: 'vi', recordingId: await bench.readyRecording(as), script: title }];
  const { id } = told(await post(as, `${commune}/announcements`, { title, versions }));
  return told(await post(as, `/api/v1/announcements/${id}/submit`));
}

async function proposed(as: string, announcementId: string, at = '17:00'): Promise<Told> {
  const recurrence = { kind: 'once', date: '2026-11-23' };
  const answer = await post(as, `${commune}/bookings`, {
    announcementId,
    wholeCommune: true,
    start: { kind: 'exact', at },
    recurrence,
  });
  expect(answer.statusCode).toBe(201);
  return told(answer);
}

const approve = (as: string, { id, digest }: Told) => post(as, `/api/v1/bookings/${id}/approve`, { digest });

interface ToldNotice {
  readonly id: string;
  readonly kind: string;
  readonly subjectId: string;
  readonly detail: string;
  readonly readAt: string | null;
}
async function noticesOf(as: string, language = 'vi'): Promise<readonly ToldNotice[]> {
  const answer = await bench.ask('GET', '/api/v1/me/notices', { as, headers: { 'accept-language': language } });
  return answer.json<{ items: ToldNotice[] }>().items;
}

describe('notices', () => {
  it('tell those who may approve what waits, not those who made it, in the language they read', async () => {
    const announcement = await handedIn(ghi, 'Tiêm phòng');
    const booking = await proposed(mai, announcement.id);

    expect(await noticesOf(leader)).toMatchObject([
      {
        kind: 'approval-waits',
        subjectId: booking.id,
        detail: '"Tiêm phòng" đang chờ duyệt. Người gửi: mai xã Mường Thải.',
      },
      { kind: 'approval-waits', subjectId: announcement.id },
    ]);
    expect((await noticesOf(leader, 'en'))[0]!.detail).toBe(
      '"Tiêm phòng" waits for approval. Sent by mai xã Mường Thải.',
    );
    expect([await noticesOf(ghi), await noticesOf(mai)]).toEqual([[], []]);
  });

  it('come page by page and are read by their own person only', async () => {
    for (const title of ['Một', 'Hai', 'Ba']) await handedIn(ghi, title);
    const page = await bench.ask('GET', '/api/v1/me/notices?limit=2', { as: leader });
    expect(page.json()).toMatchObject({
      items: [{ detail: expect.stringContaining('"Ba"') }, { detail: expect.stringContaining('"Hai"') }],
    });
    expect(page.headers['link']).toContain('rel="next"');

    const [newest] = await noticesOf(leader);
    const foreign = await post(mai, `/api/v1/me/notices/${newest!.id}/read`);
    expect([foreign.statusCode, told(foreign).code]).toEqual([404, 'not-found']);
    const read = () => post(leader, `/api/v1/me/notices/${newest!.id}/read`);
    expect([(await read()).statusCode, (await read()).statusCode]).toEqual([204, 204]);
    expect((await noticesOf(leader)).map(({ readAt }) => readAt !== null)).toEqual([true, false, false]);
  });

  it('bring the author the note with which it was sent back, and there is no sending back without one', async () => {
    const { id } = await handedIn(ghi, 'Họp bản');
    const sendBack = (body: unknown, language: string) =>
      post(leader, `/api/v1/announcements/${id}/request-changes`, body, { 'accept-language': language });
    for (const nothing of [{}, { note: '' }, { note: '  ' }]) {
      const refused = await sendBack(nothing, 'vi');
      expect([refused.statusCode, told(refused).code]).toEqual([422, 'note-required']);
      expect(told(refused).detail).toContain('Ghi rõ chỗ cần sửa');
    }
    expect(told(await sendBack({}, 'en')).detail).toContain('Write what should be changed');

    expect(told(await sendBack({ note: '0:42 nói nhầm giờ' }, 'vi')).state).toBe('changes_requested');
    expect(await noticesOf(ghi)).toMatchObject([
      { kind: 'changes-requested', subjectId: id, detail: expect.stringContaining('"0:42 nói nhầm giờ"') },
    ]);
  });
});

describe('who may approve', () => {
  const refusal = async (as: string, booking: Told) => {
    const answer = await approve(as, booking);
    return [answer.statusCode, told(answer).code];
  };

  it('is nobody who had a hand in it: author, every editor, proposer, whatever roles they hold besides', async () => {
    await grant('ghi', 'leader');
    await grant('mai', 'leader');
    await grant('lanh-dao', 'recorder');
    const { id } = await handedIn(ghi, 'Tiêm phòng');
    const edit = await bench.ask('PATCH', `/api/v1/announcements/${id}`, {
      as: leader,
      headers: { 'if-match': '"2"' },
      body: { messageClass: 'priority' },
    });
    expect(edit.statusCode).toBe(200);
    const { digest } = told(await post(ghi, `/api/v1/announcements/${id}/submit`));
    const booking = await proposed(mai, id);

    expect(await refusal(ghi, booking)).toEqual([403, 'approval-self']);
    expect(await refusal(leader, booking)).toEqual([403, 'approval-self']);
    expect(await refusal(mai, booking)).toEqual([403, 'approval-self']);
    const contentAlone = await post(leader, `/api/v1/announcements/${id}/approve`, { digest });
    expect([contentAlone.statusCode, told(contentAlone).code]).toEqual([403, 'approval-self']);
  });

  it('is only who has the role that the commune asks for', async () => {
    await grant('tho', 'operator');
    const otherOperator = await bench.signIn('tho');
    const booking = await proposed(mai, (await handedIn(ghi, 'Cắt điện')).id);
    expect(await refusal(otherOperator, booking)).toEqual([403, 'not-allowed']);

    await bench.unitOfWork.run(({ places }) =>
      places.updateCommune(bench.home.commune.id, { approverRule: 'operator' }),
    );
    expect(await refusal(mai, booking)).toEqual([403, 'approval-self']);
    expect(told(await approve(otherOperator, booking)).state).toBe('approved');
  });

  it('stands for what was seen: after an edit inside the digest the old one is refused, and the approval is void', async () => {
    const { id, versions } = await handedIn(ghi, 'Họp bản');
    const booking = await proposed(mai, id);
    const edit = async (body: unknown) => {
      const now = await bench.ask('GET', `/api/v1/announcements/${id}`, { as: ghi });
      const headers = { 'if-match': String(now.headers['etag']) };
      return told(await bench.ask('PATCH', `/api/v1/announcements/${id}`, { as: ghi, headers, body }));
    };
    const digestNow = async () => told(await bench.ask('GET', `/api/v1/bookings/${booking.id}`, { as: leader })).digest;

    await edit({ versions: [{ ...versions[0], script: 'Lời khác' }] });
    await post(ghi, `/api/v1/announcements/${id}/submit`);
    expect(await refusal(leader, booking)).toEqual([409, 'approval-stale']);
    expect(told(await approve(leader, { ...booking, digest: await digestNow() })).state).toBe('approved');

    const again = async () => told(await bench.ask('GET', `/api/v1/bookings/${booking.id}`, { as: leader })).state;
    await edit({ category: 'hop' });
    expect(await again()).toBe('approved');
    await edit({ messageClass: 'priority' });
    expect(await again()).toBe('proposed');
  });
});

describe('a delegation', () => {
  const inDays = (days: number) => new Date(bench.clock.now() + days * DAY_MS).toISOString();
  const delegate = (as: string, toPersonId: string, until = inDays(2), from?: string) =>
    post(as, `${commune}/delegations`, { toPersonId, until, ...(from !== undefined && { from }) });

  it('lets another person approve in the place of a leader until it ends, and the log says in whose', async () => {
    const tho = await bench.signIn('tho');
    const booking = await proposed(mai, (await handedIn(ghi, 'Tiêm phòng')).id);
    expect((await approve(tho, booking)).statusCode).toBe(403);
    const given = await delegate(leader, personId('tho'));
    expect([given.statusCode, given.json()]).toMatchObject([
      201,
      { fromPersonId: personId('lanh-dao'), revokedAt: null },
    ]);
    expect((await noticesOf(tho))[0]!.detail).toBe('lanh-dao xã Mường Thải giao quyền duyệt cho bạn.');

    expect(told(await approve(tho, booking)).state).toBe('approved');
    const { items } = await bench.unitOfWork.read.events.latest(bench.home.commune.id, { limit: 10 });
    expect(items.find(({ kind }) => kind === 'booking.approved')).toMatchObject({
      actor: personId('tho'),
      details: { onBehalfOf: personId('lanh-dao') },
    });

    const next = await proposed(mai, (await handedIn(ghi, 'Họp bản')).id, '17:30');
    expect((await noticesOf(tho)).map(({ subjectId }) => subjectId)).toContain(next.id);
    bench.clock.pass(2 * DAY_MS);
    expect(told(await approve(await bench.signIn('tho'), next)).code).toBe('not-allowed');
  });

  it('cannot be handed on, is not for what the deputy or the leader made, and ends when either says so', async () => {
    const { id } = told(await delegate(leader, personId('mai')));
    expect((await delegate(mai, personId('tho'))).statusCode).toBe(403);
    const own = await proposed(mai, (await handedIn(ghi, 'Cắt điện')).id);
    expect(told(await approve(mai, own)).code).toBe('approval-self');

    await grant('lanh-dao', 'operator');
    const ofLeader = await proposed(leader, (await handedIn(ghi, 'Nước sạch')).id, '17:20');
    expect(told(await approve(mai, ofLeader)).code).toBe('approval-self');

    const ghiEnds = await bench.ask('DELETE', `/api/v1/delegations/${id}`, { as: ghi });
    expect(ghiEnds.statusCode).toBe(403);
    expect((await bench.ask('DELETE', `/api/v1/delegations/${id}`, { as: leader })).statusCode).toBe(204);
    expect(told(await bench.ask('DELETE', `/api/v1/delegations/${id}`, { as: leader })).code).toBe('wrong-state');
    const { items } = (await bench.ask('GET', `${commune}/delegations`, { as: leader })).json<{ items: object[] }>();
    expect(items).toMatchObject([{ id, revokedAt: expect.any(String) }]);
  });

  it('to one person stands once: a second one that overlaps is refused, and nothing is left when it is taken back', async () => {
    const tho = await bench.signIn('tho');
    const { id } = told(await delegate(leader, personId('tho')));
    const again = await delegate(leader, personId('tho'), inDays(3), inDays(1));
    expect([again.statusCode, again.json()]).toMatchObject([409, { code: 'delegation-overlap', delegationId: id }]);
    expect((await delegate(leader, personId('mai'))).statusCode).toBe(201);
    expect((await delegate(leader, personId('tho'), inDays(3), inDays(2))).statusCode).toBe(201);

    expect((await bench.ask('DELETE', `/api/v1/delegations/${id}`, { as: leader })).statusCode).toBe(204);

    const booking = await proposed(mai, (await handedIn(ghi, 'Tiêm phòng')).id);
    expect((await approve(tho, booking)).statusCode).toBe(403);
    bench.clock.pass(2 * DAY_MS);
    expect((await approve(await bench.signIn('tho'), booking)).statusCode).toBe(403);
    expect((await delegate(await bench.signIn('lanh-dao'), personId('tho'))).statusCode).toBe(201);
  });

  it('that an earlier version let stand twice is taken back as one', async () => {
    const [from, until] = [bench.clock.now(), bench.clock.now() + DAY_MS];
    const given = { communeId: bench.home.commune.id, from, until, revokedAt: null };
    const two = { ...given, fromPersonId: personId('lanh-dao'), toPersonId: personId('tho') };
    await bench.unitOfWork.run(async ({ people }) => {
      for (const id of ['first', 'second']) await people.insertDelegation({ ...two, id });
    });
    expect((await bench.ask('DELETE', '/api/v1/delegations/first', { as: leader })).statusCode).toBe(204);
    const booking = await proposed(mai, (await handedIn(ghi, 'Tiêm phòng')).id);
    expect((await approve(await bench.signIn('tho'), booking)).statusCode).toBe(403);
  });

  it('also lets the deputy send back and decline, and the author is told why, but cancel nothing', async () => {
    const tho = await bench.signIn('tho');
    await delegate(leader, personId('tho'));
    const booking = await proposed(mai, (await handedIn(ghi, 'Chợ phiên')).id);

    const declined = await post(tho, `/api/v1/bookings/${booking.id}/decline`, { reason: 'trùng ngày lễ' });

    expect(told(declined).state).toBe('declined');
    expect((await noticesOf(mai))[0]!.detail).toBe(
      'Lịch phát "Chợ phiên" không được duyệt. Lý do: trùng ngày lễ. Người quyết định: tho xã Mường Thải.',
    );
    const other = await proposed(mai, (await handedIn(ghi, 'Họp chợ')).id, '17:30');
    expect((await post(tho, `/api/v1/bookings/${other.id}/cancel`, { reason: 'thử' })).statusCode).toBe(403);
    const waiting = await handedIn(ghi, 'Sửa lại');
    expect(
      (await post(tho, `/api/v1/announcements/${waiting.id}/request-changes`, { note: 'đọc chậm' })).statusCode,
    ).toBe(200);
  });

  it('gives nothing once the leader is none any more', async () => {
    const tho = await bench.signIn('tho');
    await delegate(leader, personId('tho'));
    const booking = await proposed(mai, (await handedIn(ghi, 'Khai giảng')).id);
    await takeAway('lanh-dao', 'leader');
    expect(told(await approve(tho, booking)).code).toBe('not-allowed');
  });

  it.each([
    ['longer than 60 days', 61, 'bad-request'],
    ['over before it begins', -1, 'bad-request'],
  ])('that would be %s is refused', async (_, days, code) => {
    expect(told(await delegate(leader, personId('tho'), inDays(days))).code).toBe(code);
  });

  it('stays inside the commune', async () => {
    const foreign = bench.foreign.people.find(({ login }) => login === 'lanh-dao-2')!;
    expect(told(await delegate(leader, foreign.id)).code).toBe('not-found');
    expect(told(await delegate(leader, personId('lanh-dao'))).code).toBe('bad-request');
    const { id } = told(await delegate(leader, personId('tho')));
    const stranger = await bench.signIn('lanh-dao-2');
    expect((await bench.ask('DELETE', `/api/v1/delegations/${id}`, { as: stranger })).statusCode).toBe(404);
    expect((await bench.ask('GET', `${commune}/delegations`, { as: stranger })).statusCode).toBe(404);
  });
});
