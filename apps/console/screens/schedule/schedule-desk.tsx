// The days that are shown, with everything that can be done to them: the list or the grid, what waits for a place, and the dialogs.
import { Button } from '@mantine/core';
import { useEffect, useMemo, useRef, useState } from 'react';
import { fill } from '#words';
import { addDays, daysBetween, type LocalDate } from '#domain';
import { useShortcuts } from '../../parts/shortcuts';
import { useDesk, useHas } from '../../shell/desk';
import { SCREENS } from '../../shell/words';
import { BookingDialog, type Draft } from './booking-dialog';
import { columnsOfDay, columnsOfWeek } from './columns';
import { CopiesDialog } from './copies-dialog';
import { DayList } from './day-list';
import { DoneNote } from './done-note';
import { EntryDrawer } from './drawer';
import type { GridActs } from './cell';
import { Grid } from './grid';
import { MoveDialog, type Wish } from './move-dialog';
import { isSame, stepped } from './moves';
import { MovingBar, movingText, verdictText } from './moving-bar';
import { keyOf } from './pill';
import { PrintSheets } from './print-sheets';
import { rowsOf } from './rows';
import {
  bookingOf,
  isMovable,
  shownEntries,
  useUnbooked,
  zonesOf,
  type Entry,
  type Schedule,
  type Unbooked,
} from './schedule-data';
import { ShortcutsDialog } from './shortcuts-dialog';
import { changesAnything } from './change';
import { targetAt } from './targets';
import type { Look } from './toolbar';
import { Tray } from './tray';
import { changeFor, originOf, useMoving, zoneIdsAfter, type Subject } from './use-moving';
import { useSaving } from './use-saving';
import { VersionsDialog } from './versions-dialog';

const text = SCREENS.schedule;

type Dialog = 'copies' | 'shortcuts';

export function ScheduleDesk({
  schedule: newest,
  dates,
  now,
  look,
  shortcuts,
  chooseShortcuts,
}: {
  readonly schedule: Schedule;
  readonly dates: readonly LocalDate[];
  readonly now: number;
  readonly look: Look;
  readonly shortcuts: boolean;
  readonly chooseShortcuts: (on: boolean) => void;
}) {
  const { commune } = useDesk();
  const books = useHas('operator', 'recorder');
  const [schedule, setSchedule] = useState(newest);
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const [apart, setApart] = useState(false);
  const [shown, setShown] = useState<Entry>();
  const [wish, setWish] = useState<Wish>();
  const [draft, setDraft] = useState<Draft>();
  const [dialog, setDialog] = useState<Dialog>();
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
    return columnsOfDay(schedule.slots, dates[0]!, open, entries, schedule.timeZone);
  }, [schedule, dates, open, entries]);

  const { moving, dryRun, begin, aim, widen, end } = useMoving(schedule, commune.id, rows);
  // What moves keeps its ground under it; the newest picture comes when it has landed.
  useEffect(() => {
    if (!moving) setSchedule(newest);
  }, [newest, moving]);
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
      setWish(undefined);
    },
    ({ entry, booking, scope, change }) => {
      const toDate =
        'recurrence' in change && change.recurrence?.kind === 'once' ? change.recurrence.date : entry.localDate;
      const { start = booking.start, zoneIds = booking.zoneIds } = change;
      setWish((before) => before ?? { entry, booking, toDate, start, zoneIds, scope });
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
      setDraft({ announcementId: subject.announcement.id, zoneIds, start: target.start, recurrence });
      return;
    }
    const { entry, booking } = subject;
    const change = changeFor(moving, rows);
    const refusedAlready = dryRun && (dryRun.conflicts.length > 0 || dryRun.refusal !== null);
    if (!change || refusedAlready) {
      const toDate = addDays(entry.localDate, daysBetween(origin.date, target.date));
      setWish({
        entry,
        booking,
        toDate,
        start: target.start,
        zoneIds,
        scope,
        verdict: dryRun,
      });
      return;
    }
    if (changesAnything(change)) saving.save({ entry, booking, change, scope, revision: booking.revision });
  }

  function moveByDialog(entry: Entry): void {
    const booking = bookingOf(schedule, entry);
    if (!booking) return;
    const { start } = originOf(entry, booking, 0, schedule);
    const scope = booking.recurrence.kind === 'once' ? 'all' : 'this';
    setShown(undefined);
    saving.reset();
    setWish({ entry, booking, toDate: entry.localDate, start, zoneIds: booking.zoneIds, scope });
  }

  function book(announcement: Unbooked | undefined): void {
    const [slot] = schedule.slots;
    const date = dates[0]!;
    setDraft({
      announcementId: announcement?.id,
      zoneIds: zones.map(({ id }) => id),
      start: slot ? { kind: 'slot', slotId: slot.id } : { kind: 'exact', at: '06:00' },
      recurrence: { kind: 'once', date },
    });
  }

  const acts: GridActs = {
    begin,
    aim,
    over: ({ x, y }) => {
      if (ghost.current) ghost.current.style.transform = `translate(${x + 16}px, ${y + 16}px)`;
    },
    drop: () => dropNow.current(),
    cancel: end,
    open: setShown,
    focus: (entry, row) => {
      const booking = bookingOf(schedule, entry);
      focused.current =
        booking && isMovable(schedule, entry) ? { subject: { kind: 'entry', entry, booking }, row } : undefined;
    },
    unfold: (key) => {
      setOpen((before) => new Set(before.has(key) ? [...before].filter((each) => each !== key) : [...before, key]));
    },
  };

  const keys = {
    m: () => {
      if (look === 'grid' && focused.current) begin(focused.current.subject, focused.current.row, 'keyboard');
    },
    n: () => book(undefined),
    p: () => window.print(),
    '?': () => setDialog('shortcuts'),
  };
  // While something moves, the keys belong to the move.
  useShortcuts(moving ? {} : keys);
  useMovingKeys(moving, (event) => {
    if (!moving) return false;
    const sideways = dates.length > 1 ? 'day' : 'time';
    const ground = {
      rows: rows.length,
      from: dates[0]!,
      days: dates.length,
      slotIds: schedule.slots.map(({ id }) => id),
      sideways,
    } as const;
    const target = stepped(moving.target, event.key, event.shiftKey, ground);
    if (target) aim(target);
    else if (event.key === 'Enter') drop();
    else if (event.key === 'Escape') end();
    else if (['1', '2', '3'].includes(event.key))
      widen((['this', 'following', 'all'] as const)[Number(event.key) - 1]!);
    else return false;
    return true;
  });

  const waiting = unbooked.data?.items ?? [];
  const current = shown && (entries.find((entry) => keyOf(entry) === keyOf(shown)) ?? shown);
  return (
    <>
      <div className="schedule-acts">
        {books ? <Button onClick={() => book(undefined)}>{text.newBooking}</Button> : null}
        {books ? (
          <Button variant="default" onClick={() => setDialog('copies')}>
            {text.copyDay}
          </Button>
        ) : null}
        <Button variant="default" onClick={() => window.print()}>
          {text.print}
        </Button>
        <Button variant="default" onClick={() => setDialog('shortcuts')}>
          {SCREENS.shell.shortcuts}
        </Button>
        {look === 'grid' ? (
          <button type="button" className="choice" aria-pressed={apart} onClick={() => setApart(!apart)}>
            {text.everyZone}
          </button>
        ) : null}
      </div>
      {books ? (
        <Tray
          asked={unbooked}
          book={book}
          focus={(announcement) => (focused.current = { subject: { kind: 'new', announcement }, row: 0 })}
          dragOf={
            look === 'list'
              ? undefined
              : (announcement) => ({
                  begin: () => begin({ kind: 'new', announcement }, 0, 'pointer'),
                  over: (place, at) => {
                    acts.over(at);
                    const target = place && targetAt(place, columns, true, undefined, schedule);
                    if (target) aim(target);
                  },
                  drop: (place) => (place ? dropNow.current() : end()),
                  cancel: end,
                })
          }
        />
      ) : null}
      {look === 'list' ? (
        <DayList schedule={schedule} entries={entries} dates={dates} now={now} open={setShown} move={moveByDialog} />
      ) : (
        <Grid schedule={schedule} rows={rows} columns={columns} now={now} moving={moving} dryRun={dryRun} acts={acts} />
      )}
      {entries.length === 0 && look === 'grid' ? <p className="muted">{text.nothingOnDay}</p> : null}
      <p className="visually-hidden" aria-live="assertive">
        {moving ? movingText(moving, dryRun, rows, schedule) : ''}
      </p>
      {moving ? (
        <MovingBar
          moving={moving}
          dryRun={dryRun}
          rows={rows}
          schedule={schedule}
          widen={widen}
          drop={drop}
          cancel={end}
        />
      ) : null}
      {moving?.by === 'pointer' ? (
        <div
          ref={ghost}
          className={`ghost ${dryRun && dryRun.conflicts.length > 0 ? 'refused' : ''}`}
          aria-hidden="true"
        >
          <strong>
            {moving.subject.kind === 'entry' ? moving.subject.entry.title : moving.subject.announcement.title}
          </strong>
          <br />
          {isSame(moving.origin, moving.target) ? '' : verdictText(dryRun)}
        </div>
      ) : null}
      {saving.done ? <DoneNote done={saving.done} gone={() => saving.setDone(undefined)} /> : null}
      {current ? (
        <EntryDrawer
          entry={current}
          schedule={schedule}
          now={now}
          move={() => moveByDialog(current)}
          ended={(said) => {
            setShown(undefined);
            saving.setDone({ text: said, undo: undefined });
          }}
          late={(refusal, mineText, apply) => {
            setShown(undefined);
            saving.setLate({ bookingId: current.bookingId!, refusal, mineText, apply });
          }}
          close={() => setShown(undefined)}
        />
      ) : null}
      {wish ? (
        <MoveDialog
          wish={wish}
          schedule={schedule}
          saving={saving.saving}
          refusal={saving.refusal}
          save={(change, scope) => {
            const { entry, booking } = wish;
            saving.save({ entry, booking, change, scope, revision: booking.revision });
          }}
          close={() => setWish(undefined)}
        />
      ) : null}
      {saving.late ? (
        <VersionsDialog
          late={saving.late}
          schedule={schedule}
          close={() => {
            saving.setLate(undefined);
            setWish(undefined);
          }}
        />
      ) : null}
      {draft ? (
        <BookingDialog
          draft={draft}
          schedule={schedule}
          unbooked={waiting}
          saved={({ id, announcement }) => {
            refocus.current = id;
            setDraft(undefined);
            saving.setDone({ text: fill(text.proposed, { title: announcement.title }), undo: undefined });
          }}
          close={() => setDraft(undefined)}
        />
      ) : null}
      {dialog === 'copies' ? <CopiesDialog date={dates[0]!} close={() => setDialog(undefined)} /> : null}
      {dialog === 'shortcuts' ? (
        <ShortcutsDialog on={shortcuts} choose={chooseShortcuts} close={() => setDialog(undefined)} />
      ) : null}
      <PrintSheets schedule={schedule} dates={dates} />
    </>
  );
}

/** While something moves, its keys belong to it and to nothing else. */
function useMovingKeys(moving: unknown, press: (event: KeyboardEvent) => boolean): void {
  const latest = useRef(press);
  latest.current = press;
  useEffect(() => {
    if (!moving) return undefined;
    const listen = (event: KeyboardEvent) => {
      // The buttons of the bar are pressed as buttons are.
      const onBar = event.key === 'Enter' && event.target instanceof HTMLElement && event.target.closest('.moving-bar');
      if (onBar || !latest.current(event)) return;
      event.preventDefault();
      event.stopPropagation();
    };
    window.addEventListener('keydown', listen, true);
    return () => window.removeEventListener('keydown', listen, true);
  }, [moving]);
}
