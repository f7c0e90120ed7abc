// Who somebody is when they act: the person with what was granted, and with what others handed over to them for now.
import {
  grantOf,
  isGranted,
  isHeld,
  isInForce,
  isVillageDoor,
  type Actor,
  type DelegatedGrant,
  type Delegation,
  type Instant,
  type Person,
  type Strength,
} from '#domain';
import type { StoreReads } from '../ports/stores';

/** Somebody as one who acts, and the first instant at which time alone may change that; Infinity: it does not. */
interface Standing {
  readonly actor: Actor;
  readonly until: Instant;
}

/**
 * The person as one who acts at that instant and came in so; whoever is blocked may do nothing, and whoever came in by PIN or link is
 * village head and nothing more.
 */
export async function actorFor(stores: StoreReads, person: Person, now: Instant, strength: Strength): Promise<Actor> {
  return (await standingOf(stores, person, now, strength)).actor;
}

/** Like `actorFor`, with how long that holds while nobody changes anything. */
export async function standingOf(
  stores: StoreReads,
  person: Person,
  now: Instant,
  strength: Strength,
): Promise<Standing> {
  const { id: personId, name, communeId } = person;
  if (person.blockedAt !== null) return { actor: { personId, name, communeId, grants: [], strength }, until: Infinity };
  const given = await stores.people.grantsOf(personId);
  const own = given.filter((grant) => isHeld(grant, now));
  const delegations = await stores.people.delegationsTo(personId);
  const grants = [...own, ...(await delegatedBy(stores, delegations, now))];
  const carried = isVillageDoor(strength) ? grants.filter(({ role }) => role === 'village_head') : grants;
  const turns = [
    ...given.flatMap(({ from }) => from ?? []),
    ...delegations.flatMap(({ from, until, revokedAt }) => (revokedAt === null ? [from, until] : [])),
  ];
  return {
    actor: { personId, name, communeId, grants: carried, strength },
    until: Math.min(Infinity, ...turns.filter((turn) => turn > now)),
  };
}

/** What is in force for the person by delegation. Nobody hands over a right that they have lost meanwhile. */
async function delegatedBy(
  stores: StoreReads,
  delegations: readonly Delegation[],
  now: Instant,
): Promise<readonly DelegatedGrant[]> {
  const grants: DelegatedGrant[] = [];
  for (const delegation of delegations) {
    if (!isInForce(delegation, now)) continue;
    const { communeId, fromPersonId } = delegation;
    if ((await stores.people.person(fromPersonId))?.blockedAt !== null) continue;
    const giver = { grants: (await stores.people.grantsOf(fromPersonId)).filter((grant) => isHeld(grant, now)) };
    if (isGranted(giver, 'approval.delegate', { communeId, villageId: null })) grants.push(grantOf(delegation));
  }
  return grants;
}
