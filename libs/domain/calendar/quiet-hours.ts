// Hours without sound. Booking, planning and the loudspeaker itself ask here, so that all three mean the same hours.
import { addDays, localDateOf } from './calendar';
import { widestWindowOn, type DailyWindow, type QuietStretch } from './daily-window';
import { silenceOfSpecialDays, type SpecialDay } from './special-days';
import { DAY_MS, overlaps, type Instant, type Interval, type LocalDate, type TimeZone } from './time';

/** Every quiet stretch of a place that touches the span, by start: those of its usual hours, and those that its special days add. */
export function quietStretches(
  windows: readonly DailyWindow[],
  span: Interval,
  zone: TimeZone,
  specialDays: readonly SpecialDay[] = [],
): readonly QuietStretch[] {
  const stretches: QuietStretch[] = [...silenceOfSpecialDays(specialDays, zone)];
  const last = localDateOf(span.to, zone);
  // What began the evening before may still hold.
  for (let date: LocalDate = addDays(localDateOf(span.from, zone), -1); date <= last; date = addDays(date, 1)) {
    stretches.push(...windows.map((window) => ({ ...widestWindowOn(window, date, zone), window })));
  }
  return stretches
    .filter((stretch) => stretch.from < stretch.to && overlaps(stretch, span))
    .sort((a, b) => a.from - b.from);
}

/** The first quiet stretch that the interval touches, or undefined when it may sound. */
export function quietDuring(
  interval: Interval,
  windows: readonly DailyWindow[],
  zone: TimeZone,
  specialDays: readonly SpecialDay[] = [],
): QuietStretch | undefined {
  return quietStretches(windows, interval, zone, specialDays)[0];
}

/** Whether nothing may sound at that instant. */
export function isQuietAt(instant: Instant, windows: readonly DailyWindow[], zone: TimeZone): boolean {
  return quietDuring({ from: instant, to: instant + 1 }, windows, zone) !== undefined;
}

/** The first instant from `from` on at which a sound of that length touches no quiet hours; undefined when there is none within a week. */
export function nextAudibleStart(
  from: Instant,
  durationMs: number,
  windows: readonly DailyWindow[],
  zone: TimeZone,
): Instant | undefined {
  let start = from;
  while (start < from + 7 * DAY_MS) {
    const quiet = quietDuring({ from: start, to: start + durationMs }, windows, zone);
    if (!quiet) return start;
    start = quiet.to;
  }
  return undefined;
}
