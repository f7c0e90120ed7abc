// The button that has to be held for three seconds. The ring shows how far it is; beside it there is always a way for those who cannot hold.
import { useEffect, useId, useRef, useState } from 'react';
import { watchHold } from '#web';
import { fill } from '#words';
import { SCREENS } from './words';
import './hold-button.css';

const text = SCREENS.emergency;

/** `tone` says what it is about: the real thing, or a drill. `onHeld` comes once for each full hold. */
export function HoldButton({
  children,
  hint,
  onHeld,
  disabled = false,
  tone = 'danger',
}: {
  readonly children: string;
  readonly hint: string;
  readonly onHeld: () => void;
  readonly disabled?: boolean;
  readonly tone?: 'danger' | 'drill';
}) {
  const button = useRef<HTMLButtonElement>(null);
  const ring = useRef<HTMLSpanElement>(null);
  const act = useRef(onHeld);
  const hintId = useId();
  useEffect(() => {
    act.current = onHeld;
  }, [onHeld]);
  useEffect(
    () =>
      watchHold(
        button.current!,
        (share) => ring.current?.style.setProperty('--share', String(share)),
        () => act.current(),
      ),
    [],
  );
  return (
    <div className="hold">
      <button
        ref={button}
        type="button"
        className={`hold-button ${tone}`}
        aria-describedby={hintId}
        aria-disabled={disabled}
      >
        <span ref={ring} className="hold-ring" aria-hidden="true" />
        <span>{children}</span>
      </button>
      <p id={hintId} className="muted small">
        {hint}
      </p>
    </div>
  );
}

/** For those who cannot hold a button: a word that nobody types by mistake, and then an ordinary button. */
export function TypedWord({
  children,
  onSent,
  disabled = false,
}: {
  readonly children: string;
  readonly onSent: () => void;
  readonly disabled?: boolean;
}) {
  const [typed, setTyped] = useState('');
  const word = text.typeWord;
  const right = typed.trim().toLocaleUpperCase() === word;
  return (
    <details className="typed-word">
      <summary>{fill(text.typeInstead, { word })}</summary>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (!right || disabled) return;
          setTyped('');
          onSent();
        }}
      >
        <label>
          {fill(text.typeLabel, { word })}
          <input value={typed} onChange={({ target }) => setTyped(target.value)} autoComplete="off" />
        </label>
        <button type="submit" className="outlined" aria-disabled={!right || disabled}>
          {children}
        </button>
      </form>
    </details>
  );
}
