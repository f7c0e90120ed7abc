// Approving: another person than those who made it stands for exactly what a digest says. One act may approve content and booking together.
import {
  ANNOUNCEMENT_LIFECYCLE,
  follow,
  mayApprove,
  onBehalfOf,
  Problem,
  type Actor,
  type Announcement,
  type ApprovalQuestion,
  type Booking,
  type Instant,
} from '#domain';
import { actorFor } from '../acting/actors';
import type { AnnouncementView } from './announcement-view';
import { newId } from '../acting/new-id';
import { tell, type News } from '../acting/notices';
import type { Approval, StoreReads, Stores } from '../ports/stores';

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

/** Everybody who may approve this now: those with the role that the commune asks for, or in the place of one, who had no hand in it. */
export async function approversOf(
  stores: StoreReads,
  question: ApprovalQuestion,
  now: Instant,
): Promise<readonly string[]> {
  const people = await stores.people.people(question.communeId);
  const actors = await Promise.all(people.map((person) => actorFor(stores, person, now, 'password')));
  return actors.filter((actor) => mayApprove(actor, question) === 'ok').map(({ personId }) => personId);
}

/** Who would have to approve the booking, by everybody who had a hand in it and by the rule of its commune. */
export async function questionOf(
  stores: StoreReads,
  { communeId, createdBy, amendedBy }: Booking,
  { editors }: Announcement,
): Promise<ApprovalQuestion> {
  const { approverRule } = (await stores.places.commune(communeId))!;
  return { communeId, approverRule, editors: [...editors, ...amendedBy], proposedBy: createdBy };
}

/** Tells everybody who may approve it that something waits for them. `sender` handed it in. */
export async function tellApprovers(
  stores: Stores,
  subject: Omit<ApprovalQuestion, 'approverRule'> & { readonly id: string; readonly title: string },
  sender: Actor,
  now: Instant,
): Promise<void> {
  const { id: subjectId, title, communeId, editors, proposedBy } = subject;
  const { approverRule } = (await stores.places.commune(communeId))!;
  const news: News = { communeId, kind: 'approval-waits', subjectId, values: { title, who: sender.name } };
  await tell(stores, await approversOf(stores, { communeId, approverRule, editors, proposedBy }, now), news, now);
}

/**
 * Writes down that another person approved what `digest` stands for. An announcement that is approved already stays so. Throws Problem
 * `approval-self`, `not-allowed`, `announcement-not-submitted`; how old the proof is, whoever calls has asked.
 */
export async function approveContent(
  stores: Stores,
  announcement: AnnouncementView,
  actor: Actor,
  now: Instant,
): Promise<void> {
  const question = await requireMayApprove(stores, announcement, actor);
  await writeContentApproval(stores, announcement, actor, now, 'another-person', onBehalfOf(actor, question));
}

/** Passes when the actor may approve what it says. Throws Problem `approval-self`, `not-allowed`. */
export async function requireMayApprove(
  { places }: StoreReads,
  { communeId, editors }: Pick<Announcement, 'communeId' | 'editors'>,
  actor: Actor,
): Promise<ApprovalQuestion> {
  const { approverRule } = (await places.commune(communeId))!;
  const question = { communeId, approverRule, editors, proposedBy: null };
  const verdict = mayApprove(actor, question);
  if (verdict !== 'ok') throw new Problem(verdict);
  return question;
}

/** Writes the approval down, whoever had the right to it and by which; who approves content that was handed in is asked by the caller. */
export async function writeContentApproval(
  stores: Stores,
  { id, communeId, state, digest }: AnnouncementView,
  actor: Actor,
  now: Instant,
  basis: Approval['basis'],
  inPlaceOf: string | null = null,
): Promise<void> {
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
    basis,
  });
  await stores.air.wantPlan(communeId);
  await stores.events.append({
    communeId,
    at: now,
    kind: 'announcement.approved',
    actor: actor.personId,
    subjectId: id,
    details: { digest, basis, onBehalfOf: inPlaceOf },
  });
}
