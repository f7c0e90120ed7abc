// What waits too long for an approval, or comes too near to its time without one, is brought before more people. Nothing is ever approved so.
import { DAY_MS, HOUR_MS, MINUTE_MS, type Instant } from '../calendar/time';

/** Steps by which a waiting approval becomes more pressing: it waits long, or its first start is near. */
const ESCALATION_STEPS = ['waits-long', 'day-before', 'hours-before', 'minutes-before'] as const;
/** One of `ESCALATION_STEPS`. */
export type EscalationStep = (typeof ESCALATION_STEPS)[number];

/** How long before the first start each step comes, in milliseconds. */
const BEFORE_START_MS: Readonly<Record<Exclude<EscalationStep, 'waits-long'>, number>> = {
  'day-before': DAY_MS,
  'hours-before': 2 * HOUR_MS,
  'minutes-before': 15 * MINUTE_MS,
};

/** Something that waits for an approval. */
interface ApprovalCard {
  readonly since: Instant;
  /** The first time it would sound; null while that is not known. */
  readonly firstStartsAt: Instant | null;
}

/**
 * The steps that have come by now. A step whose time had passed before the waiting began is none: everybody was told just then that
 * it waits.
 */
export function escalationsDue(
  { since, firstStartsAt }: ApprovalCard,
  escalateAfterMs: number,
  now: Instant,
): readonly EscalationStep[] {
  return ESCALATION_STEPS.filter((step) => {
    if (step === 'waits-long') return now - since > escalateAfterMs;
    if (firstStartsAt === null) return false;
    const comesAt = firstStartsAt - BEFORE_START_MS[step];
    return since < comesAt && comesAt <= now;
  });
}
