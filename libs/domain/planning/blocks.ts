// The pieces that planning moves: repeats which find their place together, the room they may take, and what bounds it.
import type { Airing } from '../air/air';
import type { Instant, Interval } from '../calendar/time';
import { displaces, leadEndsAt, lockEndsAt, takesAir, timeOf, type Ground } from './ground';
import { lengthOfRepeats, type Occurrence } from './occurrences';
import type { PlanRequest } from './request';
import { firstFit } from './room';
import type { TakenAir } from './taken-air';

/** Repeats that find their place together: all open ones of a slot, each one of an exact time. */
export interface Block {
  readonly occurrence: Occurrence;
  readonly repeats: readonly number[];
  /** Some of its repeats have their place already. */
  readonly begun: boolean;
  /** End of what it may not come before, such as its last repeat that is settled on air; null: nothing. */
  readonly followsAt: Instant | null;
}

/** What of the occurrence is still to be placed. */
export function openBlocks(occurrence: Occurrence, settled: ReadonlyMap<string, Airing>): readonly Block[] {
  const repeats = occurrence.airingIds.flatMap((id, repeat) => (settled.has(id) ? [] : [repeat]));
  const ends = occurrence.airingIds
    .flatMap((id) => settled.get(id) ?? [])
    .filter(takesAir)
    .map((airing) => timeOf(airing).to);
  const begun = ends.length > 0;
  const block = { occurrence, begun, followsAt: begun ? Math.max(...ends) : null };
  if (occurrence.anchoredAt !== null) return repeats.map((repeat) => ({ ...block, repeats: [repeat] }));
  return repeats.length > 0 ? [{ ...block, repeats }] : [];
}

/** The block behind what people put before it in its rundown. What has begun to repeat goes on where it is. */
export function inDecidedOrder(block: Block, taken: TakenAir): Block {
  const { occurrence, begun } = block;
  if (begun || occurrence.anchoredAt !== null) return block;
  return { ...block, followsAt: taken.endsBefore(occurrence) ?? block.followsAt };
}

/** What is not frozen may not slip into the show lock, unless somebody said why or an emergency pushes it there. */
export function earliestStart(occurrence: Occurrence, ground: Ground): Instant {
  const { request } = ground;
  const mayBeLate = occurrence.item.booking.lateReason !== null || gaveWay(occurrence, ground);
  return mayBeLate ? leadEndsAt(request) : lockEndsAt(request);
}

/** Whether it had its time, and an emergency takes or took it. */
function gaveWay({ airingIds, item }: Occurrence, { existing, emergencies }: Ground): boolean {
  if (item.booking.state === 'proposed') return false;
  return airingIds.some((id) => {
    const before = existing.get(id);
    if (!before) return false;
    return before.state === 'planned' ? displaces(emergencies, before) : before.reason === 'emergency';
  });
}

/** The start of a block of an exact time. */
export function exactStart({ occurrence, repeats }: Block, { request }: Ground): Instant {
  return occurrence.anchoredAt! + repeats[0]! * stepMs(occurrence, request);
}

/** From the start of one repeat to the start of the next. */
export function stepMs({ durationMs }: Occurrence, { broadcastLimits }: PlanRequest): number {
  return durationMs + broadcastLimits.minGapMs;
}

/** The first start in its slot, not before that instant and clear of the obstacles, or undefined. */
export function fit(
  block: Block,
  notBefore: Instant,
  obstacles: readonly Interval[],
  ground: Ground,
): Instant | undefined {
  const { from, to } = roomFor(block, ground);
  return firstFit(lengthOf(block, ground), { from: Math.max(from, notBefore), to }, obstacles);
}

/** How long the block takes, with the silence inside it. */
export function lengthOf({ repeats, occurrence }: Block, { request }: Ground): number {
  return lengthOfRepeats(repeats.length, occurrence.durationMs, request.broadcastLimits.minGapMs);
}

/** The slot without the room of its opening and closing, after what the block follows. */
export function roomFor({ occurrence, followsAt }: Block, { request }: Ground): Interval {
  const { opening, closing } = request;
  const { minGapMs } = request.broadcastLimits;
  const { from, to } = occurrence.frame.window;
  const afterOpening = from + (opening ? opening.durationMs + minGapMs : 0);
  return {
    from: followsAt === null ? afterOpening : Math.max(afterOpening, followsAt + minGapMs),
    to: to - (closing ? closing.durationMs + minGapMs : 0),
  };
}
