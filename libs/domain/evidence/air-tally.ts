// How what was due fared: counted, and told broadcast by broadcast where it did not sound as it should. Silence is never counted as played.
import { ENDED_PLAYBACK_STATES, wentOnAir, type Airing, type Playback, type Rundown } from '../air/air';
import { lastSoundOf } from '../air/last-sound';
import { villageSlotKey } from '../air/village-slot';
import { SECOND_MS, type Instant, type LocalDate } from '../calendar/time';
import { AFTER_CANCEL } from './trouble';

/** A start is on time when it is no later than this. The boxes promise less than a second; people notice five. */
export const ON_TIME_MS = 5 * SECOND_MS;

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
  /** Heard although it had been taken off the air; not among those that were due. */
  readonly afterCancel: number;
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

/** `played`: heard although it had been taken off the air. */
export type TroubledState = 'played' | 'interrupted' | 'missed' | 'refused' | 'unconfirmed';

/** How often something happened for one reason. */
export interface ReasonCount<State extends string> {
  readonly state: State;
  readonly reason: string | null;
  readonly count: number;
}

/** What of an airing tells how it fared. */
export type TalliedAiring = Pick<
  Airing,
  'id' | 'rundownId' | 'kind' | 'title' | 'startsAt' | 'durationMs' | 'lateLimitMs' | 'state' | 'reason'
>;
/** The same of a playback. */
export type TalliedPlayback = Pick<
  Playback,
  'airingId' | 'rundownId' | 'controllerId' | 'state' | 'startedAt' | 'playedMs' | 'reason' | 'playedAfterCancel'
>;

/** A playback that is over, or should be, with what it belongs to. */
export interface Due {
  readonly rundown: Rundown;
  readonly airing: TalliedAiring;
  readonly playback: TalliedPlayback;
}

/** The playbacks of items that have ended, or should have by now, and those that were heard although their item was taken off the air. */
export function dueIn(
  {
    rundowns,
    airings,
    playbacks,
  }: {
    readonly rundowns: readonly Rundown[];
    readonly airings: readonly TalliedAiring[];
    readonly playbacks: readonly TalliedPlayback[];
  },
  now: Instant,
): readonly Due[] {
  const rundownsById = new Map(rundowns.map((each) => [each.id, each]));
  const airingsById = new Map(airings.map((each) => [each.id, each]));
  return playbacks.flatMap((playback) => {
    const airing = airingsById.get(playback.airingId);
    const rundown = rundownsById.get(playback.rundownId);
    if (!airing || !rundown || airing.kind !== 'item' || !wentOnAir(airing, playback)) return [];
    const isOver = lastSoundOf(airing) <= now;
    const isDue = isOver || ENDED_PLAYBACK_STATES.includes(playback.state);
    return isDue && playback.state !== 'cancelled' ? [{ rundown, airing, playback }] : [];
  });
}

export function tallyOf(all: readonly Due[]): AirTally {
  const due = all.filter(({ playback }) => !playback.playedAfterCancel);
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
    afterCancel: all.length - due.length,
  };
}

/** What is wrong with a playback that is over; undefined when it was played to its end as it should. Silence is `unconfirmed`. */
export function troubleOf({
  state,
  reason,
  playedAfterCancel,
}: Pick<Playback, 'state' | 'reason' | 'playedAfterCancel'>):
  { state: TroubledState; reason: string | null } | undefined {
  if (playedAfterCancel) return { state: state === 'interrupted' ? state : 'played', reason: AFTER_CANCEL };
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

/** The troubles in the order of their broadcasts. */
export function troublesOf(due: readonly Due[]): readonly MonthTrouble[] {
  const groups = new Map<
    string,
    {
      readonly first: Due;
      readonly trouble: Omit<MonthTrouble, 'titles' | 'controllers'>;
      readonly titles: Set<string>;
      readonly poles: Set<string>;
    }
  >();
  for (const each of due) {
    const { rundown, airing, playback } = each;
    const trouble = troubleOf(playback);
    if (!trouble) continue;
    const { villageId, localDate, slotName } = rundown;
    const key = [villageSlotKey(rundown), trouble.state, trouble.reason].join(' ');
    const group = groups.get(key) ?? {
      first: each,
      trouble: { localDate, slotName, villageId, ...trouble },
      titles: new Set<string>(),
      poles: new Set<string>(),
    };
    group.titles.add(airing.title);
    group.poles.add(playback.controllerId);
    groups.set(key, group);
  }
  return [...groups.values()]
    .sort((a, b) => a.first.airing.startsAt - b.first.airing.startsAt || b.poles.size - a.poles.size)
    .map(({ trouble, titles, poles }) => ({ ...trouble, titles: [...titles], controllers: poles.size }));
}

/** How often each happened, the most frequent first. */
export function counted<State extends string>(
  all: readonly { readonly state: State; readonly reason: string | null }[],
): readonly ReasonCount<State>[] {
  const counts = new Map<string, ReasonCount<State>>();
  for (const { state, reason } of all) {
    const key = `${state} ${reason}`;
    counts.set(key, { state, reason, count: (counts.get(key)?.count ?? 0) + 1 });
  }
  return [...counts.values()].sort((a, b) => b.count - a.count || String(a.reason).localeCompare(String(b.reason)));
}
