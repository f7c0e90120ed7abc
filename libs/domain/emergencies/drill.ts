// "Diễn tập": a warning is practised on the real poles, in a form that nobody can take for the real thing. It is ordered ahead of its time,
// announced to the poles it concerns, begins once, and gives way to everything real.
import type { Playback } from '../air/air';
import type { Lifecycle } from '../lifecycle';
import { HOUR_MS, MINUTE_MS, type Instant, type Interval } from '../calendar/time';

export const DRILL_STATES = ['planned', 'on_air', 'done', 'cancelled', 'expired'] as const;
type DrillState = (typeof DRILL_STATES)[number];
export type DrillEvent = 'begin' | 'finish' | 'cancel' | 'expire';

export interface Drill {
  readonly id: string;
  readonly communeId: string;
  /** What is practised, such as the warning of an emergency. */
  readonly announcementId: string;
  readonly title: string;
  readonly zoneIds: readonly string[];
  /** Frozen when it is ordered, as in a booking. */
  readonly controllerIds: readonly string[];
  readonly startsAt: Instant;
  /** No pole begins it after this. */
  readonly expiresAt: Instant;
  /** By then it has ended on every pole, however late it began. */
  readonly endsAt: Instant;
  readonly reason: string;
  readonly orderedBy: string;
  readonly orderedAt: Instant;
  readonly state: DrillState;
}

/** planned -> on_air (a pole says that it began) -> done; planned -> expired (no pole said so until its end). */
// prettier-ignore
export const DRILL_LIFECYCLE: Lifecycle<DrillState, DrillEvent> = {
  planned:   { begin: 'on_air',                   cancel: 'cancelled', expire: 'expired' },
  on_air:    {                  finish: 'done',   cancel: 'cancelled' },
  done:      {},
  cancelled: {},
  expired:   {},
};

/** How much later than its start a pole may still begin it. */
export const DRILL_LATE_LIMIT_MS = MINUTE_MS;
/** The poles listen for a drill no longer than this before it starts. */
const DRILL_LISTENING_MS = HOUR_MS;
/** The poles get so long to learn that a drill is announced before it is said to them. */
const DRILL_ANNOUNCING_MS = 2 * MINUTE_MS;
/** Sooner after it was ordered no drill starts, however short the show lock is. */
export const DRILL_LEAST_LEAD_MS = 5 * MINUTE_MS;
/** Receipts need a moment before it is said that there are none. */
const DRILL_EVIDENCE_MS = MINUTE_MS;
/** Between two drills the poles must learn of the end of the one and the key of the other. */
export const DRILLS_APART_MS = 10 * MINUTE_MS;
export const MAX_DRILL_DAYS_AHEAD = 30;

/** When the poles listen for it, and when it may sound. */
export function listeningTime({ orderedAt, startsAt, endsAt }: Drill): Interval {
  return { from: Math.max(orderedAt + DRILL_ANNOUNCING_MS, startsAt - DRILL_LISTENING_MS), to: endsAt };
}

/** The drill that this controller has to know of now: the next one that is not over. One at a time. */
export function announcedDrill(drills: readonly Drill[], controllerId: string, now: Instant): Drill | undefined {
  return drills
    .filter(({ state, endsAt }) => isOpen(state) && endsAt > now)
    .filter(({ controllerIds }) => controllerIds.includes(controllerId))
    .reduce<Drill | undefined>((first, each) => (!first || each.startsAt < first.startsAt ? each : first), undefined);
}

/** What time and evidence make of it; undefined: nothing yet. */
export function drillEventDue(drill: Drill, playbacks: readonly Playback[], now: Instant): DrillEvent | undefined {
  const over = now >= drill.endsAt + DRILL_EVIDENCE_MS;
  if (drill.state === 'planned') {
    if (playbacks.some(({ startedAt, state }) => startedAt !== null || state === 'playing')) return 'begin';
    return over ? 'expire' : undefined;
  }
  return drill.state === 'on_air' && over ? 'finish' : undefined;
}

/** Whether it may still sound. */
function isOpen(state: DrillState): boolean {
  return state === 'planned' || state === 'on_air';
}
