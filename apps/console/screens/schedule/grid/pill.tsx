// One broadcast on the grid: when, what, and in words what is special about it.
import type { PointerEvent, Ref } from 'react';
import { timeText } from '#words';
import { SCREENS } from '../../../parts/words';
import { stateOf, type EntryState } from '../sheet/entry-state';
import type { Entry, ScheduledBooking } from '../sheet/schedule-data';
import './pill.css';

const text = SCREENS.schedule;

const ICONS: Readonly<Record<EntryState, string>> = {
  held: '…',
  planned: '',
  onAir: '►',
  unconfirmed: '?',
  played: '✓',
  partly: '⚠',
  missed: '⚠',
  afterCancel: '⚠',
  cancelled: '✕',
  dropped: '⚠',
};

const CLASS_ICONS = { normal: '', priority: '★', emergency: '⚠' } as const;

export function Pill({
  entry,
  booking,
  now,
  timeZone,
  moving,
  movable,
  onOpen,
  onDown,
  onFocus,
  ref,
}: {
  readonly entry: Entry;
  readonly booking: ScheduledBooking | undefined;
  readonly now: number;
  readonly timeZone: string;
  readonly moving: boolean;
  readonly movable: boolean;
  readonly onOpen: () => void;
  readonly onDown: (event: PointerEvent) => void;
  readonly onFocus: () => void;
  readonly ref?: Ref<HTMLButtonElement>;
}) {
  const state = stateOf(entry, now);
  const { messageClass } = entry;
  const repeats = booking?.repeats ?? 1;
  return (
    <button
      ref={ref}
      type="button"
      className={`pill ${state} ${messageClass} ${moving ? 'lifted' : ''} ${movable ? 'movable' : ''}`}
      data-entry={keyOf(entry)}
      onClick={onOpen}
      onFocus={onFocus}
      onPointerDown={onDown}
      onContextMenu={(event) => event.preventDefault()}
    >
      <span className="pill-line">
        <strong>{timeText(Date.parse(entry.startsAt), timeZone)}</strong> {entry.title}
        {repeats > 1 ? ` ×${repeats}` : ''}
      </span>
      <span className="pill-marks">
        {messageClass === 'normal' ? null : (
          <span>
            <span aria-hidden="true">{CLASS_ICONS[messageClass]}</span> {text.classes[messageClass]}
          </span>
        )}
        {state === 'planned' ? null : (
          <span>
            <span aria-hidden="true">{ICONS[state]}</span> {text.states[state]}
          </span>
        )}
      </span>
    </button>
  );
}

/** Names an entry across answers of the server. */
export function keyOf({ bookingId, localDate, repeat, startsAt, air }: Entry): string {
  return `${bookingId ?? air[0]?.airingId}/${localDate}/${repeat}/${startsAt}`;
}
