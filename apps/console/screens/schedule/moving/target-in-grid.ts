// Where a target lies in the grid: which target a place under the pointer stands for, and in which column a target is drawn.
import { DAY_MS, HOUR_MS, msOfDay } from '#domain';
import { clockText, wallMsOf } from '../sheet/bands';
import type { Column } from '../sheet/columns';
import { STEP_MS, type Target } from './target';
import { timeUnder } from '../sheet/positions';
import type { Schedule } from '../sheet/schedule-data';
import type { Subject } from './use-moving';
import type { PlaceUnder } from './use-pointer-drag';

/** Where the pointer is, as a target: what has or gets its place in a slot goes somewhere in it, elsewhere at a time of its own. */
export function targetAt(
  place: PlaceUnder,
  columns: readonly Column[],
  subject: Subject,
  { timeZone, from, slots }: Schedule,
): Target | undefined {
  const column = columns.find(({ key }) => key === place.column);
  if (!column) return undefined;
  const { row } = place;
  const entry = subject.kind === 'entry' ? subject.entry : undefined;
  const inSlot = subject.kind === 'new' || subject.booking.start.kind === 'slot';
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
export function isAimedAt({ date, start }: Target, column: Column): boolean {
  if (column.date !== date) return false;
  if (column.kind === 'day') return true;
  if (column.kind === 'other') return false;
  if (start.kind === 'slot') return column.band.slotId === start.slotId;
  const ms = msOfDay(start.at);
  return column.band.fromMs <= ms && ms < column.band.toMs;
}
