// The caps of rundown and day as the planner asks for them: would this block be too much, beside what has its place already?
import type { Airing } from '../air/air';
import { capOverrun, isCapped, type CapOverrun } from '../air/broadcast-limits';
import type { Instant } from '../calendar/time';
import { stepMs, type Block } from './blocks';
import { takesAir, type Ground } from './ground';

/** The cap that the block would break if it began at that instant, or undefined. */
export function overrunOf(
  { occurrence, repeats }: Block,
  start: Instant,
  entries: readonly Airing[],
  { request }: Ground,
): CapOverrun | undefined {
  const { item, frame, durationMs } = occurrence;
  if (!isCapped({ kind: 'item', messageClass: item.messageClass })) return undefined;
  const step = stepMs(occurrence, request);
  const sounds = repeats.map((_, index) => ({ rundownId: frame.id, startsAt: start + index * step, durationMs }));
  return capOverrun(sounds, counted(entries), request.broadcastLimits, request.timeZone);
}

/** Whether the airing alone is too much beside these. */
export function isTooMuch(airing: Airing, entries: readonly Airing[], ground: Ground): boolean {
  return overrunOfAiring(airing, entries, ground) !== undefined;
}

/** The cap that the airing alone would break beside these, or undefined. */
export function overrunOfAiring(
  airing: Airing,
  entries: readonly Airing[],
  { request }: Ground,
): CapOverrun | undefined {
  if (!isCapped(airing)) return undefined;
  return capOverrun([airing], counted(entries), request.broadcastLimits, request.timeZone);
}

function counted(entries: readonly Airing[]): readonly Airing[] {
  return entries.filter((entry) => takesAir(entry) && isCapped(entry));
}
