// What of a commune could not be planned, since when and how often: one bad zone or booking stands aside and is told, the others are planned.
import { MINUTE_MS, type Instant } from '../calendar/time';

/** What can fail alone. `commune`: nothing of it could be planned. */
export const PLAN_PARTS = ['commune', 'zone', 'booking', 'emergency'] as const;
/** One of `PLAN_PARTS`. */
export type PlanPart = (typeof PLAN_PARTS)[number];

/** A part that could not be planned this time, and what it threw. */
export interface PlanFault {
  readonly part: PlanPart;
  readonly subjectId: string;
  readonly reason: string;
}

/** A part that cannot be planned, until a plan of it succeeds. */
export interface PlanFailure extends PlanFault {
  readonly communeId: string;
  readonly since: Instant;
  readonly lastAt: Instant;
  /** How often in a row. */
  readonly times: number;
  /** When people were told; null: not yet. */
  readonly toldAt: Instant | null;
}

/** So often in a row, or for so long, and it needs a person; less may have been a passing disturbance. */
const TRIES = 3;
const PATIENCE_MS = MINUTE_MS;
/** The words of an error go no further than this. */
const MAX_REASON = 500;

/** Whether the part keeps failing: then it is a trouble of the desk, people are told, and the installation is not ready. */
export function keepsFailing({ times, since, lastAt }: Pick<PlanFailure, 'times' | 'since' | 'lastAt'>): boolean {
  return times >= TRIES || (times > 1 && lastAt - since >= PATIENCE_MS);
}

/** The fault that an error is, with the beginning of its words. */
export function planFault(part: PlanPart, subjectId: string, error: unknown): PlanFault {
  return { part, subjectId, reason: String(error).replace(/\s+/g, ' ').slice(0, MAX_REASON) };
}

/** How it stands after another try of the whole commune: what failed now, counted, and what does not fail any more. */
export function failuresAfter(
  before: readonly PlanFailure[],
  communeId: string,
  faults: readonly PlanFault[],
  now: Instant,
): { readonly failing: readonly PlanFailure[]; readonly healed: readonly PlanFailure[] } {
  const known = new Map(before.map((failure) => [nameOf(failure), failure]));
  const distinct = distinctFaults(faults);
  const failing = distinct.map(({ part, subjectId, reason }): PlanFailure => {
    const { since = now, times = 0, toldAt = null } = known.get(nameOf({ part, subjectId })) ?? {};
    return { communeId, part, subjectId, reason, since, lastAt: now, times: times + 1, toldAt };
  });
  // Where nothing was planned, nothing is known of its parts.
  const whole = faults.some(({ part }) => part === 'commune');
  const names = new Set(distinct.map(nameOf));
  return { failing, healed: whole ? [] : before.filter((failure) => !names.has(nameOf(failure))) };
}

/** One fault for each part, the first that was met: a booking fails in every zone that it names. */
export function distinctFaults(faults: readonly PlanFault[]): readonly PlanFault[] {
  return [...new Map([...faults].reverse().map((fault) => [nameOf(fault), fault])).values()].reverse();
}

function nameOf({ part, subjectId }: Pick<PlanFault, 'part' | 'subjectId'>): string {
  return `${part} ${subjectId}`;
}
