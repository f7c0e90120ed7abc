// Dragging with the mouse, and with a finger that rests for a moment first so that the page can still be scrolled.
import { useEffect, useRef } from 'react';

/** A finger that rests so long means to drag. */
const HOLD_MS = 350;
/** So far a mouse may tremble in a click, and a finger while it rests. */
const TREMBLE_PX = 6;

/** The place under the pointer, as the grid marks its cells. */
export interface PlaceUnder {
  readonly row: number;
  readonly column: string;
  /** From the left edge of the cell, and how wide it is, in CSS pixels. */
  readonly x: number;
  readonly width: number;
}

/** What a drag does from its first move to its end. */
export interface Drag {
  readonly begin: () => void;
  /** `place` is undefined where nothing can be put. */
  readonly over: (place: PlaceUnder | undefined, at: { readonly x: number; readonly y: number }) => void;
  /** Puts it where it was last said to go: the page may have moved under a pointer that rested. */
  readonly drop: () => void;
  readonly cancel: () => void;
}

/** What a thing that can be dragged needs. */
export interface PointerDrag {
  /** To be called when the pointer goes down on it. */
  readonly start: (down: React.PointerEvent, drag: Drag) => void;
  /** Whether a click is the one that a drag ends with, which is to be swallowed. */
  readonly wasDrag: () => boolean;
}

/** For a part of the page that outlives everything on it that can be dragged: a drag ends with it. */
export function usePointerDrag(): PointerDrag {
  const ended = useRef(false);
  const stop = useRef<(() => void) | undefined>(undefined);
  useEffect(() => () => stop.current?.(), []);

  function start(down: React.PointerEvent, drag: Drag): void {
    if (down.button !== 0) return;
    const touch = down.pointerType !== 'mouse';
    const from = { x: down.clientX, y: down.clientY };
    let dragging = false;
    const begin = () => {
      dragging = true;
      drag.begin();
      document.documentElement.classList.add('dragging');
    };
    const timer = touch ? setTimeout(begin, HOLD_MS) : undefined;
    const move = (event: PointerEvent) => {
      if (event.pointerId !== down.pointerId) return;
      const far = Math.hypot(event.clientX - from.x, event.clientY - from.y) > TREMBLE_PX;
      if (!dragging && far) {
        if (touch) return end();
        begin();
      }
      if (!dragging) return;
      scrollNear(event);
      drag.over(placeUnder(event), { x: event.clientX, y: event.clientY });
    };
    const up = (event: PointerEvent) => {
      if (event.pointerId !== down.pointerId) return;
      const was = dragging;
      end();
      if (was) drag.drop();
    };
    const abort = () => {
      const was = dragging;
      end();
      if (was) drag.cancel();
    };
    const key = (event: KeyboardEvent) => {
      if (event.key === 'Escape') abort();
    };
    // While a finger drags, the page must not scroll away under it.
    const hold = (event: TouchEvent) => {
      if (dragging) event.preventDefault();
    };
    const end = () => {
      clearTimeout(timer);
      ended.current = dragging;
      dragging = false;
      // The click that belongs to the drag comes before any timer; later ones are meant.
      setTimeout(() => (ended.current = false));
      document.documentElement.classList.remove('dragging');
      window.removeEventListener('pointermove', move);
      window.removeEventListener('pointerup', up);
      window.removeEventListener('pointercancel', abort);
      window.removeEventListener('keydown', key);
      window.removeEventListener('touchmove', hold);
      stop.current = undefined;
    };
    ended.current = false;
    window.addEventListener('pointermove', move);
    window.addEventListener('pointerup', up);
    window.addEventListener('pointercancel', abort);
    window.addEventListener('keydown', key);
    window.addEventListener('touchmove', hold, { passive: false });
    stop.current = end;
  }

  return {
    start,
    wasDrag: () => ended.current,
  };
}

function placeUnder({ clientX, clientY }: PointerEvent): PlaceUnder | undefined {
  const cell = document.elementFromPoint(clientX, clientY)?.closest<HTMLElement>('[data-column]');
  if (!cell) return undefined;
  const { left, width } = cell.getBoundingClientRect();
  return { row: Number(cell.dataset['row']), column: cell.dataset['column']!, x: clientX - left, width };
}

/** How near to the edge of the window the page begins to follow, and how fast. */
const EDGE_PX = 56;
const STEP_PX = 16;

function scrollNear({ clientY }: PointerEvent): void {
  if (clientY < EDGE_PX) window.scrollBy(0, -STEP_PX);
  else if (clientY > window.innerHeight - EDGE_PX) window.scrollBy(0, STEP_PX);
}
