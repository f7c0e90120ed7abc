// Nobody alone makes somebody who approves: what would open an account that may approve, or give that right, waits for a second person. The same
// holds for whoever could be that second person. Where there is none it waits for a day, in which everybody who could say no is told.
import { HOUR_MS, type Instant } from '../calendar/time';
import type { ApproverRule } from '../places/places';
import { isStanding, type Delegation } from '../people/delegation';
import { isGranted, type Actor, type GivenGrant, type Grant } from '../people/people';

/** How long something waits before it holds without a second person. */
export const SECOND_PERSON_WAIT_MS = 24 * HOUR_MS;

/** By which rights somebody is the second person for others. */
export const SECOND_PERSON_ACTS = ['people.edit', 'approval.delegate'] as const;

/** What waits: a one-time code for the person, or a role of theirs. */
export interface Waiting {
  readonly what: 'code' | 'role';
  readonly personId: string;
  readonly communeId: string;
  readonly madeBy: string | null;
}

/** Whether a role lets its holder approve for the whole commune, or be the second person. */
export function isWeighty(grant: Pick<Grant, 'communeId' | 'role' | 'villageId'>, rule: ApproverRule): boolean {
  const at = { communeId: grant.communeId, villageId: null };
  const holder = { grants: [{ ...grant, id: '', personId: '' }] };
  const acts = ['booking.approve.leader', ...SECOND_PERSON_ACTS] as const;
  return (
    acts.some((act) => isGranted(holder, act, at)) ||
    (rule === 'operator' && isGranted(holder, 'booking.approve.operator', at))
  );
}

/** Whether somebody with these is such a person, or will be once what is on its way holds. */
export function holdsWeight(
  grants: readonly Grant[],
  delegations: readonly Delegation[],
  rule: ApproverRule,
  now: Instant,
): boolean {
  return grants.some((grant) => isWeighty(grant, rule)) || delegations.some((each) => isStanding(each, now));
}

/** Whether the grant holds at that instant; one that waits for a second person does not yet. */
export function isHeld({ from }: Pick<GivenGrant, 'from'>, at: Instant): boolean {
  return from === null || from <= at;
}

/**
 * By which right somebody decides what waits; null: they do not. Whoever made it is not the second person, and nobody is it for a role of their own:
 * `own-account` decides a code, and says no to a role.
 */
export function secondPersonBy(
  { personId, grants }: Pick<Actor, 'personId' | 'grants'>,
  { what, personId: whose, communeId, madeBy }: Waiting,
  says: 'yes' | 'no',
): 'own-account' | (typeof SECOND_PERSON_ACTS)[number] | null {
  if (personId === madeBy) return null;
  if (personId === whose) return what === 'code' || says === 'no' ? 'own-account' : null;
  const at = { communeId, villageId: null };
  return SECOND_PERSON_ACTS.find((act) => isGranted({ grants }, act, at)) ?? null;
}
