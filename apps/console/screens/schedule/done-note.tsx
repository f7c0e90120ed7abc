// What was just done, as the server confirmed it, and for ten seconds the way back.
import { Button } from '@mantine/core';
import { useEffect } from 'react';
import { SCREENS } from '../../shell/words';

const UNDO_MS = 10_000;

export interface Done {
  readonly text: string;
  /** Undefined where there is no way back. */
  readonly undo: (() => void) | undefined;
}

export function DoneNote({ done, gone }: { readonly done: Done; readonly gone: () => void }) {
  useEffect(() => {
    const timer = setTimeout(gone, UNDO_MS);
    return () => clearTimeout(timer);
    // One timer for each thing done.
  }, [done]);
  return (
    <div className="done-note" role="status">
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
