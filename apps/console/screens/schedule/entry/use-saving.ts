// Saves a change of a booking: names the revision it starts from, offers to undo it for a while, and lets a person choose when somebody else
// saved first.
import { useState } from 'react';
import { api, ask, type Refusal, type Schema } from '#web';
import { dateText, fill } from '#words';
import { useAct } from '../../../parts/queries';
import { LANGUAGE, SCREENS } from '../../../parts/words';
import type { BookingChange, Scope } from '../moving/change';
import type { Done } from './done-note';
import { placesText, startText } from '../sheet/booking-text';
import { zonesOf, type Entry, type Schedule, type ScheduledBooking } from '../sheet/schedule-data';
import { wayBack } from '../moving/use-moving';
import type { TooLate } from './versions-dialog';

const text = SCREENS.schedule;

interface Saving {
  readonly entry: Entry;
  readonly booking: ScheduledBooking;
  readonly change: BookingChange;
  readonly scope: Scope;
  readonly revision: number;
}

type Amended = Schema<'AmendedBooking'>;

/** `saved` is called with the id under which the broadcast stands now, `refused` where the server says no. */
export function useSaving(
  schedule: Schedule,
  saved: (bookingId: string) => void,
  refused: (saving: Saving, refusal: Refusal) => void,
) {
  const [done, setDone] = useState<Done>();
  const [late, setLate] = useState<TooLate>();
  const act = useAct<Pick<Saving, 'change' | 'revision'> & { readonly id: string }, Amended>(
    ({ id, change, revision }) =>
      ask(
        api.PATCH('/api/v1/bookings/{id}', {
          params: { path: { id }, header: { 'If-Match': `"${revision}"` } },
          body: change as Schema<'BookingChange'>,
        }),
      ),
    ['rundowns', 'bookings', 'announcements', 'needs'],
  );

  function save(saving: Saving): void {
    const { booking, change, revision } = saving;
    act.mutate(
      { id: booking.id, change, revision },
      {
        onSuccess: (amended) => {
          setLate(undefined);
          setDone({ text: doneText(saving), undo: undoOf(saving, amended) });
          saved(amended.successor?.id ?? amended.id);
        },
        onError: (refusal) => {
          if (refusal.code !== 'edited-meanwhile') {
            setLate(undefined);
            return refused(saving, refusal);
          }
          setLate({
            bookingId: booking.id,
            refusal,
            mineText: mineText(saving, schedule),
            apply: (current) => save({ ...saving, revision: current }),
          });
        },
      },
    );
  }

  function undoOf({ entry, booking, scope }: Saving, amended: Amended): (() => void) | undefined {
    const change = wayBack({ kind: 'entry', entry, booking }, scope);
    const { id, revision } = amended.successor ?? amended;
    if (!change) return undefined;
    return () => {
      act.mutate(
        { id, change, revision },
        {
          onSuccess: () => {
            setDone({ text: text.undone, undo: undefined });
            saved(id);
          },
          onError: (refusal) => setDone({ text: refusal.problem?.detail ?? text.notChecked, undo: undefined }),
        },
      );
    };
  }

  return { save, saving: act.isPending, refusal: act.error, done, setDone, late, setLate, reset: act.reset };
}

function doneText({ entry, booking, scope }: Saving): string {
  const approved = booking.state === 'approved';
  const moved = fill(text.moved, { title: entry.title, day: dateText(LANGUAGE, entry.localDate) });
  if (!approved) return moved;
  return `${moved} ${scope === 'all' ? text.approvals.lost : text.approvals['kept-for-other-days']}`;
}

function mineText({ entry, booking, change, scope }: Saving, schedule: Schedule): string {
  const start = startText(change.start ?? booking.start, schedule.slots);
  const day = 'recurrence' in change && change.recurrence?.kind === 'once' ? change.recurrence.date : entry.localDate;
  const all = zonesOf(schedule);
  const zones = all.filter(({ id }) => (change.zoneIds ?? booking.zoneIds).includes(id));
  const days = booking.recurrence.kind === 'once' ? '' : ` (${text.scopes[scope]})`;
  return `${start}, ${dateText(LANGUAGE, day)}${days}, ${placesText(LANGUAGE, zones, all)}`;
}
