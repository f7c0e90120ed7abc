// What stands over a column of the grid: a slot or a gap with its hours, a fold that opens, or a day.
import { dateText, fill } from '#words';
import { DAY_MS, type LocalDate } from '#domain';
import { LANGUAGE, SCREENS } from '../../../parts/words';
import { clockText, wallMsOf } from '../sheet/bands';
import type { Column } from '../sheet/columns';
import type { Schedule } from '../sheet/schedule-data';

const text = SCREENS.schedule;

export function ColumnHead({
  column,
  schedule,
  now,
  unfold,
}: {
  readonly column: Column;
  readonly schedule: Schedule;
  readonly now: number;
  readonly unfold: (key: string) => void;
}) {
  if (column.kind === 'day') return <DayHead date={column.date} schedule={schedule} now={now} />;
  if (column.kind === 'other') return <div className="grid-head-cell">{text.other}</div>;
  const { band } = column;
  const hours = `${clockText(band.fromMs)}–${band.toMs === DAY_MS ? '24:00' : clockText(band.toMs)}`;
  if (column.kind === 'folded') {
    return (
      <button
        type="button"
        className="grid-fold"
        onClick={() => unfold(column.key)}
        aria-label={fill(text.unfold, { hours })}
      >
        <span aria-hidden="true">⋯</span>
      </button>
    );
  }
  return (
    <div className="grid-head-cell">
      <strong>{band.kind === 'slot' ? band.name : null}</strong> <span className="muted">{hours}</span>{' '}
      {band.kind === 'gap' ? (
        <button type="button" className="plain" onClick={() => unfold(column.key)}>
          {text.fold}
        </button>
      ) : null}
    </div>
  );
}

function DayHead({
  date,
  schedule,
  now,
}: {
  readonly date: LocalDate;
  readonly schedule: Schedule;
  readonly now: number;
}) {
  const ms = wallMsOf(now, date, schedule.timeZone);
  const today = ms >= 0 && ms < DAY_MS;
  const special = schedule.specialDays.filter((each) => each.date === date).map(({ name }) => name);
  return (
    <div className={`grid-head-cell ${today ? 'today' : ''}`}>
      <strong>{dateText(LANGUAGE, date).replace(/\/\d{4}$/, '')}</strong>
      {today ? <span className="small"> {text.today}</span> : null}
      {special.length > 0 ? <span className="small special"> {special.join(', ')}</span> : null}
    </div>
  );
}
