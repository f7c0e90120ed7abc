// Who may give which role to whom, so that nobody ends up with more than somebody else decided, and the commune keeps an administrator.
import { mayDo, ROLES, type Actor, type Grant, type Role } from './people';

/** Roles that are given; a deputy comes by delegation alone, for a time. */
export const GIVEN_ROLES = ROLES.filter((role): role is Exclude<Role, 'deputy'> => role !== 'deputy');

/** Where a role makes sense: in one village, in the whole commune, or in either. */
const HELD_IN: Readonly<Record<Role, 'village' | 'commune' | 'either'>> = {
  recorder: 'either',
  operator: 'commune',
  leader: 'commune',
  village_head: 'village',
  technician: 'either',
  admin: 'either',
  deputy: 'commune',
  upstream: 'commune',
};

/** What is to be given: a role at a place. `villageId` null: the whole commune. */
export type GrantWish = Pick<Grant, 'communeId' | 'personId' | 'role' | 'villageId'>;

/** `ok`, or why the actor may not give it. */
type GrantVerdict = 'ok' | 'not-allowed' | 'own-account' | 'role-not-given' | 'wrong-place';

/** Whether the actor may give, or take, that role there. Nobody does it for themselves. */
export function mayGrant(actor: Actor, { communeId, personId, role, villageId }: GrantWish): GrantVerdict {
  if (!mayDo(actor, 'people.edit', { communeId, villageId })) return 'not-allowed';
  if (personId === actor.personId) return 'own-account';
  if (!GIVEN_ROLES.some((given) => given === role)) return 'role-not-given';
  const heldIn = HELD_IN[role];
  return heldIn !== 'either' && (heldIn === 'village') !== (villageId !== null) ? 'wrong-place' : 'ok';
}

/** Whether somebody still administrates the whole commune by these grants. */
export function keepsAdmin(grants: readonly Pick<Grant, 'role' | 'villageId'>[]): boolean {
  return grants.some(({ role, villageId }) => role === 'admin' && villageId === null);
}
