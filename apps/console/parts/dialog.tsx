// A window above the screen, by the browser's own `<dialog>`: it holds the focus, closes by Escape and gives the focus back, without a library.
import { useId, useLayoutEffect, useRef, type ReactNode } from 'react';
import { SCREENS } from './words';
import './dialog.css';

/**
 * Stands while it is mounted. `close` is called when the person leaves it, by Escape or by the cross; a press beside it does nothing, because
 * what was typed would be lost.
 */
export function Dialog({
  title,
  close,
  shape = 'middle',
  children,
}: {
  readonly title: ReactNode;
  readonly close: () => void;
  readonly shape?: 'middle' | 'wide' | 'side';
  readonly children: ReactNode;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useId();
  // Closed while it still stands in the page: only then the focus goes back to where it was.
  useLayoutEffect(() => {
    const shown = dialog.current!;
    shown.showModal();
    return () => shown.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      className={`dialog ${shape}`}
      aria-labelledby={heading}
      onCancel={(event) => {
        event.preventDefault();
        close();
      }}
    >
      <div className="dialog-inside">
        <header className="dialog-head">
          <h2 id={heading}>{title}</h2>
          <button type="button" className="dialog-close" aria-label={SCREENS.shell.close} onClick={close}>
            <span aria-hidden="true">✕</span>
          </button>
        </header>
        {children}
      </div>
    </dialog>
  );
}
