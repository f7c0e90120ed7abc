// Who may approve: another person than those who made it, with the role that the commune's rule asks for.
import { mayDo, type Actor } from './people';
import type { ApproverRule } from './places';

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
  const { communeId, approverRule, editors, proposedBy } = question;
  const commune = { communeId, villageId: null };
  const hasRole =
    mayDo(actor, 'booking.approve.leader', commune) ||
    (approverRule === 'operator' && mayDo(actor, 'booking.approve.operator', commune));
  if (!hasRole) return 'not-allowed';
  return editors.includes(actor.personId) || proposedBy === actor.personId ? 'approval-self' : 'ok';
}
