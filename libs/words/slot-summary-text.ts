// The message after each slot, ready to be sent on by any channel: how many villages played, and where something is missing, why.
import type { LocalDate, PlaybackState, SlotTrouble } from '#domain';
import { dateText } from './formats';
import { fill, words, type Language } from './language';
import { reasonText } from './reason-text';

/** States in which nothing was heard of the playback. */
const AWAITED: readonly PlaybackState[] = ['planned', 'delivered', 'ready', 'playing'];

/** A summary with the names of its villages. */
export interface SlotTelling {
  readonly slotName: string;
  readonly localDate: LocalDate;
  readonly villagesDue: number;
  readonly villagesPlayed: number;
  readonly troubles: readonly (SlotTrouble & { readonly village: string })[];
}

/** `Sáng thứ Hai 23/11/2026: 11/11 thôn đã phát.`, or who is missing and why. */
export function slotSummaryText(language: Language, summary: SlotTelling): string {
  const { slotName, localDate, villagesDue, villagesPlayed, troubles } = summary;
  const { allPlayed, somePlayed, trouble, noWord } = words(language).slotSummary;
  const counts = { slot: slotName, date: dateText(language, localDate), played: villagesPlayed, due: villagesDue };
  const sentences = troubles.map(({ village, controllers, of, state, reason }) => {
    const known = reason === null ? undefined : reasonText(language, reason);
    const text = known === undefined ? trouble.replace(' ({reason})', '') : trouble;
    return fill(text, {
      village,
      controllers,
      of,
      state: AWAITED.includes(state) ? noWord : words(language).playbackStates[state],
      reason: known,
    });
  });
  return [fill(troubles.length > 0 ? somePlayed : allPlayed, counts), ...sentences].join(' ');
}
