// One zone row in one column of the grid: what sounds there, what is silence, and what moves over it.
import type { CSSProperties } from 'react';
import { dateText } from '#words';
import { LANGUAGE, SCREENS } from '../../../parts/words';
import { wallMsOf, type Band } from '../sheet/bands';
import { PARTS, PARTS_OF_ENTRY, type Column } from '../sheet/columns';
import { DropPreview } from './drop-preview';
import { Pill, keyOf } from './pill';
import { lanesOf, shareOf } from '../sheet/positions';
import { QuietParts, type Quiet } from './quiet-parts';
import type { Row } from '../sheet/rows';
import { bookingOf, isMovable, type Entry, type Schedule } from '../sheet/schedule-data';
import { isAimedAt } from '../moving/target-in-grid';
import type { Drag, PointerDrag } from '../moving/use-pointer-drag';
import type { DryRun, Moving, Subject } from '../moving/use-moving';

const text = SCREENS.schedule;

/** What a person can do in the grid. */
export interface GridActs {
  /** Of the whole grid: what it was begun on may go away while it lasts. */
  readonly drag: PointerDrag;
  readonly dragOf: (subject: Subject, row: number) => Drag;
  readonly open: (entry: Entry) => void;
  readonly focus: (entry: Entry, row: number) => void;
  readonly unfold: (key: string) => void;
}

/** What every cell looks at. */
export interface GridProps {
  readonly schedule: Schedule;
  readonly rows: readonly Row<Entry>[];
  readonly columns: readonly Column[];
  readonly now: number;
  readonly moving: Moving | undefined;
  readonly dryRun: DryRun;
  readonly acts: GridActs;
}

export function Cell(
  props: GridProps & {
    readonly row: Row<Entry>;
    readonly index: number;
    readonly column: Column;
    readonly entries: readonly Entry[];
    readonly quiet: readonly Quiet[];
  },
) {
  const { column, entries, index, quiet, schedule, now, moving, dryRun } = props;
  const aimed = moving !== undefined && moving.target.row === index && isAimedAt(moving.target, column);
  const band = column.kind === 'band' || column.kind === 'folded' ? column.band : undefined;
  const nowMs = wallMsOf(now, column.date, schedule.timeZone);
  const trouble = aimed && dryRun !== undefined && (dryRun.conflicts.length > 0 || dryRun.refusal !== null);
  const wholeQuiet =
    band !== undefined &&
    quiet.some(({ date, fromMs, toMs }) => date === column.date && fromMs <= band.fromMs && toMs >= band.toMs);
  const classes = ['cell', column.kind, aimed ? 'aimed' : '', trouble ? 'refused' : '', wholeQuiet ? 'quiet' : ''];
  return (
    <div className={classes.join(' ')} data-row={index} data-column={column.key}>
      {band && !wholeQuiet ? <QuietParts band={band} date={column.date} quiet={quiet} /> : null}
      {wholeQuiet && column.kind === 'band' ? <span className="small quiet-word">{text.quiet}</span> : null}
      {band && column.kind === 'band' && nowMs >= band.fromMs && nowMs < band.toMs ? (
        <span className="now-line" style={{ left: `${shareOf(nowMs, band) * 100}%` }} aria-hidden="true" />
      ) : null}
      {entries.length > 0 ? <Entries {...props} /> : null}
      {aimed && moving ? (
        <DropPreview
          folded={column.kind === 'folded'}
          moving={moving}
          band={band}
          trouble={trouble}
          schedule={schedule}
        />
      ) : null}
    </div>
  );
}

function Entries(props: Parameters<typeof Cell>[0]) {
  const { column, entries, schedule, row, index, now, moving, acts } = props;
  const band = column.kind === 'band' ? column.band : undefined;
  const places = band ? placesIn(entries, band, schedule) : undefined;
  return (
    <ul className={`entries ${band ? 'timed' : ''}`} aria-label={labelOf(column)}>
      {entries.map((entry, at) => {
        const booking = bookingOf(schedule, entry);
        const movable = isMovable(schedule, entry);
        const subject = booking && movable ? ({ kind: 'entry', entry, booking } as const) : undefined;
        const style = places?.[at];
        const isMoved = moving?.subject.kind === 'entry' && keyOf(moving.subject.entry) === keyOf(entry);
        return (
          <li key={keyOf(entry)} {...(style && { style })}>
            <Pill
              entry={entry}
              booking={booking}
              now={now}
              timeZone={schedule.timeZone}
              movable={movable}
              moving={isMoved}
              onOpen={() => {
                if (!acts.drag.wasDrag()) acts.open(entry);
              }}
              onFocus={() => acts.focus(entry, index)}
              onDown={(event) => {
                if (subject) acts.drag.start(event, acts.dragOf(subject, index));
              }}
            />
          </li>
        );
      })}
    </ul>
  );

  function labelOf(of: Column): string {
    if (of.kind === 'day') return `${row.zones[0]?.name ?? ''} ${dateText(LANGUAGE, of.date)}`;
    return of.kind === 'band' && of.band.kind === 'slot' ? of.band.name : text.other;
  }
}

/** Which part of the column each entry takes, and in which lane, so that none covers another. */
function placesIn(entries: readonly Entry[], band: Band, { timeZone, from }: Schedule): readonly CSSProperties[] {
  const firsts = entries.map(({ startsAt }) => {
    const share = shareOf(wallMsOf(Date.parse(startsAt), from, timeZone), band);
    return Math.min(PARTS - PARTS_OF_ENTRY, Math.round(share * PARTS));
  });
  const lanes = lanesOf(firsts.map((first) => ({ from: first, width: PARTS_OF_ENTRY })));
  return firsts.map((first, index) => ({
    gridColumn: `${first + 1} / span ${PARTS_OF_ENTRY}`,
    gridRow: lanes[index]! + 1,
  }));
}
