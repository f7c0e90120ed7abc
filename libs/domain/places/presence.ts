// When poles were there and when they were away: the strip of the last day, and outages that several poles share.
import { TOGETHER_MS } from './pole';
import { DAY_MS, MINUTE_MS, type Instant, type Interval } from '../calendar/time';

/** A pole came or went. */
export interface PresenceChange {
  readonly communeId: string;
  readonly controllerId: string;
  readonly at: Instant;
  readonly online: boolean;
  /** When people were told that it went. Null: not yet, or there was nothing to tell. */
  readonly toldAt: Instant | null;
}

/** Nobody is told about absences of this pole before `until`. */
export interface PoleMute {
  readonly communeId: string;
  readonly controllerId: string;
  readonly until: Instant;
  readonly mutedBy: string;
  readonly mutedAt: Instant;
}

/** A stretch of the strip. */
export interface PresenceStretch extends Interval {
  readonly online: boolean;
}

/** What the strip shows. */
export const STRIP_MS = DAY_MS;
/** A shorter absence is a blink of the line that nobody is told about. */
export const BLINK_MS = MINUTE_MS;
/** For so long an alert can be silenced, in hours. */
export const MUTE_HOURS = [1, 4, 8] as const;

/**
 * The span cut where the pole came or went, by time; `changes` are those inside it, in any order. Before the first of them it was the
 * opposite of what it became. `enrolledAt`: before it there was no box to be there or away.
 */
export function presenceStrip(
  changes: readonly Pick<PresenceChange, 'at' | 'online'>[],
  online: boolean,
  span: Interval,
  enrolledAt: Instant,
): readonly PresenceStretch[] {
  const begins = Math.max(span.from, enrolledAt);
  const inside = changes.filter(({ at }) => begins < at && at < span.to).sort((a, b) => a.at - b.at);
  const marks = [{ at: begins, online: inside[0] ? !inside[0].online : online }, ...inside];
  const stretches: PresenceStretch[] = [];
  for (const [index, { at, online: there }] of marks.entries()) {
    const to = marks[index + 1]?.at ?? span.to;
    const last = stretches.at(-1);
    if (last?.online === there) stretches[stretches.length - 1] = { ...last, to };
    else if (to > at) stretches.push({ from: at, to, online: there });
  }
  return stretches;
}

/** Poles that went away together. */
interface Outage {
  readonly since: Instant;
  readonly controllerIds: readonly string[];
}

/** Who is away, grouped by those who went within `TOGETHER_MS` of the one before; the latest outage first. */
export function outagesOf(
  away: readonly { readonly controllerId: string; readonly since: Instant }[],
): readonly Outage[] {
  const groups: { since: Instant; until: Instant; controllerIds: string[] }[] = [];
  for (const { controllerId, since } of [...away].sort((a, b) => a.since - b.since)) {
    const last = groups.at(-1);
    if (last && since - last.until <= TOGETHER_MS) {
      last.until = since;
      last.controllerIds.push(controllerId);
    } else groups.push({ since, until: since, controllerIds: [controllerId] });
  }
  return groups.reverse().map(({ since, controllerIds }) => ({ since, controllerIds: [...controllerIds].sort() }));
}
