// Approving: another person than those who made it stands for exactly what a digest says. One act may approve content and booking together.
import { ANNOUNCEMENT_LIFECYCLE, follow, mayApprove, Problem, type Actor, type Instant } from '#domain';
import type { AnnouncementView } from './announcement-view';
import { newId } from './new-id';
import type { Approval, Stores } from './ports/stores';

/** Keeps an approval beside what it approves. */
export function recordApproval(
  stores: Stores,
  approval: Omit<Approval, 'id' | 'voidedAt' | 'voidReason'>,
): Promise<void> {
  return stores.bookings.insertApproval({
    ...approval,
    id: newId(approval.approvedAt),
    voidedAt: null,
    voidReason: null,
  });
}

/**
 * Writes down that another person approved what `digest` stands for. An announcement that is approved already stays so. Throws Problem
 * `approval-self`, `not-allowed`, `announcement-not-submitted`.
 */
export async function approveContent(
  stores: Stores,
  announcement: AnnouncementView,
  actor: Actor,
  now: Instant,
): Promise<void> {
  const { id, communeId, state, editors, digest } = announcement;
  const { approverRule } = (await stores.places.commune(communeId))!;
  const verdict = mayApprove(actor, { communeId, approverRule, editors, proposedBy: null });
  if (verdict !== 'ok') throw new Problem(verdict);
  if (state === 'approved') return;
  if (state !== 'submitted' || digest === null) throw new Problem('announcement-not-submitted', { state });
  await stores.announcements.update(id, { state: follow(ANNOUNCEMENT_LIFECYCLE, state, 'approve') });
  await recordApproval(stores, {
    communeId,
    subject: 'announcement',
    subjectId: id,
    digest,
    approvedBy: actor.personId,
    approvedAt: now,
    basis: 'another-person',
  });
  await stores.air.wantPlan(communeId);
  await stores.events.append({
    communeId,
    at: now,
    kind: 'announcement.approved',
    actor: actor.personId,
    subjectId: id,
    details: { digest },
  });
}
