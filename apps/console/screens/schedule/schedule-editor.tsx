// The days that are shown, with everything that can be done to them: the list or the grid, what waits for a place, and the dialogs.
import { useEffect, useMemo, useRef, useState } from 'react';
import { fill } from '#words';
import { addDays, daysBetween, type LocalDate } from '#domain';
import { useShortcuts } from '../../parts/shortcuts';
import { useDesk, useHas } from '../../parts/desk';
import { SCREENS } from '../../parts/words';
import { ActsBar } from './acts-bar';
import type { GridActs } from './grid/cell';
import { changesAnything, type Scope } from './moving/change';
import { columnsOfDay, columnsOfWeek } from './sheet/columns';
import type { Draft } from './forms/booking-dialog';
import { DayList } from './entry/day-list';
import { Dialogs, type OpenDialog } from './dialogs';
import { DoneNote } from './entry/done-note';
import { Grid } from './grid/grid';
import { isSame } from './moving/moves';
import { MovingSight } from './moving/moving-sight';
import { PrintSheets } from './print-sheets';
import { rowsOf } from './sheet/rows';
import {
  bookingOf,
  isMovable,
  shownEntries,
  useUnbooked,
  zonesOf,
  type Entry,
  type Schedule,
  type Unbooked,
} from './sheet/schedule-data';
import { targetAt } from './moving/targets';
import type { Look } from './toolbar';
import { Tray } from './forms/tray';
import { useAskedFor } from './forms/use-asked-for';
import { changeFor, originOf, useMoving, zoneIdsAfter, type Subject } from './moving/use-moving';
import { useMovingKeys } from './moving/use-moving-keys';
import { usePointerDrag, type Drag } from './moving/use-pointer-drag';
import { useSaving } from './entry/use-saving';

const text = SCREENS.schedule;

export function ScheduleEditor({
  schedule: newest,
  dates,
  now,
  look,
}: {
  readonly schedule: Schedule;
  readonly dates: readonly LocalDate[];
  readonly now: number;
  readonly look: Look;
}) {
  const { commune } = useDesk();
  const books = useHas('operator', 'recorder');
  const [held, hold] = useState<Schedule>();
  // What moves keeps its ground under it; the newest picture comes when it has landed.
  const schedule = held ?? newest;
  const [unfolded, setUnfolded] = useState<ReadonlySet<string>>(new Set());
  const [apart, setApart] = useState(false);
  const [opened, setOpened] = useState<OpenDialog>();
  const focused = useRef<{ readonly subject: Subject; readonly row: number } | undefined>(undefined);
  const ghost = useRef<HTMLDivElement>(null);
  const refocus = useRef<string | undefined>(undefined);
  const unbooked = useUnbooked(commune.id);

  // The grid is for what will be or was on air; what was cancelled is told on the list.
  const entries = useMemo(
    () => shownEntries(schedule).filter(({ state }) => look === 'list' || state !== 'cancelled'),
    [schedule, look],
  );
  const zones = useMemo(() => zonesOf(schedule), [schedule]);
  const rows = useMemo(() => {
    const silence = new Map(schedule.villages.map(({ village, quiet }) => [village.id, JSON.stringify(quiet)]));
    return rowsOf(zones, entries, apart, ({ villageId }) => silence.get(villageId) ?? '');
  }, [schedule, zones, entries, apart]);
  const columns = useMemo(() => {
    if (dates.length > 1) return columnsOfWeek(dates);
    return columnsOfDay(schedule.slots, dates[0]!, unfolded, entries, schedule.timeZone);
  }, [schedule, dates, unfolded, entries]);

  const { moving, dryRun, begin: lift, aim, widen, end: land } = useMoving(schedule, commune.id, rows);
  const drag = usePointerDrag();
  const begin: typeof lift = (...what) => {
    hold(schedule);
    lift(...what);
  };
  const end = () => {
    hold(undefined);
    land();
  };
  useEffect(() => {
    if (refocus.current === undefined) return;
    const pill = document.querySelector<HTMLElement>(`[data-entry^="${refocus.current}"]`);
    if (!pill) return;
    refocus.current = undefined;
    pill.focus();
  }, [schedule]);

  const saving = useSaving(
    schedule,
    (bookingId) => {
      refocus.current = bookingId;
      setOpened((before) => (before?.kind === 'move' ? undefined : before));
    },
    ({ entry, booking, scope, change }) => {
      const toDate =
        'recurrence' in change && change.recurrence?.kind === 'once' ? change.recurrence.date : entry.localDate;
      const { start = booking.start, zoneIds = booking.zoneIds } = change;
      setOpened({ kind: 'move', wish: { entry, booking, toDate, start, zoneIds, scope } });
    },
  );

  // A drag begins in one picture and ends in a later one: what is dropped is what moves by then.
  const dropNow = useRef(drop);
  useEffect(() => {
    dropNow.current = drop;
  });

  function drop(): void {
    if (!moving) return;
    end();
    const { subject, origin, target, scope } = moving;
    if (isSame(origin, target)) return;
    const zoneIds = zoneIdsAfter(moving, rows);
    if (subject.kind === 'new') {
      const recurrence = { kind: 'once', date: target.date } as const;
      const draft = { announcementId: subject.announcement.id, zoneIds, start: target.start, recurrence };
      setOpened({ kind: 'book', draft });
      return;
    }
    const { entry, booking } = subject;
    const change = changeFor(moving, rows);
    const refusedAlready = dryRun && (dryRun.conflicts.length > 0 || dryRun.refusal !== null);
    if (!change || refusedAlready) {
      const toDate = addDays(entry.localDate, daysBetween(origin.date, target.date));
      const wish = { entry, booking, toDate, start: target.start, zoneIds, scope, verdict: dryRun };
      setOpened({ kind: 'move', wish });
      return;
    }
    if (changesAnything(change)) saving.save({ entry, booking, change, scope, revision: booking.revision });
  }

  function moveByDialog(entry: Entry): void {
    const booking = bookingOf(schedule, entry);
    if (!booking) return;
    const { start } = originOf(entry, booking, 0, schedule);
    const scope: Scope = booking.recurrence.kind === 'once' ? 'all' : 'this';
    saving.reset();
    const wish = { entry, booking, toDate: entry.localDate, start, zoneIds: booking.zoneIds, scope };
    setOpened({ kind: 'move', wish });
  }

  function book(announcement: Unbooked | undefined): void {
    const [slot] = schedule.slots;
    const draft: Draft = {
      announcementId: announcement?.id,
      zoneIds: zones.map(({ id }) => id),
      start: slot ? { kind: 'slot', slotId: slot.id } : { kind: 'exact', at: '06:00' },
      recurrence: { kind: 'once', date: dates[0]! },
    };
    setOpened({ kind: 'book', draft });
  }
  useAskedFor(unbooked.data?.items, book);

  const dragOf = (subject: Subject, row: number): Drag => ({
    begin: () => begin(subject, row, 'pointer'),
    over: (place, { x, y }) => {
      if (ghost.current) ghost.current.style.transform = `translate(${x + 16}px, ${y + 16}px)`;
      aim(place && targetAt(place, columns, subject, schedule));
    },
    drop: () => dropNow.current(),
    cancel: end,
  });
  const acts: GridActs = {
    drag,
    dragOf,
    open: (entry) => setOpened({ kind: 'entry', entry }),
    focus: (entry, row) => {
      const booking = bookingOf(schedule, entry);
      focused.current =
        booking && isMovable(schedule, entry) ? { subject: { kind: 'entry', entry, booking }, row } : undefined;
    },
    unfold: (key) => {
      setUnfolded((before) => new Set(before.has(key) ? [...before].filter((each) => each !== key) : [...before, key]));
    },
  };

  const keys = {
    m: () => {
      if (look === 'grid' && focused.current) begin(focused.current.subject, focused.current.row, 'keyboard');
    },
    n: () => book(undefined),
    p: () => window.print(),
    '?': () => setOpened({ kind: 'keys' }),
  };
  // While something moves, the keys belong to the move.
  useShortcuts(moving ? {} : keys);
  const ground = {
    rows: rows.length,
    from: dates[0]!,
    days: dates.length,
    slotIds: schedule.slots.map(({ id }) => id),
    sideways: dates.length > 1 ? 'day' : 'time',
  } as const;
  useMovingKeys({ moving, ground, aim, widen, drop, end });

  return (
    <>
      <ActsBar
        book={() => book(undefined)}
        copy={() => setOpened({ kind: 'copies' })}
        showKeys={() => setOpened({ kind: 'keys' })}
        apart={look === 'grid' ? apart : undefined}
        setApart={setApart}
      />
      {books ? (
        <Tray
          drag={drag}
          asked={unbooked}
          book={book}
          focus={(announcement) => (focused.current = { subject: { kind: 'new', announcement }, row: 0 })}
          dragOf={look === 'list' ? undefined : (announcement) => dragOf({ kind: 'new', announcement }, 0)}
        />
      ) : null}
      {look === 'list' ? (
        <DayList schedule={schedule} entries={entries} dates={dates} now={now} open={acts.open} move={moveByDialog} />
      ) : (
        <Grid schedule={schedule} rows={rows} columns={columns} now={now} moving={moving} dryRun={dryRun} acts={acts} />
      )}
      {entries.length === 0 && look === 'grid' ? <p className="muted">{text.nothingOnDay}</p> : null}
      <MovingSight
        ghost={ghost}
        moving={moving}
        dryRun={dryRun}
        rows={rows}
        schedule={schedule}
        widen={widen}
        drop={drop}
        cancel={end}
      />
      {saving.done ? <DoneNote done={saving.done} gone={() => saving.setDone(undefined)} /> : null}
      <Dialogs
        opened={opened}
        schedule={schedule}
        date={dates[0]!}
        now={now}
        entries={entries}
        unbooked={unbooked.data?.items ?? []}
        saving={saving}
        move={moveByDialog}
        booked={({ id, announcement }) => {
          refocus.current = id;
          setOpened(undefined);
          saving.setDone({ text: fill(text.proposed, { title: announcement.title }), undo: undefined });
        }}
        close={() => setOpened(undefined)}
      />
      <PrintSheets schedule={schedule} dates={dates} />
    </>
  );
}
