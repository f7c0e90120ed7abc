// Several poles in one row of the board, such as those of a village: how they are doing together, without each of them.
import { isTroubled, type PoleCondition, type PoleReport } from './pole';
import { STRIP_MS, type PresenceStretch } from './presence';
import type { Instant, Interval } from '../calendar/time';

/** What a pole plays, as a board names it. */
export interface NamedSound {
  readonly kind: string;
  readonly title: string;
  readonly startsAt: Instant;
  readonly durationMs: number;
}

/** What of one pole goes into the row. */
export interface OneOfPoles<Sound extends NamedSound> {
  readonly condition: PoleCondition;
  readonly since: Instant | null;
  readonly lastContactAt: Instant | null;
  readonly volumePercent: number;
  readonly report: Pick<
    PoleReport,
    'volumePercent' | 'soundsHeld' | 'soundsWanted' | 'bytesHeld' | 'bytesWanted'
  > | null;
  readonly strip: readonly PresenceStretch[];
  readonly playing: Sound | null;
  readonly next: Sound | null;
}

/** At least one pole. */
export interface PolesTogether<Sound extends NamedSound> {
  readonly poles: number;
  /** Those that nobody has to look after. */
  readonly well: number;
  /** Of the pole that is doing worst: it speaks for all. */
  readonly condition: PoleCondition;
  /** Since when somebody has to look after that one, where it is known. */
  readonly since: Instant | null;
  /** When any of them was last heard of. */
  readonly lastContactAt: Instant | null;
  readonly quietestPercent: number;
  readonly loudestPercent: number;
  readonly soundsHeld: number;
  readonly soundsWanted: number;
  /** 0 while no sound is missing. */
  readonly bytesHeld: number;
  readonly bytesWanted: number;
  /** What one of them is playing, and what begins first of all that comes next. */
  readonly playing: Sound | null;
  readonly next: Sound | null;
  /** Since when of the last day it is known which of them were there. Null: of all of it. */
  readonly knownSince: Instant | null;
  /** When at least one of them was away, by time. */
  readonly away: readonly Interval[];
}

/** The first that is doing worst counts as the worst: trouble before loading, loading before all is well. */
const RANKS = [isTroubled, (condition: PoleCondition) => condition === 'fetching', () => true];

/** How they are doing together. `now`: what is next and has begun by the clock is next no more. */
export function polesTogether<Sound extends NamedSound>(
  poles: readonly [OneOfPoles<Sound>, ...OneOfPoles<Sound>[]],
  now: Instant,
): PolesTogether<Sound> {
  const rankOf = ({ condition }: OneOfPoles<Sound>) => RANKS.findIndex((isOfRank) => isOfRank(condition));
  const worst = poles.reduce((before, pole) => (rankOf(pole) < rankOf(before) ? pole : before));
  const reports = poles.flatMap(({ report }) => report ?? []);
  const sum = (count: (report: (typeof reports)[number]) => number) =>
    reports.reduce((all, report) => all + count(report), 0);
  const volumes = poles.map(({ report, volumePercent }) => report?.volumePercent ?? volumePercent);
  const contacts = poles.flatMap(({ lastContactAt }) => lastContactAt ?? []);
  const stretches = poles.flatMap(({ strip }) => strip);
  const begins = Math.min(now, ...stretches.map(({ from }) => from));
  const ahead = poles.flatMap(({ next }) => (next && next.startsAt > now ? [next] : []));
  const [soundsHeld, soundsWanted] = [sum((report) => report.soundsHeld), sum((report) => report.soundsWanted)];
  const isComplete = soundsHeld === soundsWanted;
  return {
    poles: poles.length,
    well: poles.filter(({ condition }) => !isTroubled(condition)).length,
    condition: worst.condition,
    since: isTroubled(worst.condition) ? worst.since : null,
    lastContactAt: contacts.length === 0 ? null : Math.max(...contacts),
    quietestPercent: Math.min(...volumes),
    loudestPercent: Math.max(...volumes),
    soundsHeld,
    soundsWanted,
    bytesHeld: isComplete ? 0 : sum(({ bytesHeld }) => bytesHeld),
    bytesWanted: isComplete ? 0 : sum(({ bytesWanted }) => bytesWanted),
    playing: poles.find(({ playing }) => playing)?.playing ?? null,
    next: ahead.reduce<Sound | null>((first, next) => (first && first.startsAt <= next.startsAt ? first : next), null),
    knownSince: begins <= now - STRIP_MS ? null : begins,
    away: united(stretches.filter(({ online }) => !online)),
  };
}

/** Laid over each other: what touches is one. */
function united(intervals: readonly Interval[]): readonly Interval[] {
  const found: Interval[] = [];
  for (const { from, to } of [...intervals].sort((a, b) => a.from - b.from)) {
    const last = found.at(-1);
    if (last && from <= last.to) found[found.length - 1] = { from: last.from, to: Math.max(last.to, to) };
    else found.push({ from, to });
  }
  return found;
}
