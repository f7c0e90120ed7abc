// The same press-and-hold on every page: pointer and keys of one button, turned into what `hold.ts` decides. There is no click handler, so
// that nothing a browser or a screen reader takes for a click can put anything on air.
import { held, heldShare, HOLD_MS, IDLE, type Hold, type HoldEvent } from './hold';

/** A finger trembles: so many pixels beside the button still count as on it. */
const SLIP_PX = 24;

/** Watches the button until the returned function is called. `onShare` hears how much is held, 0 to 1; `onHeld` once for each full hold. */
export function watchHold(
  button: HTMLElement,
  onShare: (share: number) => void,
  onHeld: () => void,
  holdMs = HOLD_MS,
): () => void {
  let hold: Hold = IDLE;
  let frame = 0;

  const tell = (event: HoldEvent): void => {
    const before = hold;
    hold = held(hold, event, holdMs);
    if (hold !== before) onShare(heldShare(hold, performance.now(), holdMs));
    if (hold.kind === 'holding' && before.kind !== 'holding') frame = requestAnimationFrame(follow);
    if (hold.kind === 'done' && before.kind === 'holding') onHeld();
  };
  const follow = (): void => {
    tell({ kind: 'pass', at: performance.now() });
    if (hold.kind !== 'holding') return;
    onShare(heldShare(hold, performance.now(), holdMs));
    frame = requestAnimationFrame(follow);
  };
  const leave = () => tell({ kind: 'leave' });

  const listeners: { readonly [Name in keyof HTMLElementEventMap]?: (event: HTMLElementEventMap[Name]) => void } = {
    pointerdown: (event) => {
      if (!event.isPrimary || event.button !== 0 || isOff(button)) return;
      button.setPointerCapture(event.pointerId);
      tell({ kind: 'press', by: 'pointer', at: performance.now() });
    },
    pointermove: (event) => {
      if (hold.kind === 'holding' && hold.by === 'pointer' && isBeside(button, event)) leave();
    },
    pointerup: () => tell({ kind: 'release', by: 'pointer' }),
    pointercancel: leave,
    lostpointercapture: leave,
    keydown: (event) => {
      if (!isHoldKey(event)) return;
      event.preventDefault();
      if (!event.repeat && !isOff(button)) tell({ kind: 'press', by: 'key', at: performance.now() });
    },
    keyup: (event) => {
      if (!isHoldKey(event)) return;
      event.preventDefault();
      tell({ kind: 'release', by: 'key' });
    },
    blur: leave,
    contextmenu: (event) => event.preventDefault(),
  };
  for (const [name, listener] of Object.entries(listeners)) button.addEventListener(name, listener as EventListener);
  return () => {
    cancelAnimationFrame(frame);
    for (const [name, listener] of Object.entries(listeners)) {
      button.removeEventListener(name, listener as EventListener);
    }
  };
}

function isHoldKey({ key }: KeyboardEvent): boolean {
  return key === ' ' || key === 'Enter';
}

function isOff(button: HTMLElement): boolean {
  return button.getAttribute('aria-disabled') === 'true' || button.hasAttribute('disabled');
}

function isBeside(button: HTMLElement, { clientX, clientY }: PointerEvent): boolean {
  const { left, right, top, bottom } = button.getBoundingClientRect();
  return clientX < left - SLIP_PX || clientX > right + SLIP_PX || clientY < top - SLIP_PX || clientY > bottom + SLIP_PX;
}
