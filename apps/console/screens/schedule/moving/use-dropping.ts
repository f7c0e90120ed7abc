// Letting go of what moves: nothing happens where it came from, what is new is booked there, and a broadcast is moved, or asked about
// where the server said no.
import { useCallback, useEffect, useRef } from 'react';
import { addDays, daysBetween, type LocalDate } from '#domain';
import type { Row } from '../sheet/rows';
import type { Entry, ScheduledBooking } from '../sheet/schedule-data';
import { changesAnything, type BookingChange, type Scope } from './change';
import { isSame, type Target } from './target';
import { changeFor, zoneIdsAfter, type DryRun, type Moving, type Subject } from './use-moving';
import type { WantedMove } from './wanted-move';

interface Dropping {
  readonly moving: Moving | undefined;
  readonly dryRun: DryRun;
  readonly rows: readonly Row<Entry>[];
  readonly end: () => void;
}

/** A first place for what has none yet. */
interface WantedBooking {
  readonly announcementId: string;
  readonly zoneIds: readonly string[];
  readonly start: Target['start'];
  readonly recurrence: { readonly kind: 'once'; readonly date: LocalDate };
}

/** What a drop may lead to. */
interface Outcomes {
  readonly book: (wanted: WantedBooking) => void;
  /** The server refused it already, or the days of the series cannot follow: the person says what instead. */
  readonly ask: (wanted: WantedMove) => void;
  readonly save: (entry: Entry, booking: ScheduledBooking, change: BookingChange, scope: Scope) => void;
}

/** Drops what moves when it is called: a drag begins in one picture and ends in a later one, so nothing is remembered of the first. */
export function useDropping(dropping: Dropping, outcomes: Outcomes): () => void {
  const latest = useRef({ dropping, outcomes });
  useEffect(() => {
    latest.current = { dropping, outcomes };
  });
  return useCallback(() => drop(latest.current.dropping, latest.current.outcomes), []);
}

function drop({ moving, dryRun, rows, end }: Dropping, outcomes: Outcomes): void {
  if (!moving) return;
  end();
  const { subject, origin, target, scope } = moving;
  if (isSame(origin, target)) return;
  if (subject.kind === 'new') return outcomes.book(bookingAt(moving, subject, rows));
  const { entry, booking } = subject;
  const change = changeFor(moving, rows);
  const isRefused = dryRun && (dryRun.conflicts.length > 0 || dryRun.refusal !== null);
  if (!change || isRefused) {
    const toDate = addDays(entry.localDate, daysBetween(origin.date, target.date));
    const zoneIds = zoneIdsAfter(moving, rows);
    return outcomes.ask({ entry, booking, toDate, start: target.start, zoneIds, scope, verdict: dryRun });
  }
  if (changesAnything(change)) outcomes.save(entry, booking, change, scope);
}

function bookingAt(
  moving: Moving,
  { announcement }: Extract<Subject, { kind: 'new' }>,
  rows: readonly Row<Entry>[],
): WantedBooking {
  const { date, start } = moving.target;
  const recurrence = { kind: 'once', date } as const;
  return { announcementId: announcement.id, zoneIds: zoneIdsAfter(moving, rows), start, recurrence };
}
