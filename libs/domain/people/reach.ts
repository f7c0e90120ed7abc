// What of a commune somebody may see or change who holds nothing in all of it: what they had a hand in, and what is meant for their villages.
import type { Act } from './acts';
import { mayDo, mayDoSomewhere, type Actor } from './people';

/** A thing of a commune, by what a grant on it is asked of. */
export interface Reachable {
  readonly communeId: string;
  /** Everybody who had a hand in it. */
  readonly makers: readonly string[];
  /** For which villages it is meant; none: nobody decided that yet. */
  readonly villageIds: readonly string[];
}

/** Whether the actor may look at the thing: a grant for the whole commune reaches everything, one for a village what is meant for it. */
export function maySee(actor: Actor, { communeId, makers, villageIds }: Reachable): boolean {
  if (seesAll(actor, communeId) || makers.includes(actor.personId)) return true;
  return villageIds.some((villageId) => mayDo(actor, 'commune.view', { communeId, villageId }));
}

/** Whether the actor may do the act to the thing: to the one they made, or by a grant that reaches every village it is meant for. */
export function mayChange(actor: Actor, act: Act, { communeId, makers, villageIds }: Reachable): boolean {
  if (mayDo(actor, act, { communeId, villageId: null })) return true;
  if (makers.includes(actor.personId)) return mayDoSomewhere(actor, act, communeId);
  return villageIds.length > 0 && villageIds.every((villageId) => mayDo(actor, act, { communeId, villageId }));
}

/** Whether the actor may look at everything in the commune. */
export function seesAll(actor: Actor, communeId: string): boolean {
  return mayDo(actor, 'commune.view', { communeId, villageId: null });
}
