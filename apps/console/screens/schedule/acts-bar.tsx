// What can be done with the days that are shown, whatever stands on them.
import { Button } from '@mantine/core';
import { useHas } from '../../parts/desk';
import { SCREENS } from '../../parts/words';

const text = SCREENS.schedule;

export function ActsBar({
  book,
  copy,
  showKeys,
  apart,
  setApart,
}: {
  readonly book: () => void;
  readonly copy: () => void;
  readonly showKeys: () => void;
  /** Whether every zone has a row of its own; undefined where there are no rows. */
  readonly apart: boolean | undefined;
  readonly setApart: (apart: boolean) => void;
}) {
  const books = useHas('operator', 'recorder');
  return (
    <div className="schedule-acts">
      {books ? <Button onClick={book}>{text.newBooking}</Button> : null}
      {books ? (
        <Button variant="default" onClick={copy}>
          {text.copyDay}
        </Button>
      ) : null}
      <Button variant="default" onClick={() => window.print()}>
        {text.print}
      </Button>
      <Button variant="default" onClick={showKeys}>
        {SCREENS.shell.shortcuts}
      </Button>
      {apart === undefined ? null : (
        <div className="toggles">
          <button type="button" aria-pressed={apart} onClick={() => setApart(!apart)}>
            {text.everyZone}
          </button>
        </div>
      )}
    </div>
  );
}
