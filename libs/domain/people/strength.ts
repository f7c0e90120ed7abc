// How surely somebody proved who they are when they came in, and for which acts that is enough. Every act names it in one table, so that
// whoever adds an act has to say it; what is not named is denied. It names, too, for which acts a proof must not be old.
import { MINUTE_MS } from '../calendar/time';
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
  'proof.renew',
  'second-factor.view',
  'second-factor.set',
  'waiting.decide-own',
  'session.list',
  'session.end',
] as const;
/** One of `OWN_ACTS`. */
export type OwnAct = (typeof OWN_ACTS)[number];

/** How long after proving who one is the acts may be done that ask for a fresh proof. */
export const PROOF_FRESH_MS = 15 * MINUTE_MS;

/** What is enough for an act. `fresh`: and the proof must not be old, because a screen may have been left open. */
interface Enough {
  readonly by: readonly Strength[];
  readonly fresh?: true;
}

/** What makes something to come in by, or gives rights to others: it could outlive whatever it was made with. */
const PERSON: Enough = { by: ['password'], fresh: true };
/** Its request carries the password itself, or could not; or it is about the password’s session alone, or only ends something. */
const WITH_PASSWORD: Enough = { by: ['password'] };
/** What people do at the desk, and programs for them. */
const DESK: Enough = { by: ['password', 'token'] };
/** What puts a warning on air, or changes what keeps anything off it. */
const WEIGHTY: Enough = { by: ['password', 'token'], fresh: true };
const APPROVAL: Enough = { by: ['password', 'token', 'signature'], fresh: true };
/** What a village head does in their own name: somebody could be meant to believe it was them. */
const VILLAGE: Enough = { by: ['password', 'token', 'pin'] };
/** Looking, and saying what was heard. */
const VISITOR: Enough = { by: ['password', 'token', 'pin', 'link', 'signature'] };

// prettier-ignore
const ENOUGH_FOR: Readonly<Record<Act | OwnAct, Enough>> = {
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
  'emergency.order': WEIGHTY,
  'emergency.break-glass': WEIGHTY,
  'emergency.end': DESK,
  'emergency.upstream': DESK,
  'drill.order': DESK,
  'device.enrol': DESK,
  'place.edit': DESK,
  'rules.edit': WEIGHTY,
  'controller.edit': DESK,
  'people.view': DESK,
  'complaint.answer': DESK,
  'audit.read': DESK,
  'approval.delegate': PERSON,
  'link.issue': PERSON,
  'people.edit': PERSON,
  'device.code': PERSON,
  'keys.change': PERSON,
  'token.list': DESK,
  'token.revoke': DESK,
  'link.revoke-own': DESK,
  'delegation.end-own': DESK,
  'token.issue': PERSON,
  'pin.set': WITH_PASSWORD,
  'password.set': WITH_PASSWORD,
  'link.issue-own': PERSON,
  'proof.renew': WITH_PASSWORD,
  'second-factor.view': WITH_PASSWORD,
  'second-factor.set': PERSON,
  // Whose password others could set has perhaps forgotten it.
  'waiting.decide-own': WITH_PASSWORD,
  'session.list': WITH_PASSWORD,
  'session.end': WITH_PASSWORD,
};

/** Whether the strength is enough for the act; whether a role allows it is asked elsewhere. */
export function isEnoughFor(strength: Strength, act: Act | OwnAct): boolean {
  return ENOUGH_FOR[act].by.includes(strength);
}

/** Why it is not enough, as a code of `Problem`; null: it is. How old the proof is, `proofRefusal` asks. */
export function strengthRefusal(strength: Strength, act: Act | OwnAct): 'needs-password' | 'pin-shown' | null {
  if (isEnoughFor(strength, act)) return null;
  return strength === 'link' && isEnoughFor('pin', act) ? 'pin-shown' : 'needs-password';
}

/** Whether the act asks for a proof that is not old. */
export function asksFreshProof(act: Act | OwnAct): boolean {
  return ENOUGH_FOR[act].fresh === true;
}

/** Why an old proof is not enough for the act; null: it is. A program cannot prove anything anew: its owner has to. */
export function proofRefusal(strength: Strength, act: Act | OwnAct): 'needs-password' | 'proof-too-old' | null {
  if (!asksFreshProof(act)) return null;
  return strength === 'token' ? 'needs-password' : 'proof-too-old';
}

/** Whether somebody who came in so is village head and nothing more, whatever else was granted to them. */
export function isVillageDoor(strength: Strength): boolean {
  return strength === 'pin' || strength === 'link';
}
