// The report of a month: what sounded in each village, what was due and came to nothing, and what the villages said. From evidence only: minutes
// are those that devices signed for, and silence is never counted as played.
import {
  CONFIRMATION_ANSWERS,
  ENDED_PLAYBACK_STATES,
  saysSomething,
  type Airing,
  type Confirmation,
  type ConfirmationAnswer,
  type Playback,
  type Rundown,
} from './air';
import { addMonths, dayOfMonth, daysBetween, addDays, instantOf, monthOf } from './calendar';
import type { EventKind } from './events';
import type { Village } from './places';
import { SECOND_MS, type Instant, type Interval, type LocalDate, type TimeZone } from './time';

/** A start is on time when it is no later than this. The boxes promise less than a second; people notice five. */
export const ON_TIME_MS = 5 * SECOND_MS;

/** Which events of a month are counted, and under which name. */
export const HAPPENINGS = {
  emergencies: 'emergency.started',
  drills: 'drill.began',
  stops: 'stop.ordered',
  retractions: 'retraction.ordered',
  complaints: 'complaint.received',
} as const satisfies Readonly<Record<string, EventKind>>;
export type Happening = keyof typeof HAPPENINGS;

/** Everything that is known of a month's air. */
export interface MonthOfAir {
  /** `YYYY-MM`, by the calendar of the commune. */
  readonly month: string;
  readonly villages: readonly Village[];
  readonly rundowns: readonly Rundown[];
  readonly airings: readonly Airing[];
  readonly playbacks: readonly Playback[];
  readonly confirmations: readonly Confirmation[];
  /** BCP 47 tags by the SHA-256 of a sound; a sound that is not named here counts as `und`. */
  readonly languageOfSound: ReadonlyMap<string, string>;
}

/** How items fared, counted by playback: one item on one controller. Only what was due is counted. */
export interface AirTally {
  readonly due: number;
  readonly played: number;
  /** Begun, but not played to its end. */
  readonly interrupted: number;
  /** Not played: the device says so. */
  readonly missed: number;
  /** Nothing was heard of it. */
  readonly unconfirmed: number;
  /** Of those that began, how many began within `ON_TIME_MS`. */
  readonly begun: number;
  readonly onTime: number;
}

export type AnswerCounts = Readonly<Record<ConfirmationAnswer, number>>;

/** What a village was asked and answered, one question for each broadcast. */
export interface Hearing {
  readonly asked: number;
  readonly answered: number;
  readonly answers: AnswerCounts;
}

/** Milliseconds in which at least one loudspeaker of the village was heard; two at once count once. */
export interface SpokenTime {
  readonly soundedMs: number;
  /** By BCP 47 tag, the most spoken first. */
  readonly languages: readonly { readonly language: string; readonly soundedMs: number }[];
}

export interface VillageMonth extends SpokenTime {
  readonly village: Village;
  readonly tally: AirTally;
  readonly hearing: Hearing;
}

export interface DayTally extends AirTally {
  readonly localDate: LocalDate;
}

/** Items of one broadcast in one village that did not sound as they should, for one reason. */
export interface MonthTrouble {
  readonly localDate: LocalDate;
  readonly slotName: string;
  readonly villageId: string;
  readonly state: TroubledState;
  readonly reason: string | null;
  readonly titles: readonly string[];
  readonly controllers: number;
}

export type TroubledState = 'interrupted' | 'missed' | 'refused' | 'unconfirmed';

/** How often something happened for one reason. */
export interface ReasonCount<State extends string> {
  readonly state: State;
  readonly reason: string | null;
  readonly count: number;
}

export interface MonthReport extends SpokenTime {
  readonly month: string;
  readonly tally: AirTally;
  readonly hearing: Hearing;
  /** In the order given. */
  readonly villages: readonly VillageMonth[];
  /** Every day of the month. */
  readonly days: readonly DayTally[];
  /** The most frequent first. */
  readonly reasons: readonly ReasonCount<TroubledState>[];
  /** Items that the planner could give no air, by its reason; counted by item and zone. */
  readonly leftOut: readonly ReasonCount<'dropped'>[];
  readonly troubles: readonly MonthTrouble[];
}

/** The instants of a month, from its first midnight to that of the next. */
export function monthInterval(month: string, zone: TimeZone): Interval {
  return { from: instantOf(`${month}-01`, '00:00', zone), to: instantOf(`${addMonths(month, 1)}-01`, '00:00', zone) };
}

/** Makes the report. What is not over at `now` is not due yet. */
export function monthReport(air: MonthOfAir, now: Instant): MonthReport {
  const due = dueIn(air, now);
  const sounded = soundedIn(air);
  const questions = new Set(due.map(({ rundown }) => questionOf(rundown)));
  return {
    month: air.month,
    ...spokenTime(sounded),
    tally: tallyOf(due),
    hearing: hearingOf(questions, air.confirmations),
    villages: air.villages.map((village) => {
      const own = due.filter(({ rundown }) => rundown.villageId === village.id);
      return {
        village,
        ...spokenTime(sounded.filter(({ villageId }) => villageId === village.id)),
        tally: tallyOf(own),
        hearing: hearingOf(
          new Set(own.map(({ rundown }) => questionOf(rundown))),
          air.confirmations.filter(({ villageId }) => villageId === village.id),
        ),
      };
    }),
    days: daysOf(air.month).map((localDate) => ({
      localDate,
      ...tallyOf(due.filter(({ rundown }) => rundown.localDate === localDate)),
    })),
    reasons: counted(due.flatMap(({ playback }) => troubleOf(playback) ?? [])),
    leftOut: counted(
      air.airings
        .filter(({ kind, state }) => kind === 'item' && state === 'dropped')
        .map(({ reason }) => ({ state: 'dropped' as const, reason })),
    ),
    troubles: troublesOf(due),
  };
}

interface Due {
  readonly rundown: Rundown;
  readonly airing: Airing;
  readonly playback: Playback;
}

/** The playbacks of items that have ended, or should have by now. */
function dueIn({ rundowns, airings, playbacks }: MonthOfAir, now: Instant): readonly Due[] {
  const rundownsById = new Map(rundowns.map((each) => [each.id, each]));
  const airingsById = new Map(airings.map((each) => [each.id, each]));
  return playbacks.flatMap((playback) => {
    const airing = airingsById.get(playback.airingId);
    const rundown = rundownsById.get(playback.rundownId);
    if (!airing || !rundown || airing.kind !== 'item' || airing.state !== 'planned') return [];
    const isOver = airing.startsAt + airing.durationMs + airing.lateLimitMs <= now;
    const isDue = isOver || ENDED_PLAYBACK_STATES.includes(playback.state);
    return isDue && playback.state !== 'cancelled' ? [{ rundown, airing, playback }] : [];
  });
}

function tallyOf(due: readonly Due[]): AirTally {
  const begun = due.filter(({ playback }) => playback.startedAt !== null);
  const count = (...states: readonly (TroubledState | undefined)[]) =>
    due.filter(({ playback }) => states.includes(troubleOf(playback)?.state)).length;
  return {
    due: due.length,
    played: count(undefined),
    interrupted: count('interrupted'),
    missed: count('missed', 'refused'),
    unconfirmed: count('unconfirmed'),
    begun: begun.length,
    onTime: begun.filter(({ airing, playback }) => playback.startedAt! - airing.startsAt <= ON_TIME_MS).length,
  };
}

/** What is wrong with a playback that is over; undefined when it was played to its end. Silence is `unconfirmed`. */
function troubleOf({ state, reason }: Playback): { state: TroubledState; reason: string | null } | undefined {
  switch (state) {
    case 'played':
      return undefined;
    case 'interrupted':
    case 'missed':
    case 'refused':
    case 'unconfirmed':
      return { state, reason };
    default:
      return { state: 'unconfirmed', reason: null };
  }
}

function troublesOf(due: readonly Due[]): readonly MonthTrouble[] {
  const groups = new Map<
    string,
    { readonly first: Due; readonly trouble: MonthTrouble; readonly poles: Set<string> }
  >();
  for (const each of due) {
    const { rundown, airing, playback } = each;
    const trouble = troubleOf(playback);
    if (!trouble) continue;
    const { villageId, localDate, slotKey, slotName } = rundown;
    const key = [villageId, localDate, slotKey, trouble.state, trouble.reason].join(' ');
    const known = groups.get(key);
    const poles = (known?.poles ?? new Set<string>()).add(playback.controllerId);
    const titles = [...new Set([...(known?.trouble.titles ?? []), airing.title])];
    groups.set(key, {
      first: known?.first ?? each,
      trouble: { localDate, slotName, villageId, ...trouble, titles, controllers: poles.size },
      poles,
    });
  }
  return [...groups.values()]
    .sort((a, b) => a.first.airing.startsAt - b.first.airing.startsAt || b.trouble.controllers - a.trouble.controllers)
    .map(({ trouble }) => trouble);
}

interface Sounded extends Interval {
  readonly villageId: string;
  readonly language: string;
}

/** What was heard, language by language: the sounds of an airing follow each other, and a broken one has only its beginning. */
function soundedIn({ rundowns, airings, playbacks, languageOfSound }: MonthOfAir): readonly Sounded[] {
  const villageOf = new Map(rundowns.map(({ id, villageId }) => [id, villageId]));
  const spoken = new Map(
    airings.filter((airing) => saysSomething(airing) && airing.kind !== 'drill').map((airing) => [airing.id, airing]),
  );
  return playbacks.flatMap(({ airingId, rundownId, startedAt, playedMs }) => {
    const airing = spoken.get(airingId);
    const villageId = villageOf.get(rundownId);
    if (!airing || villageId === undefined || startedAt === null || !playedMs) return [];
    const end = startedAt + playedMs;
    let from = startedAt;
    return airing.sounds.flatMap(({ sha256, durationMs }, index) => {
      const isLast = index === airing.sounds.length - 1;
      const to = isLast ? end : Math.min(end, from + durationMs);
      const part = { villageId, language: languageOfSound.get(sha256) ?? 'und', from, to };
      from = to;
      return part.from < part.to ? [part] : [];
    });
  });
}

/** Several villages at once: each counts for itself. */
function spokenTime(sounded: readonly Sounded[]): SpokenTime {
  const languages = [...new Set(sounded.map(({ language }) => language))].map((language) => ({
    language,
    soundedMs: heardMs(sounded.filter((each) => each.language === language)),
  }));
  return {
    soundedMs: heardMs(sounded),
    languages: languages.sort((a, b) => b.soundedMs - a.soundedMs || (a.language < b.language ? -1 : 1)),
  };
}

function heardMs(sounded: readonly Sounded[]): number {
  const villages = new Map<string, Sounded[]>();
  for (const each of sounded) villages.set(each.villageId, [...(villages.get(each.villageId) ?? []), each]);
  return [...villages.values()].reduce((sum, own) => sum + coveredMs(own), 0);
}

/** The length of the intervals laid over each other. */
function coveredMs(intervals: readonly Interval[]): number {
  let covered = 0;
  let until = -Infinity;
  for (const { from, to } of [...intervals].sort((a, b) => a.from - b.from)) {
    covered += Math.max(0, to - Math.max(from, until));
    until = Math.max(until, to);
  }
  return covered;
}

function questionOf({ villageId, slotKey, localDate }: Pick<Rundown, 'villageId' | 'slotKey' | 'localDate'>): string {
  return [villageId, slotKey, localDate].join(' ');
}

/** Answers to whole broadcasts; what was said of a single item is about that item alone. */
function hearingOf(questions: ReadonlySet<string>, confirmations: readonly Confirmation[]): Hearing {
  const said = confirmations.filter((each) => each.airingId === null && questions.has(questionOf(each)));
  const count = (wanted: ConfirmationAnswer) => said.filter(({ answer }) => answer === wanted).length;
  const answers = Object.fromEntries(CONFIRMATION_ANSWERS.map((answer) => [answer, count(answer)])) as AnswerCounts;
  return { asked: questions.size, answered: new Set(said.map(questionOf)).size, answers };
}

function counted<State extends string>(
  all: readonly { readonly state: State; readonly reason: string | null }[],
): readonly ReasonCount<State>[] {
  const counts = new Map<string, ReasonCount<State>>();
  for (const { state, reason } of all) {
    const key = `${state} ${reason}`;
    counts.set(key, { state, reason, count: (counts.get(key)?.count ?? 0) + 1 });
  }
  return [...counts.values()].sort((a, b) => b.count - a.count || String(a.reason).localeCompare(String(b.reason)));
}

function daysOf(month: string): readonly LocalDate[] {
  const [first, last] = [dayOfMonth(month, 1)!, dayOfMonth(month, -1)!];
  return Array.from({ length: daysBetween(first, last) + 1 }, (_, index) => addDays(first, index));
}

/** The month that a report is usually wanted for: the last full one, or this one while the commune has no earlier. */
export function usualMonth(today: LocalDate, firstDate: LocalDate | undefined): string {
  const last = addMonths(monthOf(today), -1);
  return firstDate !== undefined && monthOf(firstDate) <= last ? last : monthOf(today);
}
