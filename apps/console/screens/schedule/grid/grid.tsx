// The folded grid of zones and time. Rows are labelled sections with lists of buttons; what moves, moves the same way by mouse, finger and keys.
import { useMemo, type CSSProperties } from 'react';
import { fill } from '#words';
import { LANGUAGE, SCREENS } from '../../../parts/words';
import { Cell, type GridProps } from './cell';
import { ColumnHead } from './column-head';
import { columnOf, type Column } from '../sheet/columns';
import { quietOf } from './quiet-parts';
import type { Row, RowZone } from '../sheet/rows';
import { placeNames, placesText } from '../sheet/booking-text';
import { zonesOf, type Entry, type Schedule } from '../sheet/schedule-data';
import './grid.css';

const text = SCREENS.schedule;
/** More names than these are counted; every zone is seen where they stand apart. */
const NAMES_IN_ROW = 5;

export function Grid(props: GridProps) {
  const { schedule, rows, columns, now } = props;
  const widths = columns.map(widthOf).join(' ');
  const style = { '--columns': widths } as CSSProperties;
  return (
    <div className="grid-scroll" role="region" aria-label={text.grid} tabIndex={0}>
      <div className={`grid ${columns[0]?.kind === 'day' ? 'of-week' : 'of-day'}`} style={style}>
        <div className="grid-row grid-head">
          <div className="grid-label">{text.zones}</div>
          {columns.map((column) => (
            <ColumnHead key={column.key} column={column} schedule={schedule} now={now} unfold={props.acts.unfold} />
          ))}
        </div>
        {rows.map((row, index) => (
          <GridRow key={row.key} {...props} row={row} index={index} />
        ))}
      </div>
    </div>
  );
}

function widthOf(column: Column): string {
  if (column.kind === 'folded') return '2.5rem';
  if (column.kind === 'other') return 'minmax(9rem, 1fr)';
  return column.kind === 'day' ? 'minmax(6.5rem, 1fr)' : 'minmax(var(--least-band), 2fr)';
}

function GridRow(props: GridProps & { readonly row: Row<Entry>; readonly index: number }) {
  const { schedule, row, columns, index } = props;
  const quiet = useMemo(() => quietOf(schedule, row.zones), [schedule, row]);
  const byColumn = useMemo(() => {
    const entries = new Map<string, Entry[]>(columns.map(({ key }) => [key, []]));
    for (const entry of row.entries) {
      const column = columnOf(columns, entry, schedule.timeZone);
      if (column) entries.get(column.key)?.push(entry);
    }
    return entries;
  }, [row, columns, schedule.timeZone]);
  const label = `row-${row.key}`;
  return (
    <section className="grid-row" aria-labelledby={label}>
      <RowLabel id={label} zones={row.zones} schedule={schedule} />
      {columns.map((column) => (
        <Cell
          key={column.key}
          {...props}
          column={column}
          entries={byColumn.get(column.key)!}
          quiet={quiet}
          index={index}
        />
      ))}
    </section>
  );
}

function RowLabel({
  id,
  zones,
  schedule,
}: {
  readonly id: string;
  readonly zones: readonly RowZone[];
  readonly schedule: Schedule;
}) {
  const all = zonesOf(schedule);
  const names = placeNames(zones, all);
  if (names.length === 1) {
    return (
      <h3 id={id} className="grid-label">
        {names[0]}
      </h3>
    );
  }
  return (
    <div className="grid-label">
      <h3 id={id}>{fill(text.sameZones, { count: zones.length })}</h3>
      <p className="small muted row-names">{placesText(LANGUAGE, zones, all, NAMES_IN_ROW)}</p>
    </div>
  );
}
