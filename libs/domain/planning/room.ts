// Finds room: the first start in a stretch of time at which something of a given length meets nothing else.
import { overlaps, type Instant, type Interval } from '../calendar/time';

/** The first start in the room at which the length touches no obstacle, or undefined. */
export function firstFit(lengthMs: number, room: Interval, obstacles: readonly Interval[]): Instant | undefined {
  return freeStretches(room, obstacles).find(({ from, to }) => to - from >= lengthMs)?.from;
}

/** The length of the largest free stretch of the room; 0 when there is none. */
export function largestRoomMs(room: Interval, obstacles: readonly Interval[]): number {
  return Math.max(0, ...freeStretches(room, obstacles).map(({ from, to }) => to - from));
}

/** The interval with so much silence on both sides. */
export function widened({ from, to }: Interval, byMs: number): Interval {
  return { from: from - byMs, to: to + byMs };
}

/** What the obstacles leave of the room, by start. */
function freeStretches(room: Interval, obstacles: readonly Interval[]): readonly Interval[] {
  const free: Interval[] = [];
  let from = room.from;
  for (const obstacle of obstacles.filter((each) => overlaps(each, room)).sort((a, b) => a.from - b.from)) {
    if (obstacle.from > from) free.push({ from, to: obstacle.from });
    from = Math.max(from, obstacle.to);
  }
  if (room.to > from) free.push({ from, to: room.to });
  return free;
}
