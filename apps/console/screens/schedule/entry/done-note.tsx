// Says what was just saved, once the server confirmed it, and offers to undo it for ten seconds.
import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import { SCREENS } from '../../../parts/words';
import './done-note.css';

const UNDO_MS = 10_000;

export interface Done {
  readonly text: string;
  /** Undefined where there is no way back. */
  readonly undo: (() => void) | undefined;
}

/** It stays for as long as a hand or the focus rests on it: who reads slowly must not be hurried. */
export function DoneNote({ done, gone }: { readonly done: Done; readonly gone: () => void }) {
  const [isHeld, setHeld] = useState(false);
  // The button that was held may have gone with what was done before.
  useEffect(() => setHeld(false), [done]);
  useEffect(() => {
    if (isHeld) return undefined;
    const timer = setTimeout(gone, UNDO_MS);
    return () => clearTimeout(timer);
    // One timer for each thing done.
  }, [done, isHeld]);
  const hold = () => setHeld(true);
  const letGo = () => setHeld(false);
  return (
    <div className="done-note" role="status" onPointerEnter={hold} onPointerLeave={letGo} onFocus={hold} onBlur={letGo}>
      <p>
        <span aria-hidden="true">✓</span> {done.text}
      </p>
      {done.undo ? (
        <Button variant="default" size="xs" onClick={done.undo}>
          {SCREENS.shell.undo}
        </Button>
      ) : null}
    </div>
  );
}
