// The dialogs over the schedule, one at a time. When somebody else saved the same booking first, that is told before everything else.
import type { Schema } from '#web';
import type { LocalDate } from '#domain';
import { BookingDialog, type Draft } from './forms/booking-dialog';
import { CopiesDialog } from './forms/copies-dialog';
import { EntryDrawer } from './entry/drawer';
import { MoveDialog } from './forms/move-dialog';
import { keyOf } from './grid/pill';
import type { Entry, Schedule, Unbooked } from './sheet/schedule-data';
import { ShortcutsDialog } from './shortcuts-dialog';
import type { useSaving } from './entry/use-saving';
import { VersionsDialog } from './entry/versions-dialog';
import type { WantedMove } from './moving/wanted-move';

/** What is open. */
export type OpenDialog =
  | { readonly kind: 'entry'; readonly entry: Entry }
  | { readonly kind: 'move'; readonly wish: WantedMove }
  | { readonly kind: 'book'; readonly draft: Draft }
  | { readonly kind: 'copies' }
  | { readonly kind: 'keys' };

export function Dialogs({
  opened,
  schedule,
  date,
  now,
  entries,
  unbooked,
  saving,
  move,
  booked,
  close,
}: {
  readonly opened: OpenDialog | undefined;
  readonly schedule: Schedule;
  /** The first day that is shown. */
  readonly date: LocalDate;
  readonly now: number;
  readonly entries: readonly Entry[];
  readonly unbooked: readonly Unbooked[];
  readonly saving: ReturnType<typeof useSaving>;
  readonly move: (entry: Entry) => void;
  readonly booked: (booking: Schema<'Booking'>) => void;
  readonly close: () => void;
}) {
  if (saving.late) {
    const done = () => {
      saving.setLate(undefined);
      close();
    };
    return <VersionsDialog late={saving.late} schedule={schedule} close={done} />;
  }
  switch (opened?.kind) {
    case 'entry': {
      const entry = entries.find((each) => keyOf(each) === keyOf(opened.entry)) ?? opened.entry;
      return (
        <EntryDrawer
          entry={entry}
          schedule={schedule}
          now={now}
          move={() => move(entry)}
          ended={(said) => {
            close();
            saving.setDone({ text: said, undo: undefined });
          }}
          late={(refusal, mineText, apply) => {
            saving.setLate({ bookingId: entry.bookingId!, refusal, mineText, apply });
          }}
          close={close}
        />
      );
    }
    case 'move': {
      const { entry, booking } = opened.wish;
      return (
        <MoveDialog
          wish={opened.wish}
          schedule={schedule}
          saving={saving.saving}
          refusal={saving.refusal}
          save={(change, scope) => saving.save({ entry, booking, change, scope, revision: booking.revision })}
          close={close}
        />
      );
    }
    case 'book':
      return (
        <BookingDialog draft={opened.draft} schedule={schedule} unbooked={unbooked} saved={booked} close={close} />
      );
    case 'copies':
      return <CopiesDialog date={date} close={close} />;
    case 'keys':
      return <ShortcutsDialog close={close} />;
    case undefined:
      return null;
  }
}
