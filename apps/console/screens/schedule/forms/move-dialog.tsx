// "Chuyển…": the way to move a broadcast without dragging, and the place where a refused move is mended.
import { Button, Radio, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Refusal } from '#web';
import { dateText, fill } from '#words';
import type { Recurrence } from '#domain';
import { Dialog } from '../../../parts/dialog';
import { LANGUAGE, SCREENS } from '../../../parts/words';
import { changeOf, changesAnything, scopesOf, type BookingChange, type Scope } from '../moving/change';
import { Conflicts } from './conflicts';
import { PlacesPicker } from './places-picker';
import { recurrenceText, startText } from '../sheet/booking-text';
import type { Schedule } from '../sheet/schedule-data';
import { useDryRun } from './use-dry-run';
import { checkChange } from '../moving/use-moving';
import type { WantedMove } from '../moving/wanted-move';
import { StartPicker } from './when-picker';
import './forms.css';

const text = SCREENS.schedule;

export function MoveDialog({
  wish,
  schedule,
  saving,
  refusal,
  save,
  close,
}: {
  readonly wish: WantedMove;
  readonly schedule: Schedule;
  readonly saving: boolean;
  readonly refusal: Refusal | null;
  readonly save: (change: BookingChange, scope: Scope) => void;
  readonly close: () => void;
}) {
  const { entry, booking } = wish;
  const [toDate, setToDate] = useState(wish.toDate);
  const [start, setStart] = useState(wish.start);
  const [zoneIds, setZoneIds] = useState(wish.zoneIds);
  const [scope, setScope] = useState(wish.scope);
  const scopes = scopesOf({ recurrence: booking.recurrence as Recurrence });
  const movable = { ...booking, recurrence: booking.recurrence as Recurrence };
  const change = changeOf(movable, { date: entry.localDate, toDate, start, zoneIds }, scope);
  const other = change !== undefined && changesAnything(change);
  const key = other && zoneIds.length > 0 ? JSON.stringify(change) : undefined;
  const verdict = useDryRun(key, (signal) => checkChange(booking.id, change!, signal));
  const known = verdict ?? (key === undefined ? undefined : wish.verdict);
  const clear = verdict !== undefined && verdict.conflicts.length === 0 && verdict.refusal === null;
  return (
    <Dialog shape="wide" close={close} title={fill(text.moveTitle, { title: entry.title })}>
      <form
        className="dialog-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (change && other) save(change, scope);
        }}
      >
        <p className="muted">
          {fill(text.nowAt, {
            when: startText(booking.start, schedule.slots),
            day: dateText(LANGUAGE, entry.localDate),
          })}
        </p>
        {scopes.length > 1 ? (
          <Radio.Group
            label={text.whichDays}
            description={recurrenceText(LANGUAGE, movable.recurrence)}
            value={scope}
            onChange={(value) => setScope(value as Scope)}
          >
            <div className="options">
              {scopes.map((each) => (
                <Radio key={each} value={each} label={text.scopes[each]} />
              ))}
            </div>
          </Radio.Group>
        ) : null}
        <TextInput
          type="date"
          label={text.onDay}
          value={toDate}
          onChange={(event) => event.currentTarget.value && setToDate(event.currentTarget.value)}
        />
        <StartPicker schedule={schedule} start={start} choose={setStart} soonest={false} />
        <PlacesPicker schedule={schedule} zoneIds={zoneIds} choose={setZoneIds} />
        <div aria-live="polite">
          {change === undefined ? <p className="note pending">{text.daysStay}</p> : null}
          {zoneIds.length === 0 ? <p className="note pending">{text.nowhere}</p> : null}
          {key !== undefined && known === undefined ? <p className="muted">{text.checking}</p> : null}
          {known && key !== undefined ? (
            <Conflicts
              {...known}
              timeZone={schedule.timeZone}
              choose={(alternative) => {
                setStart(alternative.start);
                if (alternative.recurrence.kind === 'once') setToDate(alternative.recurrence.date);
              }}
            />
          ) : null}
          {clear ? (
            <p className="note good">
              <span aria-hidden="true">✓</span> {text.fits}
            </p>
          ) : null}
          {known && (known.approval === 'lost' || known.approval === 'kept-for-other-days') ? (
            <p className="note pending">
              <span aria-hidden="true">⚠</span> {text.approvals[known.approval]}
            </p>
          ) : null}
          {refusal && verdict === undefined ? (
            <Conflicts
              conflicts={[]}
              alternatives={[]}
              refusal={refusal}
              timeZone={schedule.timeZone}
              choose={() => undefined}
            />
          ) : null}
        </div>
        <div className="dialog-acts">
          <Button type="submit" loading={saving} disabled={!other || zoneIds.length === 0 || !clear}>
            {text.saveMove}
          </Button>
          <Button variant="default" onClick={close}>
            {SCREENS.shell.cancel}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
