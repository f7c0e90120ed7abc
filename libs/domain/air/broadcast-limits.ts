// How much may sound, and how loud. Planner and loudspeaker both ask here, so that what the one plans the other plays.
import type { Airing } from './air';
import { addDays, instantOf, localDateOf } from '../calendar/calendar';
import { widestWindowOn } from '../calendar/daily-window';
import type { BroadcastLimits, VolumeBand } from '../places/rules';
import type { Instant, Interval, TimeZone } from '../calendar/time';

/** What a cap counts. */
export interface CountedSound {
  readonly rundownId: string;
  readonly startsAt: Instant;
  readonly durationMs: number;
}

/** The cap that would be broken, and by how much. */
export interface CapOverrun {
  readonly cap: 'rundown-cap' | 'day-cap';
  readonly byMs: number;
  /** What the cap allows. */
  readonly maxMs: number;
}

/** The limits of a village: of its own and the commune's, the strictest in everything. */
export function strictestLimits(commune: BroadcastLimits, village: Partial<BroadcastLimits> | null): BroadcastLimits {
  return {
    maxRundownMs: Math.min(commune.maxRundownMs, village?.maxRundownMs ?? Infinity),
    maxDayMs: Math.min(commune.maxDayMs, village?.maxDayMs ?? Infinity),
    minGapMs: Math.max(commune.minGapMs, village?.minGapMs ?? 0),
    // Where bands overlap the quietest holds, so both together are the strictest.
    volumeBands: [...commune.volumeBands, ...(village?.volumeBands ?? [])],
  };
}

/** Whether the caps count it and hold it back: items, but no emergency. */
export function isCapped({ kind, messageClass }: Pick<Airing, 'kind' | 'messageClass'>): boolean {
  return kind === 'item' && messageClass !== 'emergency';
}

/** How much sounds in each rundown and on each local day; a sound belongs to the day on which it starts. */
export class SoundLedger {
  private readonly ofRundowns = new Map<string, number>();
  /** By the day's first instant. */
  private readonly ofDays = new Map<Instant, number>();

  constructor(private readonly zone: TimeZone) {}

  add({ rundownId, startsAt, durationMs }: CountedSound): void {
    const day = dayAround(startsAt, this.zone).from;
    this.ofRundowns.set(rundownId, this.inRundown(rundownId) + durationMs);
    this.ofDays.set(day, (this.ofDays.get(day) ?? 0) + durationMs);
  }

  /** The cap that these sounds would break beside what was added, or undefined. */
  overrun(sounds: readonly CountedSound[], { maxRundownMs, maxDayMs }: BroadcastLimits): CapOverrun | undefined {
    for (const { rundownId } of sounds) {
      const own = lengthOf(sounds.filter((other) => other.rundownId === rundownId));
      const byMs = this.inRundown(rundownId) + own - maxRundownMs;
      if (byMs > 0) return { cap: 'rundown-cap', byMs, maxMs: maxRundownMs };
    }
    for (const { startsAt } of sounds) {
      const day = dayAround(startsAt, this.zone);
      const byMs = (this.ofDays.get(day.from) ?? 0) + lengthOf(startingIn(day, sounds)) - maxDayMs;
      if (byMs > 0) return { cap: 'day-cap', byMs, maxMs: maxDayMs };
    }
    return undefined;
  }

  private inRundown(rundownId: string): number {
    return this.ofRundowns.get(rundownId) ?? 0;
  }
}

/** The cap that these sounds would break beside the others, or undefined. */
export function capOverrun(
  sounds: readonly CountedSound[],
  beside: readonly CountedSound[],
  limits: BroadcastLimits,
  zone: TimeZone,
): CapOverrun | undefined {
  const ledger = new SoundLedger(zone);
  for (const sound of beside) ledger.add(sound);
  return ledger.overrun(sounds, limits);
}

/** The days from the first instant to the last on which so much more sound would break the cap of the day. */
export function fullDays(
  lengthMs: number,
  beside: readonly CountedSound[],
  span: Interval,
  { maxDayMs }: BroadcastLimits,
  zone: TimeZone,
): readonly Interval[] {
  const full: Interval[] = [];
  for (let day = dayAround(span.from, zone); day.from < span.to; day = dayAround(day.to, zone)) {
    if (lengthOf(startingIn(day, beside)) + lengthMs > maxDayMs) full.push(day);
  }
  return full;
}

/** The loudest that horns may be at that instant, in percent: the quietest band in force, 100 while there is none. */
export function loudestPercent(instant: Instant, bands: readonly VolumeBand[], zone: TimeZone): number {
  const today = localDateOf(instant, zone);
  // What began the evening before may still hold.
  const inForce = bands.filter((band) =>
    [addDays(today, -1), today].some((date) => isWithin(widestWindowOn(band, date, zone), instant)),
  );
  return Math.min(100, ...inForce.map(({ maxPercent }) => maxPercent));
}

/** The local day to which the instant belongs. */
export function dayAround(instant: Instant, zone: TimeZone): Interval {
  const date = localDateOf(instant, zone);
  return { from: instantOf(date, '00:00', zone), to: instantOf(addDays(date, 1), '00:00', zone) };
}

function startingIn(day: Interval, sounds: readonly CountedSound[]): readonly CountedSound[] {
  return sounds.filter(({ startsAt }) => isWithin(day, startsAt));
}

function isWithin({ from, to }: Interval, instant: Instant): boolean {
  return from <= instant && instant < to;
}

function lengthOf(sounds: readonly CountedSound[]): number {
  return sounds.reduce((sum, { durationMs }) => sum + durationMs, 0);
}
