// The folded grid of zones and time. Rows are labelled sections with lists of buttons; what moves, moves the same way by mouse, finger and keys.
import { useEffect, useMemo, useRef, type CSSProperties } from 'react';
import { dateText, fill } from '#words';
import { DAY_MS, HOUR_MS, localDateOf, msOfDay, type LocalDate } from '#domain';
import { LANGUAGE, SCREENS } from '../../shell/words';
import { clockText, wallMsOf, type Band } from './bands';
import { columnOf, PARTS, PARTS_OF_ENTRY, type Column } from './columns';
import { STEP_MS, type Target } from './moves';
import { Pill, keyOf } from './pill';
import { lanesOf, shareOf, timeUnder } from './positions';
import type { Row, RowZone } from './rows';
import { placeNames, placesText } from './says';
import { bookingOf, isMovable, zonesOf, type Entry, type Schedule } from './schedule-data';
import { usePointerDrag, type PlaceUnder } from './use-pointer-drag';
import type { DryRun, Moving, Subject } from './use-moving';

const text = SCREENS.schedule;
/** More names than these are counted; every zone is seen where they stand apart. */
const NAMES_IN_ROW = 5;

export interface GridActs {
  readonly begin: (subject: Subject, row: number, by: Moving['by']) => void;
  readonly aim: (target: Target) => void;
  readonly over: (at: { readonly x: number; readonly y: number }) => void;
  readonly drop: () => void;
  readonly cancel: () => void;
  readonly open: (entry: Entry) => void;
  readonly focus: (entry: Entry, row: number) => void;
  readonly unfold: (key: string) => void;
}

interface GridProps {
  readonly schedule: Schedule;
  readonly rows: readonly Row<Entry>[];
  readonly columns: readonly Column[];
  readonly now: number;
  readonly moving: Moving | undefined;
  readonly dryRun: DryRun;
  readonly acts: GridActs;
}

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
  return column.kind === 'day' ? 'minmax(6.5rem, 1fr)' : 'minmax(13rem, 2fr)';
}

function ColumnHead({
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

function Cell(
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
        <Landing folded={column.kind === 'folded'} moving={moving} band={band} trouble={trouble} schedule={schedule} />
      ) : null}
    </div>
  );
}

/** Silence of a row, in milliseconds of its day. */
interface Quiet {
  readonly date: LocalDate;
  readonly fromMs: number;
  readonly toMs: number;
}

function quietOf(schedule: Schedule, zones: readonly RowZone[]): readonly Quiet[] {
  const villageId = zones[0]?.villageId;
  const quiet = schedule.villages.find(({ village }) => village.id === villageId)?.quiet ?? [];
  return quiet.map(({ from, to }) => {
    const date = localDateOf(Date.parse(from), schedule.timeZone);
    const fromMs = wallMsOf(Date.parse(from), date, schedule.timeZone);
    return { date, fromMs, toMs: fromMs + Date.parse(to) - Date.parse(from) };
  });
}

function QuietParts({
  band,
  date,
  quiet,
}: {
  readonly band: Band;
  readonly date: LocalDate;
  readonly quiet: readonly Quiet[];
}) {
  return quiet
    .filter((each) => each.date === date && each.fromMs < band.toMs && each.toMs > band.fromMs)
    .map((each) => {
      const from = shareOf(each.fromMs, band);
      const style = { left: `${from * 100}%`, width: `${(shareOf(each.toMs, band) - from) * 100}%` };
      return <span key={each.fromMs} className="quiet-part" style={style} title={text.quiet} aria-hidden="true" />;
    });
}

function Entries(props: Parameters<typeof Cell>[0]) {
  const { column, entries, schedule, row, index, now, moving, acts, columns } = props;
  const drag = usePointerDrag();
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
                if (!drag.wasDrag()) acts.open(entry);
              }}
              onFocus={() => acts.focus(entry, index)}
              onDown={(event) => {
                if (!subject) return;
                drag.start(event, {
                  begin: () => acts.begin(subject, index, 'pointer'),
                  over: (place, pointer) => {
                    acts.over(pointer);
                    const target =
                      place && targetAt(place, columns, subject.booking.start.kind === 'slot', entry, schedule);
                    if (target) acts.aim(target);
                  },
                  drop: (place) => (place ? acts.drop() : acts.cancel()),
                  cancel: acts.cancel,
                });
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

/** Where the pointer is, as a target: in another slot somewhere in it, elsewhere at a time of its own. */
export function targetAt(
  place: PlaceUnder,
  columns: readonly Column[],
  inSlot: boolean,
  entry: Pick<Entry, 'startsAt'> | undefined,
  { timeZone, from, slots }: Schedule,
): Target | undefined {
  const column = columns.find(({ key }) => key === place.column);
  if (!column) return undefined;
  const { row } = place;
  if (column.kind === 'day' || column.kind === 'other') {
    const ms = entry ? wallMsOf(Date.parse(entry.startsAt), from, timeZone) % DAY_MS : undefined;
    const slot = slots.find((each) => ms !== undefined && bandsHold(each, ms)) ?? slots[0];
    const start =
      inSlot && slot
        ? ({ kind: 'slot', slotId: slot.id } as const)
        : ({ kind: 'exact', at: clockText(ms ?? 12 * HOUR_MS) } as const);
    return { row, date: column.date, start };
  }
  const { band } = column;
  if (inSlot && band.slotId !== null) return { row, date: column.date, start: { kind: 'slot', slotId: band.slotId } };
  const at = clockText(timeUnder(place.x, place.width, band, STEP_MS));
  return { row, date: column.date, start: { kind: 'exact', at } };
}

function bandsHold({ from, to }: { readonly from: string; readonly to: string }, ms: number): boolean {
  const at = clockText(Math.floor(ms / 1_000) * 1_000);
  return from <= at && at < to;
}

/** Whether the target lies in the column. */
function isAimedAt({ date, start }: Target, column: Column): boolean {
  if (column.date !== date) return false;
  if (column.kind === 'day') return true;
  if (column.kind === 'other') return false;
  if (start.kind === 'slot') return column.band.slotId === start.slotId;
  const ms = msOfDay(start.at);
  return column.band.fromMs <= ms && ms < column.band.toMs;
}

/** Where it would land: drawn in the cell and kept in sight while the keyboard moves it. */
function Landing({
  folded,
  moving,
  band,
  trouble,
  schedule,
}: {
  readonly folded: boolean;
  readonly moving: Moving;
  readonly band: Band | undefined;
  readonly trouble: boolean;
  readonly schedule: Schedule;
}) {
  const mark = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (moving.by === 'keyboard') mark.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  });
  const { subject, target } = moving;
  const title = subject.kind === 'entry' ? subject.entry.title : subject.announcement.title;
  const slot = target.start.kind === 'slot' ? target.start.slotId : undefined;
  const when =
    target.start.kind === 'exact'
      ? target.start.at.slice(0, 5)
      : (schedule.slots.find(({ id }) => id === slot)?.name ?? '');
  const first = band && target.start.kind === 'exact' ? shareOf(msOfDay(target.start.at), band) : 0;
  return (
    <div
      ref={mark}
      className={`landing ${trouble ? 'trouble' : ''}`}
      aria-hidden="true"
      style={band && !folded ? { marginInlineStart: `${Math.min(0.38, first) * 100}%` } : undefined}
    >
      <span aria-hidden="true">{trouble ? '✕' : '↓'}</span> {folded ? null : `${when} ${title}`}
    </div>
  );
}
