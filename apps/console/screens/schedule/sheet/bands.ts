// The day folded: the slots of the commune and what was unfolded between them, so that empty hours take no room on the screen.
import {
  DAY_MS,
  msOfDay,
  type Instant,
  type TimeZone,
  wallTimeOf,
  localDateOf,
  daysBetween,
  type LocalDate,
} from '#domain';

/** A stretch of the day, in milliseconds since midnight on the wall. A gap lies between slots. */
export interface Band {
  readonly key: string;
  readonly kind: 'slot' | 'gap';
  /** Of a slot; null for a gap. */
  readonly slotId: string | null;
  readonly name: string;
  readonly fromMs: number;
  readonly toMs: number;
}

interface NamedWindow {
  readonly id: string;
  readonly name: string;
  readonly from: string;
  readonly to: string;
}

/** The whole day as slots and gaps, in order and without overlap; a slot over midnight is cut there. */
export function bandsOf(slots: readonly NamedWindow[]): readonly Band[] {
  const bands: Band[] = [];
  let reached = 0;
  for (const { id, name, from, to } of [...slots].sort((a, b) => msOfDay(a.from) - msOfDay(b.from))) {
    const end = msOfDay(to) > msOfDay(from) ? msOfDay(to) : DAY_MS;
    const begin = Math.max(reached, msOfDay(from));
    if (begin >= end) continue;
    if (begin > reached) bands.push(gapFrom(reached, begin));
    bands.push({ key: `slot-${id}`, kind: 'slot', slotId: id, name, fromMs: begin, toMs: end });
    reached = end;
  }
  if (reached < DAY_MS) bands.push(gapFrom(reached, DAY_MS));
  return bands;
}

function gapFrom(fromMs: number, toMs: number): Band {
  return { key: `gap-${fromMs}`, kind: 'gap', slotId: null, name: '', fromMs, toMs };
}

/** The band in which that time of the day lies. */
export function bandAt(bands: readonly Band[], ms: number): Band | undefined {
  return bands.find(({ fromMs, toMs }) => fromMs <= ms && ms < toMs);
}

/** Milliseconds since midnight of that date that a clock on the wall shows; negative before it, beyond a day after it. */
export function wallMsOf(instant: Instant, date: LocalDate, zone: TimeZone): number {
  return daysBetween(date, localDateOf(instant, zone)) * DAY_MS + msOfDay(wallTimeOf(instant, zone));
}

/** `06:30`, or `06:30:15` where the seconds matter. */
export function clockText(ms: number): string {
  const seconds = Math.floor(ms / 1_000);
  const parts = [seconds / 3_600, (seconds / 60) % 60, seconds % 60].map((part) =>
    String(Math.floor(part)).padStart(2, '0'),
  );
  return parts[2] === '00' ? parts.slice(0, 2).join(':') : parts.join(':');
}
