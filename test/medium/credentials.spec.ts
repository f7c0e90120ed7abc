// What a person proves themselves with: what each way in is good for, that none makes a stronger one, and that all of it dies together.
import { DAY_MS, HOUR_MS, MINUTE_MS } from '#domain';
import { generateKeys } from '#protocol';
import { ApiBench, PASSWORD, type Answer, type Ask } from '../support/api-bench';

let bench: ApiBench;
let mai: string;
let commune: string;
beforeEach(async () => {
  bench = await ApiBench.open();
  commune = `/api/v1/communes/${bench.home.commune.id}`;
  mai = await bench.signIn('mai');
});
afterEach(() => bench.close());

interface Told {
  readonly id: string;
  readonly code: string;
  readonly digest: string;
  readonly token: string;
  readonly secret: string;
  readonly pin: string;
  readonly asksFor: string;
  readonly state: string;
  readonly items: readonly Readonly<Record<string, unknown>>[];
}
const told = (answer: Answer) => answer.json<Told>();
const outcome = (answer: Answer) => [answer.statusCode, answer.statusCode < 300 ? undefined : told(answer).code];
/** A browser with its cookie, or a program with its token. */
type Who = Ask['headers'];
const browser = (cookie: string): Who => ({ cookie, 'sec-fetch-site': 'same-origin' });
const program = (secret: string): Who => ({ authorization: `Bearer ${secret}` });
const ask = (method: 'GET' | 'POST' | 'PUT' | 'DELETE', url: string, headers: Who, body?: unknown) =>
  bench.ask(method, url, { ...(headers && { headers }), ...(body !== undefined && { body }) });
const cookieOf = (answer: Answer) => String(answer.headers['set-cookie']).split(';')[0]!;
const form = (fields: Readonly<Record<string, string>>) => new URLSearchParams(fields).toString();
const FORM = { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' };

const personId = (login: string) => bench.home.people.find((person) => person.login === login)!.id;
const signedIn = async (login: string) => browser(await bench.signIn(login));
const setPin = (who: Who, pin = '402517') => ask('PUT', '/api/v1/me/pin', who, { password: PASSWORD, pin });
const villageLink = async (login: string) =>
  told(await ask('POST', `/api/v1/people/${personId(login)}/village-link`, browser(mai)));
const tokenOf = async (who: Who) => told(await ask('POST', '/api/v1/me/tokens', who, { name: 'báo cáo' }));
const comesIn = async (who: Who) => (await ask('GET', '/api/v1/me', who)).statusCode === 200;

/** Lets a phone in by the link and what proves the person. */
async function phone(token: string, proof: Readonly<Record<string, string>>): Promise<Who> {
  const entered = await bench.ask('POST', `/l/${token}/enter`, { headers: FORM, body: form(proof) });
  expect([entered.statusCode, entered.headers['location']]).toEqual([303, '/village']);
  return browser(cookieOf(entered));
}

/** The leader heads a village too. */
async function leaderHeadsVillage(): Promise<void> {
  const [village] = await bench.unitOfWork.read.places.villages(bench.home.commune.id);
  await ask('POST', `/api/v1/people/${personId('lanh-dao')}/grants`, await signedIn('quan-tri'), {
    role: 'village_head',
    villageId: village!.id,
  });
}

/** Something that this person wrote and booked, and may not approve alone. */
async function proposed(cookie = mai, at = '17:00'): Promise<Told> {
  const author = browser(cookie);
  const recordingId = await bench.readyRecording(cookie);
  const versions = [{ language: 'vi', recordingId, script: 'Kính mời bà con' }];
  const { id: announcementId } = told(
    await ask('POST', `${commune}/announcements`, author, { title: 'Tiêm phòng', versions }),
  );
  await ask('POST', `/api/v1/announcements/${announcementId}/submit`, author);
  const wish = { start: { kind: 'exact', at }, recurrence: { kind: 'once', date: '2026-11-23' } };
  return told(await ask('POST', `${commune}/bookings`, author, { ...wish, announcementId, wholeCommune: true }));
}
const stateOf = async ({ id }: Told) => told(await ask('GET', `/api/v1/bookings/${id}`, browser(mai))).state;
const approvalLink = async ({ id }: Told, login = 'lanh-dao') =>
  told(await ask('POST', `/api/v1/bookings/${id}/approval-links`, browser(mai), { personId: personId(login) }));

describe('whoever made the link of a leader who heads a village, and was told the PIN', () => {
  beforeEach(leaderHeadsVillage);

  it('makes no token of the leader with it, and approves nothing', async () => {
    const booking = await proposed();
    const { token, pin } = await villageLink('lanh-dao');
    const inside = await phone(token, { pin });
    const made = await ask('POST', '/api/v1/me/tokens', inside, { name: 'cửa sau' });
    expect(outcome(made)).toEqual([403, 'needs-password']);
    const approve = `/api/v1/bookings/${booking.id}/approve`;
    expect((await ask('POST', approve, program(told(made).secret), { digest: booking.digest })).statusCode).toBe(401);
    expect((await ask('POST', approve, inside, { digest: booking.digest })).statusCode).toBe(403);
    expect(await stateOf(booking)).toBe('proposed');
  });

  it('signs no approval with that PIN, until the leader has chosen another', async () => {
    const booking = await proposed();
    const { pin } = await villageLink('lanh-dao');
    const link = `/api/v1/links/${(await approvalLink(booking)).token}`;
    expect(told(await ask('GET', link, {})).asksFor).toBe('password');
    const sign = (proof: object) => ask('POST', `${link}/approval`, {}, { digest: booking.digest, ...proof });
    expect(outcome(await sign({ pin }))).toEqual([403, 'pin-shown']);
    expect(await stateOf(booking)).toBe('proposed');
    expect((await setPin(await signedIn('lanh-dao'))).statusCode).toBe(204);
    expect(outcome(await sign({ pin }))).toEqual([403, 'pin-wrong']);
    expect(told(await ask('GET', link, {})).asksFor).toBe('pin');
    expect(outcome(await sign({ pin: '402517' }))).toEqual([200, undefined]);
  });

  it('makes no link in the leader’s name to approve by, and reads no more than the page of the village', async () => {
    const booking = await proposed();
    const { token, pin } = await villageLink('lanh-dao');
    const inside = await phone(token, { pin });
    const own = { personId: personId('lanh-dao') };
    expect(outcome(await ask('POST', `/api/v1/bookings/${booking.id}/approval-links`, inside, own))).toEqual([
      403,
      'needs-password',
    ]);
    expect((await ask('GET', `${commune}/audit`, inside)).statusCode).toBe(403);
  });
});

describe('a PIN that somebody else was shown', () => {
  const village = async () => {
    const villages = await bench.unitOfWork.read.places.villages(bench.home.commune.id);
    return villages.find(({ name }) => name === 'Suối Tàu')!.id;
  };
  const mute = async (who: Who) => ask('POST', `/api/v1/villages/${await village()}/mute`, who, { reason: 'tang lễ' });

  it('opens the page of the village, and silences or says nothing there, by link as by name', async () => {
    const { token, pin } = await villageLink('truong-ban');
    const byName = await ask('POST', '/api/v1/session/pin', {}, { login: 'truong-ban', pin });
    for (const inside of [await phone(token, { pin }), browser(cookieOf(byName))]) {
      expect((await ask('GET', '/village', inside)).statusCode).toBe(200);
      expect(outcome(await mute(inside))).toEqual([403, 'pin-shown']);
      const notice = { recordingId: 'x', title: 'Họp bản', language: 'vi' };
      expect(outcome(await ask('POST', `/api/v1/villages/${await village()}/notices`, inside, notice))).toEqual([
        403,
        'pin-shown',
      ]);
    }
  });

  it('is replaced by its owner with the password, which lets out whoever came in by it', async () => {
    const { token, pin } = await villageLink('truong-ban');
    const inside = await phone(token, { pin });
    expect((await setPin(await signedIn('truong-ban'))).statusCode).toBe(204);
    expect(await comesIn(inside)).toBe(false);
    expect(outcome(await ask('POST', '/api/v1/session/pin', {}, { login: 'truong-ban', pin }))).toEqual([
      401,
      'sign-in-failed',
    ]);
    bench.clock.pass(MINUTE_MS);
    const own = await phone(token, { pin: '402517' });
    expect(outcome(await mute(own))).toEqual([201, undefined]);
  });

  it('is replaced on the phone too, on a page of its own', async () => {
    const { token, pin } = await villageLink('truong-ban');
    const inside = await phone(token, { pin });
    const asked = await ask('GET', '/village/pin', inside);
    expect([asked.statusCode, asked.body.includes('/sign-in?next=%2Fvillage%2Fpin')]).toEqual([200, true]);
    const own = await signedIn('truong-ban');
    expect((await ask('GET', '/village/pin', own)).body).toContain('name="pin"');
    const send = (who: Who, fields: Readonly<Record<string, string>>) =>
      bench.ask('POST', '/village/pin', { headers: { ...FORM, ...who }, body: form(fields) });
    expect((await send(inside, { password: PASSWORD, pin: '402517' })).statusCode).toBe(403);
    expect((await send(own, { password: 'sai', pin: '402517' })).statusCode).toBe(403);
    expect((await send(own, { password: PASSWORD, pin: '402517' })).headers['location']).toBe('/village');
    expect(await comesIn(inside)).toBe(false);
    await phone(token, { pin: '402517' });
  });
});

describe('every way in', () => {
  /** The ways in of somebody who leads the commune and heads a village. */
  const WAYS: Readonly<Record<string, () => Promise<Who>>> = {
    'a shown PIN': async () => {
      const { token, pin } = await villageLink('lanh-dao');
      return phone(token, { pin });
    },
    'an own PIN': async () => {
      await setPin(await signedIn('lanh-dao'));
      return phone((await villageLink('lanh-dao')).token, { pin: '402517' });
    },
    'a link and the password': async () => phone((await villageLink('lanh-dao')).token, { password: PASSWORD }),
    'a token': async () => program((await tokenOf(await signedIn('lanh-dao'))).secret),
  };
  /** Everything that makes something to come in by, or gives a right away. */
  const MAKES: Readonly<Record<string, (who: Who) => Promise<Answer>>> = {
    'a token': (who) => ask('POST', '/api/v1/me/tokens', who, { name: 'nữa' }),
    'a PIN': (who) => setPin(who, '111111'),
    'a link of one’s own': async (who) =>
      ask('POST', `/api/v1/bookings/${(await proposed()).id}/approval-links`, who, {
        personId: personId('lanh-dao'),
      }),
    'the link of a village head': (who) => ask('POST', `/api/v1/people/${personId('truong-ban')}/village-link`, who),
    'a deputy': (who) =>
      ask('POST', `${commune}/delegations`, who, {
        toPersonId: personId('tho'),
        until: new Date(bench.clock.now() + HOUR_MS).toISOString(),
      }),
    'a one-time code': (who) => ask('POST', `/api/v1/people/${personId('ghi')}/codes`, who),
    'a person': (who) =>
      ask('POST', `${commune}/people`, who, { name: 'Lạ', login: '0900000000', role: 'operator', villageId: null }),
    'a role': (who) => ask('POST', `/api/v1/people/${personId('ghi')}/grants`, who, { role: 'operator' }),
    'the code of a box': (who) =>
      ask('POST', `/api/v1/controllers/${bench.home.controllers[0]!.id}/enrolment-codes`, who),
  };
  const everyRole = async () => {
    await leaderHeadsVillage();
    const admin = await signedIn('quan-tri');
    for (const role of ['admin', 'operator']) {
      await ask('POST', `/api/v1/people/${personId('lanh-dao')}/grants`, admin, { role });
    }
  };

  it.each(Object.keys(WAYS))('%s makes nothing to come in by and gives no right away', async (way) => {
    await everyRole();
    const who = await WAYS[way]!();
    for (const [what, make] of Object.entries(MAKES)) {
      const { statusCode, body } = await make(who);
      expect([what, statusCode, /"code":"(needs-password|not-allowed)"/.test(body)]).toEqual([what, 403, true]);
    }
  });

  it('an own PIN approves, stops and takes back nothing, whatever else its owner may', async () => {
    await everyRole();
    const own = await proposed(await bench.signIn('lanh-dao'), '17:30');
    const other = await proposed();
    const inside = await WAYS['an own PIN']!();
    const acts = [
      ask('POST', `/api/v1/bookings/${other.id}/approve`, inside, { digest: other.digest }),
      ask('POST', `/api/v1/bookings/${other.id}/decline`, inside, { reason: 'không hợp' }),
      ask('POST', `/api/v1/bookings/${own.id}/cancel`, inside, { reason: 'thôi' }),
      ask('POST', `/api/v1/bookings/${own.id}/decline`, inside, { reason: 'thôi' }),
      ask('POST', `${commune}/stops`, inside, { zoneIds: null, minutes: 1, reason: 'thử' }),
    ];
    for (const attempt of acts) expect(outcome(await attempt)).toEqual([403, 'not-allowed']);
    expect([await stateOf(own), await stateOf(other)]).toEqual(['proposed', 'proposed']);
  });

  it('by password makes all of it', async () => {
    await everyRole();
    const who = await signedIn('lanh-dao');
    for (const [what, make] of Object.entries(MAKES)) {
      expect([what, Math.floor((await make(who)).statusCode / 100)]).toEqual([what, 2]);
    }
  });
});

describe('everything by which a person comes in', () => {
  /** Makes it, and says whether it is still good. */
  const KINDS: Readonly<Record<string, () => Promise<() => Promise<boolean>>>> = {
    session: async () => {
      const who = await signedIn('truong-ban');
      return () => comesIn(who);
    },
    token: async () => {
      const { secret } = await tokenOf(await signedIn('truong-ban'));
      return () => comesIn(program(secret));
    },
    'link of the village': async () => {
      const { token } = await villageLink('truong-ban');
      return async () => (await ask('GET', `/api/v1/links/${token}/today`, {})).statusCode === 200;
    },
    'link to approve': async () => {
      const admin = await signedIn('quan-tri');
      await ask('POST', `/api/v1/people/${personId('truong-ban')}/grants`, admin, { role: 'leader' });
      const { token } = await approvalLink(await proposed(), 'truong-ban');
      return async () => (await ask('GET', `/api/v1/links/${token}`, {})).statusCode === 200;
    },
    'phone that was let in': async () => {
      const { token, pin } = await villageLink('truong-ban');
      const who = await phone(token, { pin });
      return () => comesIn(who);
    },
    PIN: async () => {
      await setPin(await signedIn('truong-ban'));
      return async () => {
        bench.clock.pass(HOUR_MS);
        const entered = await ask('POST', '/api/v1/session/pin', {}, { login: 'truong-ban', pin: '402517' });
        return entered.statusCode === 201;
      };
    },
    'one-time code': async () => {
      const code = await bench.codeFor(personId('truong-ban'));
      return async () =>
        (await ask('POST', '/api/v1/me/password', {}, { code, password: 'mật khẩu khác nữa' })).statusCode === 204;
    },
  };
  const act = async (name: string, body?: unknown) =>
    ask('POST', `/api/v1/people/${personId('truong-ban')}/${name}`, await signedIn('quan-tri'), body);
  /** Resolves with the status of the act that ends it. */
  const ENDS: Readonly<Record<string, () => Promise<Answer>>> = {
    'a new password': async () => {
      const code = await bench.codeFor(personId('truong-ban'));
      return ask('POST', '/api/v1/me/password', {}, { code, password: 'mật khẩu mới dài' });
    },
    'signing out everywhere': () => act('sign-out'),
    'a block that is taken back': async () => {
      await act('block');
      return act('unblock');
    },
    'a hand-over that is taken back': async () => {
      await act('hand-over', { toPersonId: personId('ghi') });
      return act('unblock');
    },
    'the loss of the last role, which comes back': async () => {
      const admin = await signedIn('quan-tri');
      const grants = await bench.unitOfWork.read.people.grantsOf(personId('truong-ban'));
      for (const { id } of grants) await ask('DELETE', `/api/v1/grants/${id}`, admin);
      const [{ villageId }] = grants as readonly [(typeof grants)[number]];
      return act('grants', { role: 'village_head', villageId });
    },
  };
  const CASES = Object.keys(ENDS).flatMap((end) => Object.keys(KINDS).map((kind) => [kind, end] as const));

  it.each(Object.keys(KINDS))('a %s is good before', async (kind) => {
    expect(await (await KINDS[kind]!())()).toBe(true);
  });

  it.each(CASES)('a %s dies with %s', async (kind, end) => {
    const isGood = await KINDS[kind]!();
    expect(Math.floor((await ENDS[end]!()).statusCode / 100)).toBe(2);
    expect(await isGood()).toBe(false);
  });

  it('is not brought to life by a sign-in that was under way', async () => {
    const passwords = bench.passwords;
    const verify = passwords.verify.bind(passwords);
    jest.spyOn(passwords, 'verify').mockImplementationOnce(async (...given) => {
      const good = await verify(...given);
      await act('block');
      return good;
    });
    const late = await ask('POST', '/api/v1/session', {}, { login: 'truong-ban', password: PASSWORD });
    expect(outcome(late)).toEqual([401, 'sign-in-failed']);
  });

  it('is what a line of live events hangs on: it ends too', async () => {
    await bench.app.listen(0, '127.0.0.1');
    const { cookie } = (await signedIn('truong-ban'))!;
    const line = await fetch(`${await bench.app.getUrl()}${commune}/events`, { headers: { cookie: cookie! } });
    await act('sign-out');
    await ask('POST', `${commune}/announcements`, browser(mai), { title: 'Sau đó', versions: [] });
    expect(await line.text()).not.toContain('Sau đó');
  });

  it('ends alone for that person', async () => {
    const ghi = await tokenOf(await signedIn('ghi'));
    await act('sign-out');
    expect(await comesIn(program(ghi.secret))).toBe(true);
  });

  it('is written down as it ends', async () => {
    const { id: tokenId } = await tokenOf(await signedIn('truong-ban'));
    const { id: linkId } = await villageLink('truong-ban');
    await act('sign-out');
    const events = await bench.unitOfWork.read.events.after(bench.home.commune.id, 0, 1_000);
    const ended = events.filter(({ subjectId }) => subjectId === tokenId || subjectId === linkId);
    expect(ended.map(({ kind, actor }) => [kind, actor])).toEqual([
      ['token.issued', personId('truong-ban')],
      ['link.issued', personId('mai')],
      ['token.revoked', personId('quan-tri')],
      ['link.revoked', personId('quan-tri')],
    ]);
  });
});

describe('the role of a village head that is lost', () => {
  it('takes link, phone and PIN of the village along, also when it comes back; the rest stays', async () => {
    await leaderHeadsVillage();
    const desk = await signedIn('lanh-dao');
    const { secret } = await tokenOf(desk);
    const { token, pin } = await villageLink('lanh-dao');
    const inside = await phone(token, { pin });
    const admin = await signedIn('quan-tri');
    const head = (await bench.unitOfWork.read.people.grantsOf(personId('lanh-dao'))).find(
      ({ role }) => role === 'village_head',
    )!;
    expect((await ask('DELETE', `/api/v1/grants/${head.id}`, admin)).statusCode).toBe(204);
    await leaderHeadsVillage();
    expect([await comesIn(inside), await comesIn(desk), await comesIn(program(secret))]).toEqual([false, true, true]);
    expect((await ask('GET', `/api/v1/links/${token}/today`, {})).statusCode).toBe(410);
  });
});

describe('a token', () => {
  it('is listed with the session that made it and when it was last used, and told to its owner', async () => {
    const session = await signedIn('ghi');
    bench.clock.pass(HOUR_MS);
    await ask('POST', '/api/v1/me/proof', session, { password: PASSWORD });
    const { id, secret } = await tokenOf(session);
    const made = bench.clock.now();
    expect(told(await ask('GET', '/api/v1/me/tokens', session)).items).toEqual([
      {
        id,
        name: 'báo cáo',
        trusted: false,
        readsOnly: false,
        createdAt: new Date(made).toISOString(),
        sessionAt: new Date(made - HOUR_MS).toISOString(),
        expiresAt: new Date(made + 365 * DAY_MS).toISOString(),
        lastUsedAt: null,
      },
    ]);
    const [notice] = told(await ask('GET', '/api/v1/me/notices', session)).items;
    expect(notice).toMatchObject({ kind: 'token-issued', subjectId: id, detail: expect.stringContaining('báo cáo') });

    bench.clock.pass(HOUR_MS);
    expect(await comesIn(program(secret))).toBe(true);
    expect(told(await ask('GET', '/api/v1/me/tokens', session)).items).toMatchObject([
      { lastUsedAt: new Date(made + HOUR_MS).toISOString() },
    ]);
    expect((await ask('DELETE', `/api/v1/me/tokens/${id}`, session)).statusCode).toBe(204);
    expect(await comesIn(program(secret))).toBe(false);
  });
});

describe('a token that only looks', () => {
  it('reads what its owner reads, and changes nothing', async () => {
    const session = await signedIn('mai');
    const { secret } = told(await ask('POST', '/api/v1/me/tokens', session, { name: 'sổ', readsOnly: true }));
    expect((await ask('GET', `${commune}/board`, program(secret))).statusCode).toBe(200);
    const draft = { title: 'Họp bản', versions: [] };
    expect(outcome(await ask('POST', `${commune}/announcements`, program(secret), draft))).toEqual([
      403,
      'not-allowed',
    ]);
    const { id } = told(await ask('GET', '/api/v1/me/tokens', program(secret))).items[0]!;
    expect(outcome(await ask('DELETE', `/api/v1/me/tokens/${String(id)}`, program(secret)))).toEqual([
      403,
      'not-allowed',
    ]);
  });

  it.each([366, null])('is made for a year at most: %s days are refused', async (lifeDays) => {
    const made = await ask('POST', '/api/v1/me/tokens', await signedIn('mai'), { name: 'sổ', lifeDays });
    expect(made.statusCode).toBe(400);
  });
});

describe('whose credentials others make', () => {
  it('is told of a link of theirs, and of a code that sets their password', async () => {
    await villageLink('truong-ban');
    await ask('POST', `/api/v1/people/${personId('truong-ban')}/codes`, await signedIn('quan-tri'));
    const { items } = told(await ask('GET', '/api/v1/me/notices', await signedIn('truong-ban')));
    expect(items.map(({ kind }) => kind)).toEqual(['code-issued', 'village-link-issued']);
  });
});

describe('the code of a box', () => {
  const enrol = async (code: string) => {
    const { publicKey } = generateKeys();
    return outcome(await ask('POST', '/device/v1/enrolments', {}, { code, publicKey }));
  };
  const issue = async (who: Who) =>
    told(await ask('POST', `/api/v1/controllers/${bench.home.controllers[0]!.id}/enrolment-codes`, who)).code;

  it('is void once another was made for the same pole, or whoever made it was let out', async () => {
    const technician = await signedIn('tho');
    const [first, second] = [await issue(technician), await issue(technician)];
    expect(await enrol(first)).toEqual([401, 'enrolment-code-invalid']);
    expect(await enrol(second)).toEqual([201, undefined]);
    const third = await issue(technician);
    await ask('POST', `/api/v1/people/${personId('tho')}/block`, await signedIn('quan-tri'));
    expect(await enrol(third)).toEqual([401, 'enrolment-code-invalid']);
  });
});
