// Whether the server may go by its own clock. It is held against three witnesses: the clock that only counts, what was written last, and the
// poles, which carry the time on by themselves.
import { DAY_MS, MINUTE_MS, SECOND_MS, type Instant } from './time';

/** Why the clock is not believed. `stepped`: it was set while the server ran. */
type ClockDoubtReason = 'stepped' | 'behind-database' | 'ahead-of-database' | 'poles-disagree';

export interface ClockDoubt {
  readonly reason: ClockDoubtReason;
  /** How far it is ahead of the witness; negative: behind. */
  readonly byMs: number;
}

/** A clock that is kept right moves in smaller steps than this. */
export const CLOCK_STEP_MS = 2 * SECOND_MS;
/** A server that was away for longer cannot tell its absence from a clock that is ahead. */
const LONGEST_ABSENCE_MS = DAY_MS;
/** What poles say is on its way for a while; whoever is less sure than this is no witness. */
export const POLE_TOLERANCE_MS = MINUTE_MS;
/** One pole may be wrong by itself. */
const FEWEST_POLES = 2;

/** A server that starts, held against the newest instant that it wrote before. */
export function doubtAtStart(now: Instant, newest: Instant | undefined): ClockDoubt | undefined {
  if (newest === undefined) return undefined;
  const byMs = now - newest;
  if (byMs < -CLOCK_STEP_MS) return { reason: 'behind-database', byMs };
  return byMs > LONGEST_ABSENCE_MS ? { reason: 'ahead-of-database', byMs } : undefined;
}

/**
 * What the poles say of the clock, given their time minus ours: `agree` when more of them have our time than one other, a doubt when several have
 * the same other time and are more. Undefined: they cannot say.
 */
export function judgedByPoles(polesAheadMs: readonly number[]): 'agree' | ClockDoubt | undefined {
  const near = (aheadMs: number) => polesAheadMs.filter((each) => Math.abs(each - aheadMs) <= POLE_TOLERANCE_MS).length;
  const others = polesAheadMs.filter((aheadMs) => Math.abs(aheadMs) > POLE_TOLERANCE_MS).sort((a, b) => a - b);
  const middle = others[Math.floor(others.length / 2)];
  const [ours, theirs] = [near(0), middle === undefined ? 0 : near(middle)];
  if (ours > theirs) return 'agree';
  if (middle === undefined || theirs < FEWEST_POLES || theirs === ours) return undefined;
  return { reason: 'poles-disagree', byMs: -middle };
}
