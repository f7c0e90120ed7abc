// How surely somebody proved who they are when they came in, and for which acts that is enough. Every act names it in one table, so that
// whoever adds an act has to say it; what is not named is denied.
import type { Act } from './acts';

/**
 * `password`: signed in by password. `token`: a program with an API token. `pin`: a phone that was let in by a PIN nobody else knows, or by
 * link and password. `link`: whatever others handed out: a link alone, or a PIN that somebody else was shown. `signature`: the person of an
 * approval link, who proves themselves anew for its one act.
 */
export const STRENGTHS = ['password', 'token', 'pin', 'link', 'signature'] as const;
/** One of `STRENGTHS`. */
export type Strength = (typeof STRENGTHS)[number];

/** Acts about one's own account and one's own things: no role grants them. */
export const OWN_ACTS = [
  'token.list',
  'token.issue',
  'token.revoke',
  'pin.set',
  'password.set',
  'link.issue-own',
  'link.revoke-own',
  'delegation.end-own',
] as const;
/** One of `OWN_ACTS`. */
export type OwnAct = (typeof OWN_ACTS)[number];

/** Why the strength is not enough; both are codes of `Problem`. */
type StrengthRefusal = 'needs-password' | 'pin-shown';

/** What makes something to come in by, or gives rights to others: it could outlive whatever it was made with. */
const PERSON: readonly Strength[] = ['password'];
/** What people do at the desk, and programs for them. */
const DESK: readonly Strength[] = ['password', 'token'];
const APPROVAL: readonly Strength[] = ['password', 'token', 'signature'];
/** What a village head does in their own name: somebody could be meant to believe it was them. */
const VILLAGE: readonly Strength[] = ['password', 'token', 'pin'];
/** Looking, and saying what was heard. */
const VISITOR: readonly Strength[] = ['password', 'token', 'pin', 'link', 'signature'];

// prettier-ignore
const GOOD_BY: Readonly<Record<Act | OwnAct, readonly Strength[]>> = {
  'commune.view': VISITOR,
  'rundown.confirm': VISITOR,
  'recording.create': VILLAGE,
  'village.mute': VILLAGE,
  'village.notice': VILLAGE,
  'booking.approve.leader': APPROVAL,
  'booking.approve.operator': APPROVAL,
  'announcement.write': DESK,
  'booking.propose': DESK,
  'booking.order': DESK,
  'booking.cancel': DESK,
  'approval.refuse': DESK,
  'review.sign': DESK,
  'air.stop': DESK,
  'air.retract': DESK,
  'emergency.order': DESK,
  'emergency.break-glass': DESK,
  'emergency.upstream': DESK,
  'drill.order': DESK,
  'device.enrol': DESK,
  'place.edit': DESK,
  'controller.edit': DESK,
  'people.view': DESK,
  'complaint.answer': DESK,
  'audit.read': DESK,
  'approval.delegate': PERSON,
  'link.issue': PERSON,
  'people.edit': PERSON,
  'device.code': PERSON,
  'token.list': DESK,
  'token.revoke': DESK,
  'link.revoke-own': DESK,
  'delegation.end-own': DESK,
  'token.issue': PERSON,
  'pin.set': PERSON,
  'password.set': PERSON,
  'link.issue-own': PERSON,
};

/** Whether the strength is enough for the act; whether a role allows it is asked elsewhere. */
export function isEnoughFor(strength: Strength, act: Act | OwnAct): boolean {
  return GOOD_BY[act].includes(strength);
}

/** Why it is not enough; null: it is. */
export function strengthRefusal(strength: Strength, act: Act | OwnAct): StrengthRefusal | null {
  if (isEnoughFor(strength, act)) return null;
  return strength === 'link' && isEnoughFor('pin', act) ? 'pin-shown' : 'needs-password';
}

/** Whether somebody who came in so is village head and nothing more, whatever else was granted to them. */
export function isVillageDoor(strength: Strength): boolean {
  return strength === 'pin' || strength === 'link';
}
