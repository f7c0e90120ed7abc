// The one thing to do next about whatever needs a person, and the page of the desk on which it is done.
import type { SoonBroadcast, TroubleNeed, UnplannedNeed, PersonNeed } from '#application';
import { instantText } from '#words';

export const NEXT_ACTS = [
  'confirm',
  'review',
  'prepare',
  'wait',
  'fix',
  'sign',
  'resend',
  'look',
  'visit',
  'answer',
] as const;
/** One of `NEXT_ACTS`. */
type NextAct = (typeof NEXT_ACTS)[number];

/** What to do, and where. */
interface NextStep {
  readonly act: NextAct;
  readonly href: string;
}

/** About something that waits for a word. */
export function stepOfWaiting(need: PersonNeed): NextStep {
  switch (need.kind) {
    case 'emergency-asks':
      return { act: 'confirm', href: '/desk/emergency' };
    case 'approval':
      return { act: actOfApproval(need), href: `/desk/approvals/${need.announcementId}` };
    case 'fix':
      return { act: 'fix', href: `/desk/approvals/${need.announcementId}` };
    case 'sign':
      return { act: 'sign', href: `/desk/approvals/${need.announcementId ?? ''}?sign=${need.subjectId}` };
  }
}

/** About something that went wrong: sent again where it was not heard, or looked at when there is nothing to send. */
export function stepOfTrouble({ bookingIds, failed, reports, villageId, dueAt }: TroubleNeed): NextStep {
  const unheard = failed.length > 0 || reports.some(({ answer }) => answer === 'not_heard');
  const href = `/desk/board?village=${villageId}&at=${instantText(dueAt)}`;
  return { act: unheard && bookingIds.length > 0 ? 'resend' : 'look', href };
}

/** About a complaint: it is answered where it stands. */
export function stepOfComplaint(id: string): NextStep {
  return { act: 'answer', href: `/desk#${id}` };
}

/** About something that cannot be planned: what it is made of is looked at where it is kept. */
export function stepOfUnplanned({ part }: UnplannedNeed): NextStep {
  const href = { commune: '/desk/settings', zone: '/desk/settings?tab=places', emergency: '/desk/emergency' };
  return { act: 'look', href: part === 'booking' ? '/desk/schedule' : href[part] };
}

/** About a zone that has no pole: where poles are put up and moved. */
export function stepOfZone(): NextStep {
  return { act: 'look', href: '/desk/settings?tab=poles' };
}

/** About a pole that says nothing. */
export function stepOfPole(controllerId: string): NextStep {
  return { act: 'visit', href: `/desk/board?pole=${controllerId}` };
}

/** About what goes on air soon; null while nothing is missing. */
export function stepOfSoon({ unapproved, missing }: SoonBroadcast, waiting: readonly PersonNeed[]): NextStep | null {
  const [first] = unapproved;
  const approval = waiting.find((each) => each.kind === 'approval' && each.bookingId === first?.bookingId);
  if (approval) return stepOfWaiting(approval);
  if (first) return { act: 'wait', href: '/desk/schedule' };
  return missing[0] ? stepOfPole(missing[0].controllerId) : null;
}

function actOfApproval({ may, bookingId }: Extract<PersonNeed, { kind: 'approval' }>): NextAct {
  if (may === 'ok') return 'review';
  return bookingId === null && may === 'not-allowed' ? 'prepare' : 'wait';
}
