// The days that are shown, with everything that can be done to them: the list or the grid, what waits for a place, and the dialogs.
import { useRef, useState } from 'react';
import { fill } from '#words';
import type { LocalDate } from '#domain';
import { useShortcuts } from '../../parts/shortcuts';
import { useDesk, useHas } from '../../parts/desk';
import { SCREENS } from '../../parts/words';
import { ActsBar } from './acts-bar';
import type { GridActs } from './grid/cell';
import { DayList } from './entry/day-list';
import { Dialogs, type OpenDialog } from './dialogs';
import { DoneNote } from './entry/done-note';
import { firstDraft } from './forms/first-draft';
import { Grid } from './grid/grid';
import { MovingFeedback } from './moving/moving-feedback';
import { PrintSheets } from './print-sheets';
import { bookingOf, isMovable, useUnbooked, type Entry, type Schedule, type Unbooked } from './sheet/schedule-data';
import type { Look } from './toolbar';
import { UnbookedList } from './forms/unbooked-list';
import { useAnnouncementInAddress } from './forms/use-announcement-in-address';
import { useDragging } from './moving/use-dragging';
import { useDropping } from './moving/use-dropping';
import { useMoving, type Subject } from './moving/use-moving';
import { useMovingKeys } from './moving/use-moving-keys';
import { useRefocus } from './entry/use-refocus';
import { useSaving } from './entry/use-saving';
import { useSheet } from './sheet/use-sheet';
import { moveFromHere, moveOf } from './moving/wanted-move';

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
  const sheet = useSheet(newest, dates, look === 'list');
  const { schedule, entries, rows, columns, apart } = sheet;
  const unbooked = useUnbooked(commune.id);
  const waiting = unbooked.data?.items;
  const [opened, setOpened] = useState<OpenDialog>();
  const focused = useRef<{ readonly subject: Subject; readonly row: number } | undefined>(undefined);
  const refocus = useRefocus(schedule);
  const saving = useSaving(
    schedule,
    (bookingId) => {
      refocus(bookingId);
      setOpened((before) => (before?.kind === 'move' ? undefined : before));
    },
    ({ entry, booking, change, scope }) => setOpened({ kind: 'move', wish: moveOf(entry, booking, change, scope) }),
  );

  const { moving, dryRun, aim, setScope, ...move } = useMoving(schedule, commune.id, rows);
  const begin: typeof move.begin = (...what) => {
    sheet.hold();
    move.begin(...what);
  };
  const end = () => {
    sheet.release();
    move.end();
  };
  const drop = useDropping(
    { moving, dryRun, rows, end },
    {
      book: (draft) => setOpened({ kind: 'book', draft }),
      ask: (wish) => setOpened({ kind: 'move', wish }),
      save: (entry, booking, change, scope) =>
        saving.save({ entry, booking, change, scope, revision: booking.revision }),
    },
  );
  const { drag, dragOf, ghost } = useDragging({ schedule, columns, begin, aim, drop, end });

  function moveByDialog(entry: Entry): void {
    const wish = moveFromHere(schedule, entry);
    if (!wish) return;
    saving.reset();
    setOpened({ kind: 'move', wish });
  }

  function book(announcement: Unbooked | undefined): void {
    setOpened({ kind: 'book', draft: firstDraft(schedule, dates[0]!, announcement) });
  }
  useAnnouncementInAddress(waiting, book);

  const acts: GridActs = {
    drag,
    dragOf,
    open: (entry) => setOpened({ kind: 'entry', entry }),
    focus: (entry, row) => {
      const booking = bookingOf(schedule, entry);
      focused.current =
        booking && isMovable(schedule, entry) ? { subject: { kind: 'entry', entry, booking }, row } : undefined;
    },
    unfold: sheet.unfold,
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
  const range = {
    rows: rows.length,
    from: dates[0]!,
    days: dates.length,
    slotIds: schedule.slots.map(({ id }) => id),
    sideways: dates.length > 1 ? 'day' : 'time',
  } as const;
  useMovingKeys({ moving, range, aim, setScope, drop, end });

  return (
    <>
      <ActsBar
        book={() => book(undefined)}
        copy={() => setOpened({ kind: 'copies' })}
        showKeys={() => setOpened({ kind: 'keys' })}
        apart={look === 'grid' ? apart : undefined}
        setApart={sheet.setApart}
      />
      {books ? (
        <UnbookedList
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
      <MovingFeedback
        ghost={ghost}
        moving={moving}
        dryRun={dryRun}
        rows={rows}
        schedule={schedule}
        setScope={setScope}
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
        unbooked={waiting ?? []}
        saving={saving}
        move={moveByDialog}
        booked={({ id, announcement }) => {
          refocus(id);
          setOpened(undefined);
          saving.setDone({ text: fill(text.proposed, { title: announcement.title }), undo: undefined });
        }}
        close={() => setOpened(undefined)}
      />
      <PrintSheets schedule={schedule} dates={dates} />
    </>
  );
}
