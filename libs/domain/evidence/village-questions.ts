// What a village is asked: was it heard? Once for each rundown; once more for an item only where the evidence leaves a doubt. The answer of
// people stands beside the evidence of devices and never replaces it.
import type { Airing, Confirmation, ConfirmationAnswer, Playback, Rundown } from '../air/air';
import { isSameVillageSlot, villageSlotOf, type VillageSlot } from '../air/village-slot';
import type { Instant } from '../calendar/time';
import { groupedBy } from '../groups';
import { answerable, overAt, villageSlotsOf } from './answerable';

/** Why the evidence about an item leaves a doubt. */
type Doubt = 'missed' | 'interrupted' | 'unconfirmed' | 'after-cancel';

/** One thing that a village is asked. */
export interface Question extends VillageSlot {
  readonly slotName: string;
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
interface VillageAir {
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
  const playbacksOf = groupedBy(playbacks, ({ airingId }) => airingId);
  return villageSlotsOf(inOrder, airings).flatMap((slot) => {
    const { state, endsAt, answerUntil } = answerable(slot, now);
    if (state !== 'answerable') return [];
    const items = slot.airings.filter(({ kind }) => kind === 'item');
    const doubtful = items.flatMap((item) => {
      const doubts = doubtsOf(playbacksOf.get(item.id) ?? []);
      return doubts.length > 0 ? [{ item, doubts }] : [];
    });
    const aired = items.filter((item) => item.state === 'planned');
    if (aired.length === 0 && doubtful.length === 0) return [];
    const about = (rundown: Rundown) => ({
      ...villageSlotOf(rundown),
      ...{ rundownId: rundown.id, slotName: rundown.slotName },
    });
    const titles = distinct(aired.map(({ title }) => title));
    const whole = { ...about(slot.rundowns[0]), airingId: null, titles, doubts: [], endsAt, answerUntil };
    const single = doubtful.map(({ item, doubts }) => ({
      ...about(slot.rundowns.find(({ id }) => id === item.rundownId)!),
      ...{ airingId: item.id, titles: [item.title], doubts, endsAt: overAt(item), answerUntil },
    }));
    return aired.length === 0 ? single : [whole, ...single];
  });
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
 * Whether the word says something of a rundown, or of a whole buổi phát, as it stands: "heard" only of what was over by then, reported trouble
 * for good.
 */
export function speaksOf(word: Confirmation, about: VillageSlot & Pick<Rundown, 'endsAt'>): boolean {
  return (
    isSameVillageSlot(word, about) && (word.answer !== 'heard' || word.airingId !== null || word.at >= about.endsAt)
  );
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
export function contradicts(
  playbacks: readonly Pick<Playback, 'state'>[],
  answers: readonly ConfirmationAnswer[],
): boolean {
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

function later(one: Confirmation | undefined, other: Confirmation): Confirmation {
  return one && one.at > other.at ? one : other;
}

function distinct<T>(values: readonly T[]): readonly T[] {
  return [...new Set(values)];
}
