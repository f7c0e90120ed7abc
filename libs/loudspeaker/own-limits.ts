// The limits that the box holds by itself, whatever a programme says: quiet hours, caps, least silence, volume. They are those of its signed
// settings, asked with what it really sounded.
import {
  capOverrun,
  isCapped,
  loudestPercent,
  overlaps,
  quietDuring,
  type CapOverrun,
  type CountedSound,
  type Instant,
  type Interval,
} from '#domain';
import type { DeviceSettings } from '#protocol';
import type { AirEntry } from './own-playbacks';

/** Whether the interval touches hours or days without sound. */
export function isQuiet(interval: Interval, { quietHours, extraQuiet, timeZone }: DeviceSettings): boolean {
  return quietDuring(interval, quietHours, timeZone) !== undefined || extraQuiet.some((day) => overlaps(day, interval));
}

/** The cap that the entry would break if it began at that instant, beside what sounded and what is about to. */
export function capBroken(
  entry: AirEntry,
  at: Instant,
  beside: readonly CountedSound[],
  { limits, timeZone }: DeviceSettings,
): CapOverrun['cap'] | undefined {
  if (!isCapped(entry)) return undefined;
  const { rundownId, durationMs } = entry;
  return capOverrun([{ rundownId, durationMs, startsAt: at }], beside, limits, timeZone)?.cap;
}

/** Until when there is silence after a sound that ended at that instant; undefined: nothing has to be waited for. */
export function silentUntil(
  { messageClass }: AirEntry,
  endedAt: Instant | undefined,
  settings: DeviceSettings | undefined,
): Instant | undefined {
  if (messageClass === 'emergency' || endedAt === undefined) return undefined;
  return endedAt + (settings?.limits.minGapMs ?? 0);
}

/** How loud the entry sounds at that instant. No band holds for an emergency. */
export function volumeFor({ messageClass }: AirEntry, at: Instant, settings: DeviceSettings | undefined): number {
  if (messageClass === 'emergency') return settings?.emergencyVolumePercent ?? 0;
  return normalVolume(at, settings);
}

/** How loud anything else sounds at that instant. */
export function normalVolume(at: Instant, settings: DeviceSettings | undefined): number {
  if (!settings) return 0;
  const { volumePercent, limits, timeZone } = settings;
  return Math.min(volumePercent, loudestPercent(at, limits.volumeBands, timeZone));
}
