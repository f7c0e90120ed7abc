// Who somebody is when they act: the person with what was granted, and with what others handed over to them for now.
import {
  grantOf,
  isGranted,
  isInForce,
  isVillageDoor,
  type Actor,
  type DelegatedGrant,
  type Instant,
  type Person,
  type Strength,
} from '#domain';
import type { StoreReads } from '../ports/stores';

/**
 * The person as one who acts at that instant and came in so; whoever is blocked may do nothing, and whoever came in by PIN or link is
 * village head and nothing more.
 */
export async function actorFor(stores: StoreReads, person: Person, now: Instant, strength: Strength): Promise<Actor> {
  const { id: personId, name, communeId } = person;
  if (person.blockedAt !== null) return { personId, name, communeId, grants: [], strength };
  const own = await stores.people.grantsOf(personId);
  const grants = [...own, ...(await delegatedTo(stores, personId, now))];
  const carried = isVillageDoor(strength) ? grants.filter(({ role }) => role === 'village_head') : grants;
  return { personId, name, communeId, grants: carried, strength };
}

/** What is in force for the person by delegation. Nobody hands over a right that they have lost meanwhile. */
async function delegatedTo(stores: StoreReads, personId: string, now: Instant): Promise<readonly DelegatedGrant[]> {
  const grants: DelegatedGrant[] = [];
  for (const delegation of await stores.people.delegationsTo(personId)) {
    if (!isInForce(delegation, now)) continue;
    const { communeId, fromPersonId } = delegation;
    if ((await stores.people.person(fromPersonId))?.blockedAt !== null) continue;
    const giver = { grants: await stores.people.grantsOf(fromPersonId) };
    if (isGranted(giver, 'approval.delegate', { communeId, villageId: null })) grants.push(grantOf(delegation));
  }
  return grants;
}
