// A one-time code, shown this once, with where it is used.
import { Button } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { dayAndTimeText, fill } from '#words';
import { useDesk } from '../../parts/desk';
import { LANGUAGE, SCREENS } from '../../parts/words';

const text = SCREENS.settings;

export function OneTimeCode({
  name,
  code,
  expiresAt,
  worksFrom,
  onClose,
}: {
  readonly name: string;
  readonly code: string;
  readonly expiresAt: string;
  readonly worksFrom: string | null;
  readonly onClose?: () => void;
}) {
  const { commune } = useDesk();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const at = dayAndTimeText(LANGUAGE, Date.parse(expiresAt), commune.timeZone);
  const title = fill(text.codeFor, { name });
  return (
    <section className="card side-form" aria-label={title}>
      <h2 tabIndex={-1} ref={heading}>
        {title}
      </h2>
      <p>
        <strong className="code">{code}</strong>
      </p>
      <p>{fill(text.codeHow, { address: `${location.origin}/password`, at })}</p>
      {worksFrom === null ? null : (
        <p>{fill(text.codeWaits, { from: dayAndTimeText(LANGUAGE, Date.parse(worksFrom), commune.timeZone) })}</p>
      )}
      {onClose ? (
        <Button variant="default" onClick={onClose}>
          {SCREENS.shell.close}
        </Button>
      ) : null}
    </section>
  );
}
