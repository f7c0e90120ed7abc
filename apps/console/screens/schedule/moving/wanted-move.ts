// A move as a person wants it, before the server agreed to it: what the dialog of a move begins with.
import type { BookedStart, LocalDate } from '#domain';
import { bookingOf, type Entry, type Schedule, type ScheduledBooking } from '../sheet/schedule-data';
import type { BookingChange, Scope } from './change';
import { originOf, type Verdict } from './use-moving';

export interface WantedMove {
  readonly entry: Entry;
  readonly booking: ScheduledBooking;
  readonly toDate: LocalDate;
  readonly start: BookedStart;
  readonly zoneIds: readonly string[];
  readonly scope: Scope;
  /** What the server said already. */
  readonly verdict?: Verdict | undefined;
}

/** The entry where it stands now, for whoever moves it by the dialog alone; undefined when nothing is booked behind it. */
export function moveFromHere(schedule: Schedule, entry: Entry): WantedMove | undefined {
  const booking = bookingOf(schedule, entry);
  if (!booking) return undefined;
  const { start } = originOf(entry, booking, 0, schedule);
  const scope = booking.recurrence.kind === 'once' ? 'all' : 'this';
  return { entry, booking, toDate: entry.localDate, start, zoneIds: booking.zoneIds, scope };
}

/** A change that was refused when it was saved, to be asked for otherwise. */
export function moveOf(entry: Entry, booking: ScheduledBooking, change: BookingChange, scope: Scope): WantedMove {
  const toDate =
    'recurrence' in change && change.recurrence?.kind === 'once' ? change.recurrence.date : entry.localDate;
  const { start = booking.start, zoneIds = booking.zoneIds } = change;
  return { entry, booking, toDate, start, zoneIds, scope };
}
