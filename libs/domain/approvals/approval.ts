// Who may approve: another person than those who made it, with the role that the commune's rule asks for.
import { mayDo, type Actor, type DelegatedGrant } from '../people/people';
import type { ApproverRule } from '../places/places';

/**
 * By which right something was approved. `another-person` is the usual way; `narrowed` says that an approval by another person went over to
 * what is left of it after days were taken out. Each of the others is an exception that a rule of the commune names, that is told to the
 * leaders, and that somebody signs afterwards where the rule says so.
 */
export type ApprovalBasis = 'another-person' | 'narrowed' | 'village-notice' | 'break-glass' | 'upstream';

/** Why somebody may not approve. */
export type ApprovalRefusal = 'approval-self' | 'not-allowed';

/** What is to be approved, with everybody who had a hand in it. */
export interface ApprovalQuestion {
  readonly communeId: string;
  readonly approverRule: ApproverRule;
  /** Author and editors of the announcement, and whoever changed the booking. */
  readonly editors: readonly string[];
  /** Who proposed the booking; null when only the content is approved. */
  readonly proposedBy: string | null;
}

/** Whether the actor may approve this, or why not. The refusals are codes of `Problem`. */
export function mayApprove(actor: Actor, question: ApprovalQuestion): 'ok' | ApprovalRefusal {
  if (!hasRight(actor, question)) return 'not-allowed';
  if (hadAHand(actor.personId, question)) return 'approval-self';
  // Whoever stands in for an author may approve no more than the author could.
  const grants = actor.grants.filter((grant) => !isDelegated(grant) || !hadAHand(grant.onBehalfOf, question));
  return hasRight({ ...actor, grants }, question) ? 'ok' : 'approval-self';
}

/** In whose place the actor approves; null when it is by a right of one's own. */
export function onBehalfOf(actor: Actor, question: ApprovalQuestion): string | null {
  const own = actor.grants.filter((grant) => !isDelegated(grant));
  if (hasRight({ ...actor, grants: own }, question)) return null;
  const delegated = actor.grants.filter(isDelegated).find((grant) => !hadAHand(grant.onBehalfOf, question));
  return delegated?.onBehalfOf ?? null;
}

function hasRight(actor: Actor, { communeId, approverRule }: ApprovalQuestion): boolean {
  const commune = { communeId, villageId: null };
  return (
    mayDo(actor, 'booking.approve.leader', commune) ||
    (approverRule === 'operator' && mayDo(actor, 'booking.approve.operator', commune))
  );
}

function hadAHand(personId: string, { editors, proposedBy }: ApprovalQuestion): boolean {
  return editors.includes(personId) || proposedBy === personId;
}

function isDelegated(grant: Actor['grants'][number]): grant is DelegatedGrant {
  return 'onBehalfOf' in grant;
}
