// "Thôn X lúc HH:MM phát gì, vì sao": what sounds in a place within one minute, or why nothing does.
import { saysSomething, type Airing, type Rundown, type StopOrder } from '../../air/air';
import { MINUTE_MS, overlaps, type Instant, type Interval } from '../../calendar/time';
import type { WhyValues } from './link';
import type { NamedQuiet } from './story';

/** What a minute in a village may be. */
export const MOMENT_CODES = [
  'planned',
  'taken-off',
  'too-far',
  'stopped',
  'quiet-hours',
  'between-items',
  'nothing-booked',
] as const;
/** One of `MOMENT_CODES`. */
export type MomentCode = (typeof MOMENT_CODES)[number];

/** Everything known of the zones of one village around an instant. */
export interface MomentFacts {
  readonly at: Instant;
  /** How far the plan reaches. */
  readonly plannedUntil: Instant;
  readonly airings: readonly Airing[];
  readonly rundowns: readonly Rundown[];
  readonly stop: (Pick<StopOrder, 'until' | 'reason'> & { readonly who: string }) | null;
  readonly quiet: NamedQuiet | null;
}

/** What the minute is, in one word. */
export interface MomentView {
  readonly says: MomentCode;
  readonly values: WhyValues;
  /** What sounds then, or was to sound; each has its own chain of reasons. */
  readonly airingIds: readonly string[];
  /** The item nearest to it, before or after, whatever became of it. Null: none that day. */
  readonly nearest: { readonly airingId: string; readonly title: string; readonly startsAt: Instant } | null;
}

/** What sounds there in the minute from `at` on, and if nothing does, why. */
export function momentOf(facts: MomentFacts): MomentView {
  const minute = { from: facts.at, to: facts.at + MINUTE_MS };
  const touching = facts.airings.filter((airing) => overlaps(minute, timeOf(airing)));
  const onAir = touching.filter(isOnAir);
  if (onAir.length > 0) return moment('planned', { count: onAir.length }, onAir, null);
  if (touching.length > 0) return moment('taken-off', { count: touching.length }, touching, null);
  return { ...silence(facts, minute), nearest: nearestTo(facts) };
}

function silence({ at, plannedUntil, stop, quiet, rundowns }: MomentFacts, minute: Interval): MomentView {
  if (at >= plannedUntil) return moment('too-far', { toAt: plannedUntil });
  if (stop) return moment('stopped', { toAt: stop.until, who: stop.who, why: stop.reason });
  if (quiet) return moment('quiet-hours', { fromAt: quiet.from, toAt: quiet.to, name: quiet.specialDay ?? undefined });
  const rundown = rundowns.find(({ startsAt, endsAt }) => overlaps(minute, { from: startsAt, to: endsAt }));
  return rundown ? moment('between-items', { slot: rundown.slotName }) : moment('nothing-booked', {});
}

function moment(
  says: MomentCode,
  values: WhyValues,
  airings: readonly Airing[] = [],
  nearest: MomentView['nearest'] = null,
): MomentView {
  return { says, values, airingIds: airings.map(({ id }) => id), nearest };
}

function nearestTo({ at, airings }: MomentFacts): MomentView['nearest'] {
  const first = airings
    .filter(saysSomething)
    .reduce<Airing | undefined>(
      (best, each) => (!best || Math.abs(each.startsAt - at) < Math.abs(best.startsAt - at) ? each : best),
      undefined,
    );
  return first ? { airingId: first.id, title: first.title, startsAt: first.startsAt } : null;
}

function isOnAir({ state }: Airing): boolean {
  return state === 'planned' || state === 'held';
}

function timeOf({ startsAt, durationMs }: Airing): Interval {
  return { from: startsAt, to: startsAt + durationMs };
}
