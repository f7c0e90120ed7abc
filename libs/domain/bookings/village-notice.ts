// The village head's own notice: on air without a second person, and therefore short, in the commune's hours, and only where it is allowed.
import { addDays, localDateOf } from '../calendar/calendar';
import { windowOn } from '../calendar/daily-window';
import type { VillageNoticeRule } from '../places/rules';
import type { Interval, TimeZone } from '../calendar/time';

/** Why a village may not put it on air alone. The refusals are codes of `Problem`. */
type VillageNoticeRefusal = 'village-notice-off' | 'village-notice-too-long' | 'village-notice-hours';

/** Whether a village head may let a sound take that time on air, or why not. It must lie in one of the windows as a whole. */
export function mayAirVillageNotice(
  { allowed, maxDurationMs, windows }: VillageNoticeRule,
  { from, to }: Interval,
  timeZone: TimeZone,
): 'ok' | VillageNoticeRefusal {
  if (!allowed) return 'village-notice-off';
  if (to - from > maxDurationMs) return 'village-notice-too-long';
  const today = localDateOf(from, timeZone);
  const open = windows
    // What began the evening before may still hold.
    .flatMap((window) => [addDays(today, -1), today].map((date) => windowOn(window, date, timeZone)))
    .some((window) => window.from <= from && to <= window.to);
  return open ? 'ok' : 'village-notice-hours';
}
