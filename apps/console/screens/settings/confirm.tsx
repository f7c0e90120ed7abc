// A question before what cannot be undone, with what it means and, when the server refuses, why.
import { Button } from '@mantine/core';
import { useState } from 'react';
import { useAct, type Subject } from '../../parts/queries';
import { Dialog } from '../../parts/dialog';
import { RefusalNote } from '../../parts/refusal-note';
import { SCREENS } from '../../parts/words';

interface ConfirmProps {
  /** What stands on the button. */
  readonly act: string;
  /** The same for those who hear it, with what it is about. */
  readonly about: string;
  readonly title: string;
  readonly warning: string;
  readonly refreshes: readonly Subject[];
  readonly run: () => Promise<unknown>;
  readonly onDone?: () => void;
}

export function Confirm({ act: word, about, title, warning, refreshes, run, onDone }: ConfirmProps) {
  const [isOpen, open] = useState(false);
  const act = useAct(run, refreshes);
  const close = () => {
    act.reset();
    open(false);
  };
  return (
    <>
      <button type="button" className="plain" aria-label={`${word}: ${about}`} onClick={() => open(true)}>
        {word}
      </button>
      {isOpen ? (
        <Dialog close={close} title={title}>
          <div className="stack">
            <p>{warning}</p>
            <RefusalNote refusal={act.error} />
            <div className="row">
              <Button
                color="red"
                className="irreversible"
                loading={act.isPending}
                onClick={() =>
                  act.mutate(undefined, {
                    onSuccess: () => {
                      close();
                      onDone?.();
                    },
                  })
                }
              >
                {word}
              </Button>
              <Button variant="default" onClick={close}>
                {SCREENS.shell.cancel}
              </Button>
            </div>
          </div>
        </Dialog>
      ) : null}
    </>
  );
}
