// Why something finds no place. The planner keeps the reason, the preview tells it before anything is saved.
import type { Airing, AiringReason } from '../air/air';
import { fullWallTime, wallTimeOf } from '../calendar/calendar';
import { windowOn } from '../calendar/daily-window';
import type { CapOverrun } from '../air/broadcast-limits';
import type { Instant, Interval } from '../calendar/time';
import { earliestStart, exactStart, fit, lengthOf, roomFor, type Block } from './blocks';
import { overrunOf } from './caps';
import { leadEndsAt, quietFor, timeOf, touches, type Ground } from './ground';
import { largestRoomMs } from './room';
import type { TakenAir } from './taken-air';

/** A reason with what a sentence about it needs. */
export interface Refusal {
  readonly reason: AiringReason;
  readonly values?: Airing['reasonValues'];
}

/** Why an exact time cannot be had, or undefined when it can. */
export function refusalOfExact(block: Block, taken: TakenAir, ground: Ground): Refusal | undefined {
  const { item, durationMs } = block.occurrence;
  const startsAt = exactStart(block, ground);
  const time = timeOf({ startsAt, durationMs });
  if (quietFor(item.messageClass, time, ground).length > 0) return { reason: 'quiet-hours' };
  if (touches(time, ground.stops)) return { reason: 'stopped' };
  if (touches(time, ground.emergencies)) return { reason: 'emergency' };
  if (startsAt < leadEndsAt(ground.request)) return { reason: 'too-soon' };
  if (startsAt < earliestStart(block.occurrence, ground)) return { reason: 'locked' };
  const [clash] = taken.in(time);
  if (!clash) return tooMuch(overrunOf(block, startsAt, taken, ground));
  if (isSkippedTime(block, ground)) return { reason: 'clock-change' };
  const { title, kind } = clash;
  return { reason: 'overlap', values: { title, kind, startsAt: clash.startsAt, endsAt: timeOf(clash).to } };
}

/** Why a slot has no room, or undefined when it has. The first rule without which it would fit is the reason that it does not. */
export function refusalOfSlot(block: Block, air: TakenAir, ground: Ground): Refusal | undefined {
  const { item, frame } = block.occurrence;
  const taken = air.blocked(frame.window);
  const quiet = quietFor(item.messageClass, frame.window, ground);
  const earliest = earliestStart(block.occurrence, ground);
  const silent = [...ground.stops, ...quiet];
  const free = fit(block, earliest, [...taken, ...silent, ...ground.emergencies], ground);
  if (free !== undefined) return tooMuch(overrunOf(block, free, air, ground));
  const relaxed: readonly (readonly [AiringReason, Instant, readonly Interval[]])[] = [
    ['emergency', earliest, [...taken, ...silent]],
    ['locked', leadEndsAt(ground.request), [...taken, ...silent]],
    ['too-soon', -Infinity, [...taken, ...silent]],
    ['quiet-hours', -Infinity, [...taken, ...ground.stops]],
    ['stopped', -Infinity, taken],
  ];
  const reason = relaxed.find(
    ([, notBefore, obstacles]) => fit(block, notBefore, obstacles, ground) !== undefined,
  )?.[0];
  if (reason !== undefined) return { reason };
  const byMs = lengthOf(block, ground) - largestRoomMs(roomFor(block, ground), taken);
  return byMs <= lostToClockMs(block, ground) ? { reason: 'clock-change' } : { reason: 'overflow', values: { byMs } };
}

/** Whether the clocks skip the time that was asked for on that day: it was moved to the end of the gap. */
function isSkippedTime({ occurrence: { item, anchoredAt } }: Block, { request: { timeZone } }: Ground): boolean {
  const { start } = item.booking;
  return start.kind === 'exact' && anchoredAt !== null && wallTimeOf(anchoredAt, timeZone) !== fullWallTime(start.at);
}

/** By how much the clocks make the slot shorter on that day. */
function lostToClockMs({ occurrence: { frame, localDate } }: Block, { request }: Ground): number {
  const slot = request.slots.find(({ id }) => id === frame.slotKey);
  if (!slot) return 0;
  const usual = windowOn(slot, localDate, 'UTC');
  return usual.to - usual.from - (frame.window.to - frame.window.from);
}

function tooMuch(overrun: CapOverrun | undefined): Refusal | undefined {
  return overrun && { reason: overrun.cap, values: { byMs: overrun.byMs, maxMs: overrun.maxMs } };
}
