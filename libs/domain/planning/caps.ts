// The caps of rundown and day as the planner asks for them: would this be too much, beside what has its place already?
import type { Airing } from '../air/air';
import { isCapped, type CapOverrun } from '../air/broadcast-limits';
import type { Instant } from '../calendar/time';
import { stepMs, type Block } from './blocks';
import type { Ground } from './ground';
import type { TakenAir } from './taken-air';

/** The cap that the block would break if it began at that instant, or undefined. */
export function overrunOf(
  { occurrence, repeats }: Block,
  start: Instant,
  taken: TakenAir,
  { request }: Ground,
): CapOverrun | undefined {
  const { item, frame, durationMs } = occurrence;
  if (!isCapped({ kind: 'item', messageClass: item.messageClass })) return undefined;
  const step = stepMs(occurrence, request);
  const sounds = repeats.map((_, index) => ({ rundownId: frame.id, startsAt: start + index * step, durationMs }));
  return taken.ledger.overrun(sounds, request.broadcastLimits);
}

/** The cap that the airing alone would break, or undefined. */
export function overrunOfAiring(airing: Airing, taken: TakenAir, { request }: Ground): CapOverrun | undefined {
  return isCapped(airing) ? taken.ledger.overrun([airing], request.broadcastLimits) : undefined;
}
