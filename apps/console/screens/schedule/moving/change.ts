// What a move asks the server for: only what is really other, for the days that the person chose.
import {
  addDays,
  daysBetween,
  msOfDay,
  weekdayOf,
  type BookedStart,
  type LocalDate,
  type Recurrence,
  type Weekday,
} from '#domain';

/** Which days a change is for. */
export type Scope = 'this' | 'following' | 'all';

/** The booking as far as a move concerns it. */
export interface Movable {
  readonly start: BookedStart;
  readonly recurrence: Recurrence;
  readonly zoneIds: readonly string[];
}

/** Where it goes: what is absent stays. `date` is the day that was booked, `toDate` the day it shall be. */
interface Move {
  readonly date: LocalDate;
  readonly toDate?: LocalDate;
  readonly start?: BookedStart;
  readonly zoneIds?: readonly string[];
}

type Change = {
  readonly start?: BookedStart;
  readonly recurrence?: Recurrence;
  readonly zoneIds?: string[];
};

/** The change as the API takes it; undefined when the days of this series cannot be moved so for more than one day. */
export type BookingChange =
  | ({ readonly scope: 'all' } & Change)
  | ({ readonly scope: 'following'; readonly date: LocalDate } & Change)
  | ({ readonly scope: 'this'; readonly date: LocalDate } & Omit<Change, 'recurrence'> & {
        readonly recurrence?: { readonly kind: 'once'; readonly date: LocalDate };
      });

/** The scopes that make sense: a single day has only one. */
export function scopesOf({ recurrence }: Pick<Movable, 'recurrence'>): readonly Scope[] {
  return recurrence.kind === 'once' ? ['all'] : ['this', 'following', 'all'];
}

/** The body of the change; undefined when the rule of the series cannot follow to another day. */
export function changeOf(booking: Movable, move: Move, scope: Scope): BookingChange | undefined {
  const { date, toDate = date } = move;
  const change = {
    ...(move.start && !sameStart(move.start, booking.start) && { start: move.start }),
    ...(move.zoneIds && !sameZones(move.zoneIds, booking.zoneIds) && { zoneIds: [...move.zoneIds].sort() }),
  };
  const otherDay = toDate !== date;
  if (scope === 'this')
    return { scope, date, ...change, ...(otherDay && { recurrence: { kind: 'once', date: toDate } }) };
  const recurrence = otherDay ? shifted(booking.recurrence, date, toDate) : undefined;
  if (otherDay && !recurrence) return undefined;
  const whole = { ...change, ...(recurrence && { recurrence }) };
  return scope === 'all' ? { scope, ...whole } : { scope, date, ...whole };
}

/** Whether the change changes anything. */
export function changesAnything(change: BookingChange): boolean {
  return change.start !== undefined || change.recurrence !== undefined || change.zoneIds !== undefined;
}

/** The zones after a move from one row to another: those of the first row give way to those of the second. */
export function zonesAfter(
  zoneIds: readonly string[],
  fromRow: readonly string[],
  toRow: readonly string[],
): readonly string[] {
  return [...new Set([...zoneIds.filter((id) => !fromRow.includes(id)), ...toRow])].sort();
}

function sameZones(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((id) => b.includes(id));
}

function sameStart(a: BookedStart, b: BookedStart): boolean {
  if (a.kind === 'exact' && b.kind === 'exact') return msOfDay(a.at) === msOfDay(b.at);
  return a.kind === b.kind && (a.kind !== 'slot' || b.kind !== 'slot' || a.slotId === b.slotId);
}

/** The rule with one of its days moved; undefined where the rule names no days that could be moved. */
function shifted(recurrence: Recurrence, date: LocalDate, toDate: LocalDate): Recurrence | undefined {
  switch (recurrence.kind) {
    case 'once':
      return { kind: 'once', date: toDate };
    case 'dates':
      return {
        kind: 'dates',
        dates: [...new Set(recurrence.dates.map((each) => (each === date ? toDate : each)))].sort(),
      };
    case 'weekly': {
      const [before, after] = [weekdayOf(date), weekdayOf(toDate)];
      const days = [...new Set(recurrence.days.map((each) => (each === before ? after : each)))].sort((a, b) => a - b);
      // A day that moves forward in the last week would fall behind the end of the series.
      const daysLater = Math.max(0, daysBetween(date, toDate));
      return { ...recurrence, days: days as Weekday[], until: addDays(recurrence.until, Math.min(6, daysLater)) };
    }
    default:
      return undefined;
  }
}
