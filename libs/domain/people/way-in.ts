// By what somebody came in who speaks in a person's name, told more finely than their strength: whoever made a link was shown its PIN, so that a
// word by it is perhaps not that person's.
import type { Actor } from './people';
import type { Strength } from './strength';

/** A strength, with what is as weak as a link told apart: the link itself, or a session by a PIN that was shown to somebody else. */
export type WayIn = Strength | 'shown-pin';

export function wayInOf({ strength, signedInAt }: Pick<Actor, 'strength' | 'signedInAt'>): WayIn {
  return strength === 'link' && signedInAt !== undefined ? 'shown-pin' : strength;
}
