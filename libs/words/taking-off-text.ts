// How certain a cancel is, as sentences: which poles are being told, and which are away and may begin it all the same, until when.
import { localDateOf, wallTimeOf, type Instant, type TimeZone } from '#domain';
import { dateText, listText } from './formats';
import { fill, words, type Language } from './language';

/** What the sentences are made of, as the API has it. */
export interface TakingOffTelling {
  readonly poles: readonly {
    readonly name: string;
    readonly village: string;
    readonly knows: string;
    readonly mayStillBeginUntil: string | null;
  }[];
}

/** What the answer to a cancel may not keep quiet about; empty where every pole knows, or none may begin it any more. */
export function takingOffTexts(
  language: Language,
  takenOff: TakingOffTelling | null | undefined,
  now: Instant,
  zone: TimeZone,
): readonly string[] {
  const { beingTold, mayStillBegin } = words(language).takingOff;
  return (['asked', 'offline'] as const).flatMap((knows) => {
    const poles = takenOff?.poles.filter((pole) => pole.knows === knows) ?? [];
    if (poles.length === 0) return [];
    const names = poles.map(({ name, village }) => `${name} (${village})`);
    const last = Math.max(...poles.map(({ mayStillBeginUntil }) => Date.parse(mayStillBeginUntil ?? '') || now));
    const values = {
      count: poles.length,
      names: listText(language, names),
      until: secondText(language, last, now, zone),
    };
    return [fill(knows === 'asked' ? beingTold : mayStillBegin, values)];
  });
}

/** To the second: a minute is long for somebody who waits at a loudspeaker. */
function secondText(language: Language, instant: Instant, now: Instant, zone: TimeZone): string {
  const [time, date] = [wallTimeOf(instant, zone), localDateOf(instant, zone)];
  return date === localDateOf(now, zone) ? time : `${time} ${dateText(language, date)}`;
}
