// What a village is asked: was it heard? Once for each rundown; once more for an item only where the evidence leaves a doubt. The answer of
// people stands beside the evidence of devices and never replaces it.
import type { Airing, Confirmation, ConfirmationAnswer, Playback, Rundown } from './air';
import { DAY_MS, type Instant, type LocalDate } from './time';

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
  readonly answerUntil: Instant;
}

/** Everything that is known of what a village was to hear. */
export interface VillageAir {
  readonly rundowns: readonly Rundown[];
  readonly airings: readonly Airing[];
  readonly playbacks: readonly Playback[];
}

/** What the village can be asked now about these rundowns of its own, by start. Opening and closing are not asked about. */
export function questionsFor({ rundowns, airings, playbacks }: VillageAir, now: Instant): readonly Question[] {
  const over = rundowns
    .filter(({ endsAt }) => endsAt <= now && now < endsAt + ANSWERS_UNTIL_MS)
    .sort((a, b) => a.startsAt - b.startsAt || (a.id < b.id ? -1 : 1));
  return grouped(over).flatMap((together) => {
    const items = together.flatMap(({ id }) =>
      airings.filter((airing) => airing.rundownId === id && airing.kind === 'item'),
    );
    const doubtful = items.flatMap((item) => {
      const doubts = doubtsOf(playbacks.filter(({ airingId }) => airingId === item.id));
      return doubts.length > 0 ? [{ item, doubts }] : [];
    });
    const aired = items.filter(({ state }) => state === 'planned');
    if (aired.length === 0 && doubtful.length === 0) return [];
    const whole = question(together[0]!, null, distinct(aired.map(({ title }) => title)), []);
    const single = doubtful.map(({ item, doubts }) =>
      question(
        together.find(({ id }) => id === item.rundownId)!,
        item.id,
        [item.title],
        doubts,
      ),
    );
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

/** The last word of the village about an item: what was said of it alone before what was said of the whole rundown. */
export function wordOn(
  airingId: string,
  confirmations: readonly Confirmation[],
): Pick<Confirmation, 'answer' | 'at'> | undefined {
  const latest = (about: string | null) =>
    confirmations.filter((each) => each.airingId === about).reduce(later, undefined as Confirmation | undefined);
  return latest(airingId) ?? latest(null);
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

function question(
  { id, villageId, slotKey, slotName, localDate, endsAt }: Rundown,
  airingId: string | null,
  titles: readonly string[],
  doubts: readonly Doubt[],
): Question {
  const answerUntil = endsAt + ANSWERS_UNTIL_MS;
  return { villageId, slotKey, slotName, localDate, rundownId: id, airingId, titles, doubts, answerUntil };
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
