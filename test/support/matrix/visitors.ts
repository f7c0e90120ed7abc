// Who comes: one person of each role, one who has them all, and all the ways in that they may come by.
import { newId, sha256Of } from '#application';
import { DAY_MS, ROLES, type Role } from '#domain';
import type { ApiBench } from '../api-bench';
import { aGrant, aPerson } from '../factories';
import { credentialOf } from './things';

/** The headers by which somebody comes in. */
export type Who = Readonly<Record<string, string>>;

/** Ways in beside a session by password, of somebody who has every role. `box`: with what a device has. */
export const WAYS = ['link', 'pin', 'token', 'revoked session', 'revoked token', 'box', 'nobody'] as const;
type Way = (typeof WAYS)[number];

export interface Visitors {
  readonly byRole: Readonly<Record<Role, Who>>;
  readonly everyRole: Who;
  readonly byWay: Readonly<Record<Way, Who>>;
  /** The box of a pole that was taken down. */
  readonly retiredBox: Who;
}

const LOGINS: Readonly<Record<Role, string>> = {
  recorder: 'ghi',
  operator: 'mai',
  leader: 'lanh-dao',
  village_head: 'truong-ban',
  technician: 'tho',
  admin: 'quan-tri',
  deputy: 'duyet-thay',
  upstream: 'cap-tren',
};

/** Of those who work in a village it is the one of `own`. */
export async function makeVisitors({ home, unitOfWork, clock }: ApiBench, villageId: string): Promise<Visitors> {
  const now = clock.now();
  const communeId = home.commune.id;
  const span = { createdAt: now, expiresAt: now + 30 * DAY_MS };
  const personOf = (role: Role) => home.people.find(({ login }) => login === LOGINS[role])!.id;
  const session = (name: string): Who => ({ cookie: `loa_session=${name}`, 'sec-fetch-site': 'same-origin' });
  await unitOfWork.run(async ({ people }) => {
    const recorder = personOf('recorder');
    for (const { id } of await people.grantsOf(recorder)) await people.deleteGrant(id);
    await people.insertGrant(aGrant({ id: newId(now), communeId, personId: recorder, role: 'recorder', villageId }));
    await people.insertPerson(aPerson({ id: 'everybody', communeId, login: 'moi-vai', createdAt: now }));
    for (const role of ROLES) {
      const node = role === 'village_head' ? villageId : null;
      await people.insertGrant(aGrant({ id: newId(now), communeId, personId: 'everybody', role, villageId: node }));
    }
    const open = (name: string, personId: string, strength: 'password' | 'pin' | 'link') =>
      people.insertSession({ ...span, secretHash: sha256Of(name), personId, strength, linkId: null, provenAt: now });
    for (const role of ROLES) await open(role, personOf(role), 'password');
    await open('every', 'everybody', 'password');
    await open('pin', 'everybody', 'pin');
    await open('link', 'everybody', 'link');
    const token = {
      ...span,
      personId: 'everybody',
      name: 'máy',
      lastUsedAt: now,
      sessionAt: now,
      trusted: false,
      readsOnly: false,
    };
    await people.insertToken({ ...token, id: newId(now), secretHash: sha256Of('loa_token') });
  });
  const boxOf = (side: 'own' | 'gone'): Who => ({
    authorization: `Basic ${Buffer.from(`${side}-device:${credentialOf(side)}`).toString('base64')}`,
  });
  return {
    byRole: Object.fromEntries(ROLES.map((role) => [role, session(role)])) as Visitors['byRole'],
    everyRole: session('every'),
    byWay: {
      token: { authorization: 'Bearer loa_token' },
      pin: session('pin'),
      link: session('link'),
      'revoked session': session('revoked'),
      'revoked token': { authorization: 'Bearer loa_revoked' },
      box: boxOf('own'),
      nobody: {},
    },
    retiredBox: boxOf('gone'),
  };
}
