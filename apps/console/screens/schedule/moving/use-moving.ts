// A move while it lasts: what is moved, where it would go, for which days, and what the server says to that before anything is saved.
import { useEffect, useRef, useState } from 'react';
import { api, ask, Refusal, type Schema } from '#web';
import { addDays, daysBetween, partFrom, wallTimeOf, type Recurrence } from '#domain';
import { changeOf, changesAnything, scopesOf, zonesAfter, type BookingChange, type Scope } from './change';
import { isSame, type Target } from './target';
import type { Entry, Schedule, ScheduledBooking, Unbooked } from '../sheet/schedule-data';
import type { Row } from '../sheet/rows';

/** An entry of the schedule, or something that has no place yet. */
export type Subject =
  | { readonly kind: 'entry'; readonly entry: Entry; readonly booking: ScheduledBooking }
  | { readonly kind: 'new'; readonly announcement: Unbooked };

export interface Moving {
  readonly subject: Subject;
  readonly origin: Target;
  readonly target: Target;
  readonly scope: Scope;
  readonly by: 'keyboard' | 'pointer';
}

/** What the server says to a move. `alternatives` go back as they stand. */
export interface Verdict {
  readonly conflicts: readonly Schema<'BookingConflict'>[];
  readonly alternatives: readonly Schema<'BookingAlternative'>[];
  readonly approval: 'none-yet' | 'kept' | 'lost' | 'kept-for-other-days';
  readonly refusal: Refusal | null;
}

/** Undefined while it was not answered yet. */
export type DryRun = Verdict | undefined;

/** A pointer passes over many places; only where it rests is asked for. */
const REST_MS = 200;

/** The server's dry run of a change of a booking. */
export async function checkChange(id: string, change: BookingChange, signal?: AbortSignal): Promise<Verdict> {
  const body = change as Schema<'BookingChange'>;
  return verdictOf(() =>
    ask(api.POST('/api/v1/bookings/{id}/check', { params: { path: { id } }, body, signal: signal ?? null })),
  );
}

/** The server's dry run of a new booking. */
export async function checkRequest(
  communeId: string,
  body: Schema<'BookingRequest'>,
  signal?: AbortSignal,
): Promise<Verdict & { readonly soonestAt?: string | null; readonly starts?: Schema<'BookingPreview'>['starts'] }> {
  return verdictOf(() =>
    ask(
      api.POST('/api/v1/communes/{id}/bookings/check', {
        params: { path: { id: communeId } },
        body,
        signal: signal ?? null,
      }),
    ),
  );
}

async function verdictOf<T extends Pick<Verdict, 'conflicts' | 'alternatives'>>(
  asked: () => Promise<T>,
): Promise<Verdict & Partial<T>> {
  try {
    return { approval: 'none-yet', refusal: null, ...(await asked()) };
  } catch (refusal) {
    if (!(refusal instanceof Refusal)) throw refusal;
    return { conflicts: [], alternatives: [], approval: 'none-yet', refusal } as unknown as Verdict & Partial<T>;
  }
}

/** The change that a move asks for; undefined where the series cannot follow. */
export function changeFor(moving: Moving, rows: readonly Row<Entry>[]): BookingChange | undefined {
  const { subject, origin, target, scope } = moving;
  if (subject.kind === 'new') return undefined;
  const { entry, booking } = subject;
  const toDate = addDays(entry.localDate, daysBetween(origin.date, target.date));
  const zoneIds = zoneIdsAfter(moving, rows);
  const start = JSON.stringify(origin.start) === JSON.stringify(target.start) ? booking.start : target.start;
  return changeOf(
    { ...booking, recurrence: booking.recurrence as Recurrence },
    { date: entry.localDate, toDate, start, zoneIds },
    scope,
  );
}

/** Where it would sound: a move in time takes all of its zones along. */
export function zoneIdsAfter(moving: Moving, rows: readonly Row<Entry>[]): readonly string[] {
  const { subject, origin, target } = moving;
  const ids = (row: number) => rows[row]?.zones.map(({ id }) => id) ?? [];
  if (subject.kind === 'new') return ids(target.row);
  const { zoneIds } = subject.booking;
  return origin.row === target.row ? zoneIds : zonesAfter(zoneIds, ids(origin.row), ids(target.row));
}

/** The change that puts everything back where it was; undefined where the start was chosen by the server. */
export function wayBack(
  { entry, booking }: Extract<Subject, { kind: 'entry' }>,
  scope: Scope,
): BookingChange | undefined {
  const { start, zoneIds } = booking;
  const series = booking.recurrence as Recurrence;
  const recurrence =
    scope === 'this'
      ? ({ kind: 'once', date: entry.localDate } as const)
      : scope === 'following'
        ? partFrom(series, entry.localDate)
        : series;
  return start.kind === 'soonest' || !recurrence ? undefined : { scope: 'all', start, zoneIds, recurrence };
}

/** Where the entry stands now, as a target. */
export function originOf(entry: Entry, booking: ScheduledBooking, row: number, { timeZone }: Schedule): Target {
  const { start } = booking;
  return {
    row,
    date: entry.localDate,
    start: start.kind === 'soonest' ? { kind: 'exact', at: wallTimeOf(Date.parse(entry.startsAt), timeZone) } : start,
  };
}

/** Follows a move. `rows` are those that are on the screen. */
export function useMoving(schedule: Schedule, communeId: string, rows: readonly Row<Entry>[]) {
  const [moving, setMoving] = useState<Moving>();
  const [dryRun, setDryRun] = useState<DryRun>();
  const asking = useRef<AbortController | undefined>(undefined);

  useEffect(() => {
    setDryRun(undefined);
    if (!moving || isSame(moving.origin, moving.target)) return undefined;
    const controller = new AbortController();
    asking.current = controller;
    const timer = setTimeout(() => {
      void askFor(moving, communeId, rows, controller.signal).then((verdict) => {
        if (!controller.signal.aborted) setDryRun(verdict);
      });
    }, REST_MS);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
    // The rows stay as they are while something moves.
  }, [moving, communeId]);

  return {
    moving,
    dryRun,
    begin(subject: Subject, row: number, by: Moving['by']): void {
      if (subject.kind === 'new') {
        const origin: Target = { row: -1, date: schedule.from, start: { kind: 'exact', at: '00:00' } };
        const [slot] = schedule.slots;
        const start = slot ? ({ kind: 'slot', slotId: slot.id } as const) : ({ kind: 'exact', at: '12:00' } as const);
        // Keys begin somewhere in the grid; a pointer is nowhere in it yet.
        const target = by === 'keyboard' ? { row: 0, date: schedule.from, start } : origin;
        setMoving({ subject, origin, target, scope: 'all', by });
        return;
      }
      const origin = originOf(subject.entry, subject.booking, row, schedule);
      const [scope = 'all'] = scopesOf({ recurrence: subject.booking.recurrence as Recurrence });
      setMoving({ subject, origin, target: origin, scope, by });
    },
    /** Undefined: back to where it came from, as over no place at all. */
    aim(wanted: Target | undefined): void {
      setMoving((before) => {
        const target = wanted ?? before?.origin;
        return before && target && !isSame(before.target, target) ? { ...before, target } : before;
      });
    },
    setScope(scope: Scope): void {
      setMoving((before) => {
        if (before?.subject.kind !== 'entry') return before;
        const scopes = scopesOf({ recurrence: before.subject.booking.recurrence as Recurrence });
        return scopes.includes(scope) ? { ...before, scope } : before;
      });
    },
    end(): void {
      asking.current?.abort();
      setMoving(undefined);
    },
  };
}

async function askFor(
  moving: Moving,
  communeId: string,
  rows: readonly Row<Entry>[],
  signal: AbortSignal,
): Promise<DryRun> {
  const { subject, target } = moving;
  if (subject.kind === 'new') {
    return checkRequest(
      communeId,
      {
        announcementId: subject.announcement.id,
        zoneIds: [...zoneIdsAfter(moving, rows)],
        start: target.start,
        recurrence: { kind: 'once', date: target.date },
        repeats: 1,
      },
      signal,
    );
  }
  const change = changeFor(moving, rows);
  return change && changesAnything(change) ? checkChange(subject.booking.id, change, signal) : undefined;
}
