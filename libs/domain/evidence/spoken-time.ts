// How long a place was spoken to, and in which languages: minutes are those that devices signed for, and two loudspeakers at once count once.
import { saysSomething, type Airing, type Rundown } from '../air/air';
import type { Interval } from '../calendar/time';
import { groupedBy } from '../groups';
import type { TalliedAiring, TalliedPlayback } from './air-tally';

type SpokenAiring = TalliedAiring & Pick<Airing, 'sounds'>;

/** What is needed to say it. */
export interface SpokenAir {
  readonly rundowns: readonly Rundown[];
  readonly airings: readonly SpokenAiring[];
  readonly playbacks: readonly TalliedPlayback[];
  /** BCP 47 tags by the SHA-256 of a sound; a sound that is not named here counts as `und`. */
  readonly languageOfSound: ReadonlyMap<string, string>;
}

/** Milliseconds in which at least one loudspeaker of the village was heard; two at once count once. */
export interface SpokenTime {
  readonly soundedMs: number;
  /** By BCP 47 tag, the most spoken first. */
  readonly languages: readonly { readonly language: string; readonly soundedMs: number }[];
}

/** A stretch of sound in one village. */
interface Sounded extends Interval {
  readonly villageId: string;
  readonly language: string;
}

/** What was heard, language by language: the sounds of an airing follow each other, and a broken one has only its beginning. */
export function soundedIn({ rundowns, airings, playbacks, languageOfSound }: SpokenAir): readonly Sounded[] {
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
export function spokenTime(sounded: readonly Sounded[]): SpokenTime {
  const languages = [...groupedBy(sounded, ({ language }) => language)].map(([language, own]) => ({
    language,
    soundedMs: heardMs(own),
  }));
  return {
    soundedMs: heardMs(sounded),
    languages: languages.sort((a, b) => b.soundedMs - a.soundedMs || (a.language < b.language ? -1 : 1)),
  };
}

function heardMs(sounded: readonly Sounded[]): number {
  const villages = groupedBy(sounded, ({ villageId }) => villageId);
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
