// Who somebody is when they act: the person with what was granted, and with what others handed over to them for now.
import { grantOf, isInForce, mayDo, type Actor, type DelegatedGrant, type Instant, type Person } from '#domain';
import type { StoreReads } from './ports/stores';

/** The person as one who acts at that instant; whoever is blocked may do nothing. */
export async function actorFor(stores: StoreReads, person: Person, now: Instant): Promise<Actor> {
  const { id: personId, name, communeId } = person;
  if (person.blockedAt !== null) return { personId, name, communeId, grants: [] };
  const own = await stores.people.grantsOf(personId);
  return { personId, name, communeId, grants: [...own, ...(await delegatedTo(stores, personId, now))] };
}

/** The person as village head and nothing more: what a PIN or a village link is good for. */
export function asVillageHead(actor: Actor): Actor {
  return { ...actor, grants: actor.grants.filter(({ role }) => role === 'village_head') };
}

/** What is in force for the person by delegation. Nobody hands over a right that they have lost meanwhile. */
async function delegatedTo(stores: StoreReads, personId: string, now: Instant): Promise<readonly DelegatedGrant[]> {
  const grants: DelegatedGrant[] = [];
  for (const delegation of await stores.people.delegationsTo(personId)) {
    if (!isInForce(delegation, now)) continue;
    const { communeId, fromPersonId } = delegation;
    if ((await stores.people.person(fromPersonId))?.blockedAt !== null) continue;
    const giver = { personId: fromPersonId, name: '', communeId, grants: await stores.people.grantsOf(fromPersonId) };
    if (mayDo(giver, 'approval.delegate', { communeId, villageId: null })) grants.push(grantOf(delegation));
  }
  return grants;
}
