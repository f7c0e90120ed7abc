// While something moves: what, where to, for which days, what the server says to it. Spoken for whoever does not see the grid.
import { Button } from '@mantine/core';
import { dateText, fill } from '#words';
import type { Recurrence } from '#domain';
import { LANGUAGE, SCREENS } from '../../../parts/words';
import { scopesOf } from './change';
import { isSame } from './target';
import type { Row } from '../sheet/rows';
import { placesText, startText } from '../sheet/booking-text';
import { zonesOf, type Entry, type Schedule } from '../sheet/schedule-data';
import { zoneIdsAfter, type DryRun, type Moving } from './use-moving';

const text = SCREENS.schedule;

/** Everything about the move in one sentence after the other. */
export function movingText(moving: Moving, dryRun: DryRun, rows: readonly Row<Entry>[], schedule: Schedule): string {
  const { subject, origin, target } = moving;
  const title = subject.kind === 'entry' ? subject.entry.title : subject.announcement.title;
  if (isSame(origin, target)) return `${title}: ${text.notMovedYet}`;
  const all = zonesOf(schedule);
  const zoneIds = zoneIdsAfter(moving, rows);
  const where = placesText(
    LANGUAGE,
    all.filter(({ id }) => zoneIds.includes(id)),
    all,
  );
  const when = startText(target.start, schedule.slots);
  const to = fill(text.movingTo, { title, when, day: dateText(LANGUAGE, target.date), where });
  return `${to} ${verdictText(dryRun)}`;
}

/** What the server says, in words. */
export function verdictText(dryRun: DryRun): string {
  if (!dryRun) return text.checking;
  if (dryRun.refusal) return dryRun.refusal.problem?.detail ?? text.notChecked;
  const [conflict] = dryRun.conflicts;
  if (conflict) return `${text.cannot} ${conflict.detail}`;
  return dryRun.approval === 'kept' || dryRun.approval === 'none-yet'
    ? text.fits
    : `${text.fits} ${text.approvals[dryRun.approval]}`;
}

export function MovingBar({
  moving,
  dryRun,
  rows,
  schedule,
  setScope,
  drop,
  cancel,
}: {
  readonly moving: Moving;
  readonly dryRun: DryRun;
  readonly rows: readonly Row<Entry>[];
  readonly schedule: Schedule;
  readonly setScope: (scope: Moving['scope']) => void;
  readonly drop: () => void;
  readonly cancel: () => void;
}) {
  const { subject, scope } = moving;
  const scopes = subject.kind === 'entry' ? scopesOf({ recurrence: subject.booking.recurrence as Recurrence }) : [];
  const refused = dryRun !== undefined && (dryRun.conflicts.length > 0 || dryRun.refusal !== null);
  return (
    <div className={`moving-bar ${refused ? 'refused' : ''}`}>
      <p>
        <span aria-hidden="true">{refused ? '✕' : '↔'}</span> {movingText(moving, dryRun, rows, schedule)}
      </p>
      <div className="moving-acts">
        {scopes.length > 1 ? (
          <div className="toggles" role="group" aria-label={text.whichDays}>
            {scopes.map((each, index) => (
              <button key={each} type="button" aria-pressed={each === scope} onClick={() => setScope(each)}>
                <kbd aria-hidden="true">{index + 1}</kbd> {text.scopes[each]}
              </button>
            ))}
          </div>
        ) : null}
        <Button onClick={drop}>{text.dropHere}</Button>
        <Button variant="default" onClick={cancel}>
          {SCREENS.shell.cancel}
        </Button>
        {moving.by === 'keyboard' ? <span className="small muted">{text.movingKeys}</span> : null}
      </div>
    </div>
  );
}
