// A press that has to last: the only way to put an emergency on air by hand. Pure: a tap, a slip of the thumb and a doubled key do nothing,
// whatever the browser makes of them; only time that was really held counts.

/** How long a person holds before it counts. */
export const HOLD_MS = 3_000;

/** idle: nobody presses; holding: since an instant of the page's own counter; done: it counted, and has to be let go of before it can again. */
export type Hold =
  | { readonly kind: 'idle' }
  | { readonly kind: 'holding'; readonly since: number; readonly by: HoldWith }
  | { readonly kind: 'done' };

/** What presses. A second one beside the first changes nothing. */
type HoldWith = 'pointer' | 'key';

/** What happens to the button. `leave` is whatever takes the press away: sliding off, losing the focus, the browser taking over. */
export type HoldEvent =
  | { readonly kind: 'press'; readonly by: HoldWith; readonly at: number }
  | { readonly kind: 'pass'; readonly at: number }
  | { readonly kind: 'release'; readonly by: HoldWith }
  | { readonly kind: 'leave' };

export const IDLE: Hold = { kind: 'idle' };

/** What the button is after this. It counts at the step from `holding` to `done`, and only there. */
export function held(hold: Hold, event: HoldEvent, holdMs = HOLD_MS): Hold {
  switch (event.kind) {
    case 'press':
      return hold.kind === 'idle' ? { kind: 'holding', since: event.at, by: event.by } : hold;
    case 'pass':
      return hold.kind === 'holding' && event.at - hold.since >= holdMs ? { kind: 'done' } : hold;
    case 'release':
      return hold.kind === 'holding' && hold.by !== event.by ? hold : IDLE;
    case 'leave':
      return IDLE;
  }
}

/** How much of the time has been held, 0 to 1. */
export function heldShare(hold: Hold, at: number, holdMs = HOLD_MS): number {
  if (hold.kind === 'done') return 1;
  return hold.kind === 'idle' ? 0 : Math.min(1, Math.max(0, (at - hold.since) / holdMs));
}
