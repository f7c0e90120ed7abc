// Who comes is known without asking the database each time, and at once no longer when somebody is let out. That somebody was here is written
// later, and no request waits for it.
import { Activity, ActorMemory, sha256Of, type Stores } from '#application';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '#domain';
import { ApiBench } from '../support/api-bench';
import { callsOf } from '../support/counted-calls';

let bench: ApiBench;
let admin: string;
beforeEach(async () => {
  bench = await ApiBench.open();
  admin = await bench.signIn('quan-tri');
});
afterEach(() => bench.close());

const personId = (login: string) => bench.home.people.find((person) => person.login === login)!.id;
const me = async (as: string) => (await bench.ask('GET', '/api/v1/me', { as })).statusCode;
const roles = async (as: string) =>
  (await bench.ask('GET', '/api/v1/me', { as })).json<{ grants: { role: string }[] }>().grants.map(({ role }) => role);
const act = async (method: 'POST' | 'DELETE', url: string, as: string, body: unknown = {}) => {
  const answer = await bench.ask(method, `/api/v1${url}`, { as, ...(method === 'POST' && { body }) });
  expect([200, 201, 204]).toContain(answer.statusCode);
  return answer;
};
const write = <T>(work: (stores: Stores) => Promise<T>) => bench.unitOfWork.run(work);
const stored = async (login: string) => (await bench.unitOfWork.read.people.person(personId(login)))!.lastActiveAt;

describe('a signed-in person', () => {
  it('is looked up once, and not with every request', async () => {
    const mai = await bench.signIn('mai');
    await me(mai);
    expect(await callsOf(bench.unitOfWork, () => me(mai))).toEqual({});
  });

  it('is looked up anew after a minute: another program may have written', async () => {
    const mai = await bench.signIn('mai');
    await me(mai);
    bench.clock.pass(MINUTE_MS);
    expect(await callsOf(bench.unitOfWork, () => me(mai))).toMatchObject({ 'people.session': 1 });
  });

  it('waits for no write, however long nobody was here', async () => {
    const mai = await bench.signIn('mai');
    bench.clock.pass(HOUR_MS);
    let end!: () => void;
    let began!: () => void;
    const begun = new Promise<void>((resolve) => (began = resolve));
    const held = write(() => new Promise<void>((resolve) => (end = resolve) && began()));
    await begun;
    expect(await me(mai)).toBe(200);
    end();
    await held;
  });
});

describe('whoever is let out is out with the next request', () => {
  const comesIn = async (login: string) => {
    const session = await bench.signIn(login);
    expect(await me(session)).toBe(200);
    return session;
  };

  it('by signing out', async () => {
    const mai = await comesIn('mai');
    await act('DELETE', '/session', mai);
    expect(await me(mai)).toBe(401);
  });

  it('by being signed out, or blocked', async () => {
    const mai = await comesIn('mai');
    await act('POST', `/people/${personId('mai')}/sign-out`, admin);
    expect(await me(mai)).toBe(401);
    const again = await comesIn('mai');
    await act('POST', `/people/${personId('mai')}/block`, admin);
    expect(await me(again)).toBe(401);
  });

  it('by a password that is set anew', async () => {
    const mai = await comesIn('mai');
    const code = await bench.codeFor(personId('mai'));
    await bench.ask('POST', '/api/v1/me/password', { body: { code, password: 'một mật khẩu khác' } });
    expect(await me(mai)).toBe(401);
  });

  it('by a token that is revoked', async () => {
    const session = await comesIn('mai');
    const issued = (await act('POST', '/me/tokens', session, { name: 'báo cáo', lifeDays: 1 })).json<{
      id: string;
      secret: string;
    }>();
    const byToken = async () =>
      (await bench.ask('GET', '/api/v1/me', { headers: { authorization: `Bearer ${issued.secret}` } })).statusCode;
    expect([await byToken(), await byToken()]).toEqual([200, 200]);
    await act('DELETE', `/me/tokens/${issued.id}`, session);
    expect(await byToken()).toBe(401);
  });

  it('by a link that is taken back, or that is over', async () => {
    const link = (await act('POST', `/people/${personId('truong-ban')}/village-link`, admin)).json<{ id: string }>();
    const { expiresAt } = (await bench.unitOfWork.read.links.link(link.id))!;
    const phones = ['one', 'two'].map((secret) => ({ secret, cookie: `loa_session=${secret}` }));

    await write(async ({ people }) => {
      for (const { secret } of phones) {
        const kept = { personId: personId('truong-ban'), createdAt: bench.clock.now(), strength: 'link' as const };
        await people.insertSession({
          ...kept,
          secretHash: sha256Of(secret),
          expiresAt: expiresAt + DAY_MS,
          linkId: link.id,
          provenAt: null,
        });
      }
    });
    const [phone] = phones;
    expect(await me(phone!.cookie)).toBe(200);
    bench.clock.pass(expiresAt - bench.clock.now() - 1);
    expect(await me(phone!.cookie)).toBe(200);
    bench.clock.pass(1);
    expect(await me(phone!.cookie)).toBe(401);
    bench.clock.pass(-MINUTE_MS);
    expect(await me(phone!.cookie)).toBe(200);
    await write(({ links }) => links.revoke(link.id, bench.clock.now()));
    expect(await me(phone!.cookie)).toBe(401);
  });

  it('and a right ends with what it came from: a role taken, a hand-over begun, over, or ended', async () => {
    const [mai, leader] = [await comesIn('mai'), await comesIn('lanh-dao')];
    const { id } = (
      await act('POST', `/people/${personId('mai')}/grants`, admin, { role: 'recorder', villageId: null })
    ).json<{
      id: string;
    }>();
    expect(await roles(mai)).toContain('recorder');
    await act('DELETE', `/grants/${id}`, admin);
    expect(await roles(mai)).toEqual(['operator']);
    const now = bench.clock.now();
    const handOver = (from: number, until: number) =>
      act('POST', `/communes/${bench.home.commune.id}/delegations`, leader, {
        toPersonId: personId('mai'),
        from: new Date(from).toISOString(),
        until: new Date(until).toISOString(),
      });
    await handOver(now + 20_000, now + 40_000);
    const seen: boolean[] = [];
    for (const passed of [0, 20_000, 20_000]) {
      bench.clock.pass(passed);
      seen.push((await roles(mai)).includes('deputy'));
    }
    expect(seen).toEqual([false, true, false]);
    const second = (await handOver(bench.clock.now(), bench.clock.now() + HOUR_MS)).json<{ id: string }>();
    expect(await roles(mai)).toContain('deputy');
    await act('DELETE', `/delegations/${second.id}`, leader);
    expect(await roles(mai)).not.toContain('deputy');
  });

  it('also when the lookup was under way meanwhile', async () => {
    const memory = bench.app.get(ActorMemory);
    const mai = await bench.signIn('mai');
    await me(mai);
    const before = memory.version;
    await act('POST', `/people/${personId('mai')}/block`, admin);
    expect(memory.version).toBeGreaterThan(before);
    // What was read under the version before is not remembered.
    const known = { holds: { from: bench.clock.now(), to: bench.clock.now() + 1 } };
    memory.remember('hash', known as never, before);
    expect(memory.recall('hash', bench.clock.now())).toBeUndefined();
  });
});

describe('that somebody was here', () => {
  it('is shown at once, and written in one unit of work for all', async () => {
    const [mai, ghi] = [await bench.signIn('mai'), await bench.signIn('ghi')];
    await Promise.all([me(mai), me(ghi)]);
    expect([await stored('mai'), await stored('ghi')]).toEqual([null, null]);
    const everybody = (await bench.ask('GET', `/api/v1/communes/${bench.home.commune.id}/people`, { as: admin })).json<{
      items: { login: string; lastActiveAt: string | null }[];
    }>().items;
    expect(everybody.find(({ login }) => login === 'mai')!.lastActiveAt).toBe('2026-11-23T01:00:00.000Z');

    const asides = jest.spyOn(bench.unitOfWork, 'aside');
    await bench.app.get(Activity).write();
    expect(asides).toHaveBeenCalledTimes(1);
    expect([await stored('mai'), await stored('ghi')]).toEqual([bench.clock.now(), bench.clock.now()]);
    await bench.app.get(Activity).write();
    expect(asides).toHaveBeenCalledTimes(1);
  });

  it('keeps nobody else from being noted when one of them is gone, and is tried again when it could not be written', async () => {
    const mai = await bench.signIn('mai');
    const { id, secret } = (await act('POST', '/me/tokens', mai, { name: 'báo cáo', lifeDays: 1 })).json<{
      id: string;
      secret: string;
    }>();
    await bench.ask('GET', '/api/v1/me', { headers: { authorization: `Bearer ${secret}` } });
    await act('DELETE', `/me/tokens/${id}`, mai);
    jest.spyOn(bench.unitOfWork, 'aside').mockRejectedValueOnce(new Error('the disk is full'));
    await expect(bench.app.get(Activity).write()).rejects.toThrow('the disk is full');
    await bench.app.get(Activity).write();
    expect(await stored('mai')).toBe(bench.clock.now());
  });

  it('is written when the server stops', async () => {
    await me(await bench.signIn('mai'));
    await bench.app.close();
    expect(await stored('mai')).toBe(bench.clock.now());
  });

  it('never goes back', async () => {
    const later = bench.clock.now() + HOUR_MS;
    await write(({ people }) => people.notePeopleSeen([{ id: personId('mai'), at: later }]));
    await write(({ people }) => people.notePeopleSeen([{ id: personId('mai'), at: later - 1 }]));
    expect(await stored('mai')).toBe(later);
  });
});
