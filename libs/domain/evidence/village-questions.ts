// What a village is asked: was it heard? Once for everything that sounded of a rundown and was not answered yet; once more for an item only where
// the evidence leaves a doubt. The answer of people stands beside the evidence of devices and never replaces it.
import type { Airing, Confirmation, ConfirmationAnswer, Playback, Rundown } from '../air/air';
import { overAt } from '../air/stretches';
import { isSameVillageSlot, villageSlotOf, type VillageSlot } from '../air/village-slot';
import type { Instant } from '../calendar/time';
import { groupedBy } from '../groups';
import { answerable, villageSlotsOf } from './answerable';

/** Why the evidence about an item leaves a doubt. */
type Doubt = 'missed' | 'interrupted' | 'unconfirmed' | 'after-cancel';

/** One thing that a village is asked. */
export interface Question extends VillageSlot {
  readonly slotName: string;
  /** A rundown to answer to; where the zones of a village have one each, the answer holds for all of them. */
  readonly rundownId: string;
  /** Null: everything that sounded of the rundown and was not answered yet. */
  readonly airingId: string | null;
  /** What sounded: the item, or all items that it is about. */
  readonly titles: readonly string[];
  /** Empty for what is not about an item alone. */
  readonly doubts: readonly Doubt[];
  /** When all that it is about was over; what was said before says nothing of it. */
  readonly endsAt: Instant;
  readonly answerUntil: Instant;
}

/** Everything that is known of what a village was to hear. */
interface VillageAir {
  readonly rundowns: readonly Rundown[];
  readonly airings: readonly Airing[];
  readonly playbacks: readonly Playback[];
}

/**
 * What somebody can be asked now about these rundowns of a village, by start: everything that has sounded and that their own `words` do not speak
 * of yet; where they have spoken of all of it, what the last of them is about. Opening and closing are not asked about.
 */
export function questionsFor(
  { rundowns, airings, playbacks }: VillageAir,
  words: readonly Confirmation[],
  now: Instant,
): readonly Question[] {
  const inOrder = [...rundowns].sort((a, b) => a.startsAt - b.startsAt || (a.id < b.id ? -1 : 1));
  const playbacksOf = groupedBy(playbacks, ({ airingId }) => airingId);
  return villageSlotsOf(inOrder, airings).flatMap((slot) => {
    const { state, soundedUntil, answerUntil } = answerable(slot, now);
    if (state !== 'answerable' || soundedUntil === null) return [];
    const items = slot.airings.filter((airing) => airing.kind === 'item' && overAt(airing) <= now);
    const doubtful = items.flatMap((item) => {
      const doubts = doubtsOf(playbacksOf.get(item.id) ?? []);
      return doubts.length > 0 ? [{ item, doubts }] : [];
    });
    const since = sinceOf(lastWordOn(slot.rundowns[0], words), soundedUntil);
    const aired = items.filter((item) => item.state === 'planned' && overAt(item) > since);
    const about = (rundown: Rundown) => ({
      ...villageSlotOf(rundown),
      ...{ rundownId: rundown.id, slotName: rundown.slotName },
    });
    const titles = distinct(aired.map(({ title }) => title));
    const whole = { ...about(slot.rundowns[0]), airingId: null, titles, doubts: [], endsAt: soundedUntil, answerUntil };
    const single = doubtful.map(({ item, doubts }) => ({
      ...about(slot.rundowns.find(({ id }) => id === item.rundownId)!),
      ...{ airingId: item.id, titles: [item.title], doubts, endsAt: overAt(item), answerUntil },
    }));
    return aired.length === 0 ? single : [whole, ...single];
  });
}

/** The last of somebody's words about the whole of a buổi phát. */
export function lastWordOn(slot: VillageSlot, words: readonly Confirmation[]): Confirmation | undefined {
  return words
    .filter((word) => word.airingId === null && isSameVillageSlot(word, slot))
    .reduce(later, undefined as Confirmation | undefined);
}

/**
 * From when on somebody speaks who says something now, where the last that sounded was over at `soundedUntil`: from their last word on, unless that
 * one is about the same and gives way.
 */
export function sinceOf(last: Confirmation | undefined, soundedUntil: Instant): Instant {
  if (!last) return 0;
  return last.at < soundedUntil ? last.at : last.since;
}

/** What the evidence about one item leaves open. */
function doubtsOf(playbacks: readonly Playback[]): readonly Doubt[] {
  return distinct(
    playbacks.flatMap(({ state, playedAfterCancel }): readonly Doubt[] => {
      const after = playedAfterCancel ? (['after-cancel'] as const) : [];
      return state === 'missed' || state === 'interrupted' || state === 'unconfirmed' ? [state, ...after] : after;
    }),
  );
}

/** Whether the word answers the question. What was said before all of it was over does not. */
export function isAnswerTo(word: Confirmation, question: Question): boolean {
  return isSameVillageSlot(word, question) && word.airingId === question.airingId && word.at >= question.endsAt;
}

/**
 * Whether the word says something of a rundown, or of a whole buổi phát, of which the last that sounded was over at `soundedUntil`: "heard" only of
 * all of that, reported trouble for good.
 */
export function speaksOf(word: Confirmation, about: VillageSlot & { readonly soundedUntil: Instant }): boolean {
  return (
    isSameVillageSlot(word, about) &&
    (word.answer !== 'heard' || word.airingId !== null || word.at >= about.soundedUntil)
  );
}

/** Whether the word is about the airing, which stands in its slot. What was said before it was over is about others. */
export function isAbout(
  word: Pick<Confirmation, 'airingId' | 'since' | 'at'>,
  airing: Pick<Airing, 'id' | 'startsAt' | 'durationMs'>,
): boolean {
  const end = overAt(airing);
  return word.at >= end && (word.airingId === null ? word.since < end : word.airingId === airing.id);
}

/** The last word of the village about an item, of those said in its slot: what was said of it alone before what was said of all. */
export function wordOn(
  airing: Airing,
  confirmations: readonly Confirmation[],
): Pick<Confirmation, 'answer' | 'at' | 'personId'> | undefined {
  const said = confirmations.filter((each) => isAbout(each, airing));
  const latest = (about: string | null) =>
    said.filter((each) => each.airingId === about).reduce(later, undefined as Confirmation | undefined);
  return latest(airing.id) ?? latest(null);
}

/** Whether devices and people say different things of the same: played everywhere but not heard, or heard although nothing was played. */
export function contradicts(playbacks: readonly Pick<Playback, 'state'>[], answer: ConfirmationAnswer): boolean {
  const ended = playbacks.filter(({ state }) => state !== 'cancelled');
  if (ended.length === 0) return false;
  const allPlayed = ended.every(({ state }) => state === 'played');
  const nonePlayed = ended.every(({ state }) => state === 'missed' || state === 'refused');
  return (
    (allPlayed && (answer === 'not_heard' || answer === 'wrong_content')) ||
    (nonePlayed && (answer === 'heard' || answer === 'faint'))
  );
}

/** Whether a word about the whole says something else than the devices do of what it is about. */
export function isContradicted(
  words: readonly Confirmation[],
  airings: readonly Pick<Airing, 'id' | 'startsAt' | 'durationMs'>[],
  playbacks: readonly Pick<Playback, 'airingId' | 'state'>[],
): boolean {
  const playbacksOf = groupedBy(playbacks, ({ airingId }) => airingId);
  return words
    .filter(({ airingId }) => airingId === null)
    .some((word) => {
      const meant = airings.filter((airing) => isAbout(word, airing)).flatMap(({ id }) => playbacksOf.get(id) ?? []);
      return contradicts(meant, word.answer);
    });
}

function later(one: Confirmation | undefined, other: Confirmation): Confirmation {
  return one && one.at > other.at ? one : other;
}

function distinct<T>(values: readonly T[]): readonly T[] {
  return [...new Set(values)];
}
