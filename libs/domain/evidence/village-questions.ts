// What a village is asked: was it heard? Once for each rundown; once more for an item only where the evidence leaves a doubt. The answer of
// people stands beside the evidence of devices and never replaces it.
import type { Airing, Confirmation, ConfirmationAnswer, Playback, Rundown } from '../air/air';
import { DAY_MS, type Instant, type LocalDate } from '../calendar/time';

/** So long after the end of a rundown the word of a village is still taken. */
export const ANSWERS_UNTIL_MS = 7 * DAY_MS;

/** Why the evidence about an item leaves a doubt. */
export type Doubt = 'missed' | 'interrupted' | 'unconfirmed' | 'after-cancel';

/** One thing that a village is asked. */
export interface Question {
  readonly villageId: string;
  readonly slotKey: string;
  readonly slotName: string;
  readonly localDate: LocalDate;
  /** A rundown to answer to; where the zones of a village have one each, the answer holds for all of them. */
  readonly rundownId: string;
  /** Null: the whole rundown. */
  readonly airingId: string | null;
  /** What sounded: the item, or all items of the rundown. */
  readonly titles: readonly string[];
  /** Empty for a whole rundown. */
  readonly doubts: readonly Doubt[];
  /** When all that it is about was over; what was said before says nothing of it. */
  readonly endsAt: Instant;
  readonly answerUntil: Instant;
}

/** Everything that is known of what a village was to hear. */
export interface VillageAir {
  readonly rundowns: readonly Rundown[];
  readonly airings: readonly Airing[];
  readonly playbacks: readonly Playback[];
}

/**
 * What the village can be asked now about these rundowns of its own, by start: when all of its zones are done, and everything that came into the
 * slot later. Opening and closing are not asked about.
 */
export function questionsFor({ rundowns, airings, playbacks }: VillageAir, now: Instant): readonly Question[] {
  const inOrder = [...rundowns].sort((a, b) => a.startsAt - b.startsAt || (a.id < b.id ? -1 : 1));
  return grouped(inOrder).flatMap((together) => {
    const endsAt = endOf(together, airings);
    if (now < endsAt || endsAt + ANSWERS_UNTIL_MS <= now) return [];
    const items = together.flatMap(({ id }) =>
      airings.filter((airing) => airing.rundownId === id && airing.kind === 'item'),
    );
    const doubtful = items.flatMap((item) => {
      const doubts = doubtsOf(playbacks.filter(({ airingId }) => airingId === item.id));
      return doubts.length > 0 ? [{ item, doubts }] : [];
    });
    const aired = items.filter(({ state }) => state === 'planned');
    if (aired.length === 0 && doubtful.length === 0) return [];
    const about = ({ id, villageId, slotKey, slotName, localDate }: Rundown) => ({
      ...{ rundownId: id, villageId, slotKey, slotName, localDate },
    });
    const answerUntil = endsAt + ANSWERS_UNTIL_MS;
    const titles = distinct(aired.map(({ title }) => title));
    const whole = { ...about(together[0]!), airingId: null, titles, doubts: [], endsAt, answerUntil };
    const single = doubtful.map(({ item, doubts }) => ({
      ...about(together.find(({ id }) => id === item.rundownId)!),
      ...{ airingId: item.id, titles: [item.title], doubts, endsAt: overAt(item), answerUntil },
    }));
    return aired.length === 0 ? single : [whole, ...single];
  });
}

/** What the evidence about one item leaves open. */
export function doubtsOf(playbacks: readonly Playback[]): readonly Doubt[] {
  return distinct(
    playbacks.flatMap(({ state, playedAfterCancel }): readonly Doubt[] => {
      const after = playedAfterCancel ? (['after-cancel'] as const) : [];
      return state === 'missed' || state === 'interrupted' || state === 'unconfirmed' ? [state, ...after] : after;
    }),
  );
}

/** Whether the word answers the question. What was said before all of it was over does not. */
export function isAnswerTo(word: Confirmation, question: Question): boolean {
  return isAbout(word, question) && word.airingId === question.airingId && word.at >= question.endsAt;
}

/** Whether the word says something of the rundown as it stands: "heard" only of what was over by then, reported trouble for good. */
export function speaksOf(word: Confirmation, rundown: Rundown): boolean {
  return isAbout(word, rundown) && (word.answer !== 'heard' || word.airingId !== null || word.at >= rundown.endsAt);
}

/**
 * The last word of the village about an item, of those said in its slot: what was said of it alone before what was said of the whole rundown.
 * What was said before it was over is about others.
 */
export function wordOn(
  airing: Airing,
  confirmations: readonly Confirmation[],
): Pick<Confirmation, 'answer' | 'at'> | undefined {
  const since = confirmations.filter(({ at }) => at >= overAt(airing));
  const latest = (about: string | null) =>
    since.filter((each) => each.airingId === about).reduce(later, undefined as Confirmation | undefined);
  return latest(airing.id) ?? latest(null);
}

/** Whether devices and people say different things: played everywhere but not heard, or heard although nothing was played. */
export function contradicts(playbacks: readonly Playback[], answers: readonly ConfirmationAnswer[]): boolean {
  const ended = playbacks.filter(({ state }) => state !== 'cancelled');
  if (ended.length === 0) return false;
  const allPlayed = ended.every(({ state }) => state === 'played');
  const nonePlayed = ended.every(({ state }) => state === 'missed' || state === 'refused');
  return answers.some(
    (answer) =>
      (allPlayed && (answer === 'not_heard' || answer === 'wrong_content')) ||
      (nonePlayed && (answer === 'heard' || answer === 'faint')),
  );
}

type SlotOfVillage = Pick<Rundown, 'villageId' | 'slotKey' | 'localDate'>;

function isAbout(word: Confirmation, { villageId, slotKey, localDate }: SlotOfVillage): boolean {
  return word.villageId === villageId && word.slotKey === slotKey && word.localDate === localDate;
}

function overAt({ startsAt, durationMs }: Pick<Airing, 'startsAt' | 'durationMs'>): Instant {
  return startsAt + durationMs;
}

/** The end of all zones, also where an airing was read that their rundown does not reckon with yet. */
function endOf(rundowns: readonly Rundown[], airings: readonly Airing[]): Instant {
  const ids = new Set(rundowns.map(({ id }) => id));
  const planned = airings.filter(({ rundownId, state }) => ids.has(rundownId) && state === 'planned');
  return Math.max(...rundowns.map(({ endsAt }) => endsAt), ...planned.map(overAt));
}

/** Rundowns of one village in the same slot and day: the zones of a village on air together. */
function grouped(rundowns: readonly Rundown[]): readonly (readonly Rundown[])[] {
  const groups = new Map<string, Rundown[]>();
  for (const rundown of rundowns) {
    const key = `${rundown.villageId} ${rundown.slotKey} ${rundown.localDate}`;
    groups.set(key, [...(groups.get(key) ?? []), rundown]);
  }
  return [...groups.values()];
}

function later(one: Confirmation | undefined, other: Confirmation): Confirmation {
  return one && one.at > other.at ? one : other;
}

function distinct<T>(values: readonly T[]): readonly T[] {
  return [...new Set(values)];
}
