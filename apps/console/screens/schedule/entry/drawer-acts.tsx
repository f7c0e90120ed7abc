// What can still be done with a broadcast: move it, take out one day, end all of it, say no to it.
import { Button, Textarea } from '@mantine/core';
import { useState } from 'react';
import { api, ask, type Refusal, type Schema } from '#web';
import { dateText, fill, takingOffTexts } from '#words';
import { useAct } from '../../../parts/queries';
import { RefusalNote } from '../../../parts/refusal-note';
import { useDesk, useHas } from '../../../parts/desk';
import { LANGUAGE, SCREENS } from '../../../parts/words';
import { isMovable, type Entry, type Schedule, type ScheduledBooking } from '../sheet/schedule-data';
import '../forms/forms.css';

const text = SCREENS.schedule;

type Ending = 'this' | 'all' | 'decline';

/** What the screen does after it. */
export interface DrawerActs {
  readonly move: () => void;
  readonly ended: (said: string) => void;
  /** Somebody was quicker. */
  readonly late: (refusal: Refusal, said: string, again: (revision: number) => void) => void;
}

export function Acts({
  entry,
  booking,
  schedule,
  move,
  ended,
  late,
}: DrawerActs & {
  readonly entry: Entry;
  readonly schedule: Schedule;
  readonly booking: ScheduledBooking;
}) {
  const [ending, setEnding] = useState<Ending>();
  const [reason, setReason] = useState('');
  const { me } = useDesk();
  const approves = useHas('leader', 'deputy');
  const act = useAct<{ readonly kind: Ending; readonly revision: number }, Schema<'Booking'>>(
    ({ kind, revision }) => end(booking.id, kind, entry.localDate, reason.trim(), revision),
    ['rundowns', 'bookings', 'announcements', 'needs'],
  );
  const open = booking.state === 'proposed' || booking.state === 'approved';
  const series = booking.recurrence.kind !== 'once';
  const send = (kind: Ending, revision: number) =>
    act.mutate(
      { kind, revision },
      {
        onSuccess: ({ takenOff }) => {
          const said = fill(text.endedAs[kind], { title: entry.title, day: dateText(LANGUAGE, entry.localDate) });
          ended([said, ...takingOffTexts(LANGUAGE, takenOff, Date.parse(schedule.now), schedule.timeZone)].join(' '));
        },
        onError: (refusal) => {
          if (refusal.code === 'edited-meanwhile')
            late(refusal, fill(text.endings[kind], {}), (current) => send(kind, current));
        },
      },
    );
  if (!open) return <p className="small muted">{text.bookingStates[booking.state]}</p>;
  if (ending) {
    return (
      <form
        className="dialog-form card"
        onSubmit={(event) => {
          event.preventDefault();
          send(ending, booking.revision);
        }}
      >
        <Textarea
          label={`${text.endings[ending]}. ${text.reason}`}
          required
          data-autofocus
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <div className="toggles">
          {text.usualReasons.split('|').map((each) => (
            <button key={each} type="button" onClick={() => setReason(each)}>
              {each}
            </button>
          ))}
        </div>
        <RefusalNote refusal={act.error?.code === 'edited-meanwhile' ? null : act.error} />
        <div className="dialog-acts">
          <Button type="submit" loading={act.isPending} disabled={reason.trim() === ''}>
            {text.endings[ending]}
          </Button>
          <Button variant="default" onClick={() => setEnding(undefined)}>
            {SCREENS.shell.cancel}
          </Button>
        </div>
      </form>
    );
  }
  return (
    <div className="drawer-acts">
      {isMovable(schedule, entry) ? <Button onClick={move}>{text.move}</Button> : null}
      {series && (entry.state === 'held' || entry.state === 'planned') ? (
        <Button variant="default" onClick={() => setEnding('this')}>
          {text.endings.this}
        </Button>
      ) : null}
      <Button variant="default" onClick={() => setEnding('all')}>
        {series ? text.endings.all : text.endSingle}
      </Button>
      {booking.state === 'proposed' && approves && booking.createdBy !== me.name ? (
        <Button variant="default" onClick={() => setEnding('decline')}>
          {text.endings.decline}
        </Button>
      ) : null}
    </div>
  );
}

function end(id: string, kind: Ending, date: string, reason: string, revision: number): Promise<Schema<'Booking'>> {
  const params = { path: { id }, header: { 'If-Match': `"${revision}"` } };
  if (kind === 'this') return ask(api.POST('/api/v1/bookings/{id}/cancelled-days', { params, body: { date, reason } }));
  if (kind === 'all') return ask(api.POST('/api/v1/bookings/{id}/cancel', { params, body: { reason } }));
  return ask(api.POST('/api/v1/bookings/{id}/decline', { params, body: { reason } }));
}
