// Where a broadcast would go when it is dropped, and how the arrow keys move that place.
import { addDays, DAY_MS, MINUTE_MS, msOfDay, type LocalDate } from '#domain';
import { clockText } from '../sheet/bands';

/** A step of the keyboard and of the pointer within an unfolded day. */
export const STEP_MS = 5 * MINUTE_MS;

/** Where something stands, or would stand. `row` counts the rows from 0. */
export interface Target {
  readonly row: number;
  readonly date: LocalDate;
  readonly start: { readonly kind: 'slot'; readonly slotId: string } | { readonly kind: 'exact'; readonly at: string };
}

/** What the keyboard may move through. */
export interface KeyboardRange {
  readonly rows: number;
  readonly from: LocalDate;
  readonly days: number;
  /** In the order of the day. */
  readonly slotIds: readonly string[];
  /** On a week, left and right are days; on a day they are times. */
  readonly sideways: 'time' | 'day';
}

/** The target after that key; the same when the key leads out of the range; undefined for a key that moves nothing. */
export function targetAfterKey(target: Target, key: string, shift: boolean, range: KeyboardRange): Target | undefined {
  switch (key) {
    case 'ArrowUp':
      return { ...target, row: Math.max(0, target.row - 1) };
    case 'ArrowDown':
      return { ...target, row: Math.min(range.rows - 1, target.row + 1) };
    case 'ArrowLeft':
      return sideways(target, -1, shift, range);
    case 'ArrowRight':
      return sideways(target, 1, shift, range);
    default:
      return undefined;
  }
}

function sideways(target: Target, by: 1 | -1, shift: boolean, range: KeyboardRange): Target {
  const day = (range.sideways === 'day') !== shift;
  return day ? onOtherDay(target, by, range) : { ...target, start: otherStart(target.start, by, range.slotIds) };
}

function onOtherDay(target: Target, by: 1 | -1, { from, days }: KeyboardRange): Target {
  const date = addDays(target.date, by);
  return date < from || date >= addDays(from, days) ? target : { ...target, date };
}

function otherStart(start: Target['start'], by: 1 | -1, slotIds: readonly string[]): Target['start'] {
  if (start.kind === 'slot') {
    const slotId = slotIds[slotIds.indexOf(start.slotId) + by];
    return slotId === undefined ? start : { kind: 'slot', slotId };
  }
  const now = msOfDay(start.at);
  const onGrid = by > 0 ? Math.floor(now / STEP_MS) * STEP_MS : Math.ceil(now / STEP_MS) * STEP_MS;
  const ms = Math.min(DAY_MS - STEP_MS, Math.max(0, onGrid + by * STEP_MS));
  return { kind: 'exact', at: clockText(ms) };
}

/** Whether nothing would change. */
export function isSame(a: Target, b: Target): boolean {
  return a.row === b.row && a.date === b.date && sameStart(a.start, b.start);
}

function sameStart(a: Target['start'], b: Target['start']): boolean {
  if (a.kind === 'slot' || b.kind === 'slot') return a.kind === 'slot' && b.kind === 'slot' && a.slotId === b.slotId;
  return msOfDay(a.at) === msOfDay(b.at);
}
