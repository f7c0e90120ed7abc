// The two questions every act asks before anything else: may this person know that the thing exists, and may they do this to it?
import { belongsTo, mayDo, mayDoSomewhere, Problem, type Act, type Actor, type Place } from '#domain';

/** The thing, if there is one and the actor belongs to its commune. Else Problem `not-found`: absent and foreign look alike. */
export function visible<T extends { readonly communeId: string }>(actor: Actor, thing: T | undefined): T {
  if (!thing || !belongsTo(actor, thing.communeId)) throw new Problem('not-found');
  return thing;
}

/** Passes when the actor belongs to the commune. Throws Problem `not-found`. */
export function requireCommune(actor: Actor, communeId: string): void {
  visible(actor, { communeId });
}

/** Passes when a grant allows the act at the place. Throws Problem `not-found` or `not-allowed`. */
export function requireAct(actor: Actor, act: Act, place: Place): void {
  requireCommune(actor, place.communeId);
  if (!mayDo(actor, act, place)) throw new Problem('not-allowed', { act });
}

/** Passes when a grant allows the act somewhere in the commune. Throws Problem `not-found` or `not-allowed`. */
export function requireActSomewhere(actor: Actor, act: Act, communeId: string): void {
  requireCommune(actor, communeId);
  if (!mayDoSomewhere(actor, act, communeId)) throw new Problem('not-allowed', { act });
}
