// Which time slots a commune may have: long enough for a rundown, and never two at a time, or nobody could say to which one a time belongs.
import { addDays } from './calendar';
import { windowOn, type DailyWindow } from './daily-window';
import { MINUTE_MS, overlaps } from './time';

/** The shortest slot, in milliseconds. */
export const MIN_SLOT_MS = 5 * MINUTE_MS;

/** Why a slot cannot be as it was asked for. */
type SlotFault = 'slot-overlap' | 'slot-too-short';

/** Any day does: slots are the same every day. */
const SOME_DAY = '2026-03-02';
const NO_SUMMER_TIME = 'UTC';

/** What is wrong with the window beside the other slots of the commune; null: nothing. */
export function slotFault(window: DailyWindow, others: readonly DailyWindow[]): SlotFault | null {
  const wanted = windowOn(window, SOME_DAY, NO_SUMMER_TIME);
  if (wanted.to - wanted.from < MIN_SLOT_MS) return 'slot-too-short';
  // The day before and the day after count too: slots may reach over midnight.
  const taken = others.flatMap((other) =>
    [-1, 0, 1].map((days) => windowOn(other, addDays(SOME_DAY, days), NO_SUMMER_TIME)),
  );
  return taken.some((stretch) => overlaps(stretch, wanted)) ? 'slot-overlap' : null;
}
