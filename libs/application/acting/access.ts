// The two questions every act asks before anything else: may this person know that the thing exists, and may they do this to it?
import {
  belongsTo,
  isGranted,
  isGrantedSomewhere,
  proofRefusal,
  Problem,
  strengthRefusal,
  type Act,
  type Actor,
  type OwnAct,
  type Place,
} from '#domain';

/** The thing, if there is one and the actor belongs to its commune. Else Problem `not-found`: absent and foreign look alike. */
export function visible<T extends { readonly communeId: string }>(actor: Actor, thing: T | undefined): T {
  if (!thing || !belongsTo(actor, thing.communeId)) throw new Problem('not-found');
  return thing;
}

/** Passes when the actor belongs to the commune. Throws Problem `not-found`. */
export function requireCommune(actor: Actor, communeId: string): void {
  visible(actor, { communeId });
}

/** The thing, if the actor may look at what its commune does, in all of it or in a village. Throws what `requireActSomewhere` throws. */
export function viewable<T extends { readonly communeId: string }>(actor: Actor, thing: T | undefined): T {
  requireView(actor, visible(actor, thing).communeId);
  return thing!;
}

/** Passes when the actor may look at what the commune does, in all of it or in a village. Throws what `requireActSomewhere` throws. */
export function requireView(actor: Actor, communeId: string): void {
  requireActSomewhere(actor, 'commune.view', communeId);
}

/** Passes when a grant allows the act at the place. Throws Problem `not-found`, `not-allowed`, and what `requireStrength` throws. */
export function requireAct(actor: Actor, act: Act, place: Place): void {
  requireForesight(actor, act, place);
  requireFreshProof(actor, act);
}

/** Like `requireAct`, for looking at what the act would do: how old the proof is does not matter yet. */
export function requireForesight(actor: Actor, act: Act, place: Place): void {
  requireCommune(actor, place.communeId);
  if (!isGranted(actor, act, place)) throw new Problem('not-allowed', { act });
  requireWayIn(actor, act);
}

/** Passes when a grant allows the act somewhere in the commune. Throws what `requireAct` throws. */
export function requireActSomewhere(actor: Actor, act: Act, communeId: string): void {
  requireCommune(actor, communeId);
  if (!isGrantedSomewhere(actor, act, communeId)) throw new Problem('not-allowed', { act });
  requireStrength(actor, act);
}

/**
 * Passes when the actor proved surely enough who they are, and not too long ago; for acts about one's own account it is the only question. Throws
 * Problem `needs-password`, `pin-shown` where a PIN that nobody else knows would do, and what `requireFreshProof` throws.
 */
export function requireStrength(actor: Actor, act: Act | OwnAct): void {
  requireWayIn(actor, act);
  requireFreshProof(actor, act);
}

/** Passes when the proof is not too old for the act. Throws Problem `proof-too-old`, or `needs-password` for a program. */
export function requireFreshProof({ strength, isProofOld }: Actor, act: Act | OwnAct): void {
  const refusal = isProofOld ? proofRefusal(strength, act) : null;
  if (refusal !== null) throw new Problem(refusal, { act });
}

function requireWayIn({ strength }: Actor, act: Act | OwnAct): void {
  const refusal = strengthRefusal(strength, act);
  if (refusal !== null) throw new Problem(refusal, { act });
}
