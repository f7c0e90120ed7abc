// Ending everything by which a person comes in: the one list of what that is, so that no act which lets somebody out forgets a part of it.
import { endOf, type Grant, type Instant, type LinkPurpose, type Person } from '#domain';
import type { Stores } from '../ports/stores';

/** Of whom, and who ends it. */
interface Ending {
  readonly person: Pick<Person, 'id' | 'communeId'>;
  /** A person's id or `system`. */
  readonly by: string;
  readonly at: Instant;
}

/**
 * Ends sessions, known browsers, API tokens, personal links, the PIN and unused one-time codes of the person, and codes for boxes that they made. The
 * password stays: whoever loses that too is blocked, or sets a new one.
 */
export async function revokeEverything(stores: Stores, ending: Ending): Promise<void> {
  await revokeAllButVillageDoor(stores, ending);
  await revokeLinks(stores, ending, ['village']);
  await forgetPin(stores, ending.person.id);
}

/** The same, but leaves a village head the link and the PIN: whoever gave them would have to go from village to village. */
export async function revokeAllButVillageDoor(stores: Stores, ending: Ending): Promise<void> {
  const { person, by, at } = ending;
  const { people, devices, events } = stores;
  await people.deleteSessionsOf(person.id);
  await people.deleteSignInStepsOf(person.id);
  await people.deleteKnownDevicesOf(person.id);
  await people.voidSignInCodesOf(person.id, at);
  await devices.voidEnrolmentCodes({ issuedBy: person.id }, at);
  for (const { id } of await people.tokensOf(person.id)) {
    await people.deleteToken(id);
    await events.append({ communeId: person.communeId, at, kind: 'token.revoked', actor: by, subjectId: id });
  }
  await revokeLinks(stores, ending, ['approve']);
}

/** Ends what only a village head comes in by: the links of the village, the PIN, and the phones that were let in by either. */
async function revokeVillageDoor(stores: Stores, ending: Ending): Promise<void> {
  await endPhoneSessions(stores, ending.person.id);
  await revokeLinks(stores, ending, ['village']);
  await forgetPin(stores, ending.person.id);
}

/** What was good for a role alone ends with it, and everything with the last role: it would wake up with the next one. */
export async function letOut(stores: Stores, { personId, role }: Grant, by: string, at: Instant): Promise<void> {
  const person = (await stores.people.person(personId))!;
  const left = await stores.people.grantsOf(personId);
  if (left.length === 0) return revokeEverything(stores, { person, by, at });
  if (role !== 'village_head' || left.some((each) => each.role === role)) return;
  await revokeVillageDoor(stores, { person, by, at });
}

/** Lets out every phone that came in by PIN or link; a phone whose link is still good may come in again. */
export async function endPhoneSessions({ people }: Stores, personId: string): Promise<void> {
  await people.deleteSessionsOfStrength(personId, 'pin');
  await people.deleteSessionsOfStrength(personId, 'link');
}

async function revokeLinks(
  { links, events }: Stores,
  { person: { id: personId, communeId }, by: actor, at }: Ending,
  purposes: readonly LinkPurpose[],
): Promise<void> {
  for (const link of await links.linksOf(personId)) {
    if (!purposes.includes(link.purpose) || endOf(link, at) !== null) continue;
    await links.revoke(link.id, at);
    await events.append({ communeId, at, kind: 'link.revoked', actor, subjectId: link.id });
  }
}

async function forgetPin({ people }: Stores, personId: string): Promise<void> {
  const person = (await people.person(personId))!;
  if (person.pinHash !== null) await people.updatePerson(personId, { pinHash: null, pinShownTo: null });
}
