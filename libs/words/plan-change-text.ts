// What giving the order of an emergency would do, as sentences that a person can judge in a few seconds: the reach first, then what is amiss.
import { languageName, listText, numberText } from './formats';
import { fill, words, type Language } from './language';

/** More names than this are not read in a hurry. */
const NAMES_SHOWN = 4;

/** What the sentences are made of; the server and the API both have it. */
interface PlanChangeTelling {
  readonly villages: readonly {
    readonly name: string;
    readonly offlineControllers: readonly { readonly name: string }[];
    readonly missingLanguages: readonly string[];
    readonly stoppedUntil: unknown;
  }[];
  readonly households: number;
  readonly people: number | null;
  readonly controllers: number;
  readonly offline: number;
  readonly interrupts: readonly { readonly title: string }[];
  readonly repeats: number;
}

/** The first sentence says whom it reaches; each of the others is something to know before. */
export function planChangeTexts(
  language: Language,
  consequence: PlanChangeTelling,
  volumePercent: number,
): readonly string[] {
  const text = words(language).consequence;
  const { villages, households, people, controllers, offline, interrupts, repeats } = consequence;
  const number = (value: number) => numberText(language, value);
  const reach = fill(people === null ? text.reach : text.reachPeople, {
    volume: volumePercent >= 100 ? text.fullVolume : fill(text.volume, { percent: volumePercent }),
    villages: number(villages.length),
    households: number(households),
    people: number(people ?? 0),
    controllers: number(controllers),
  });
  const silenced = villages.filter(({ stoppedUntil }) => stoppedUntil !== null);
  const unheard = villages.filter(({ missingLanguages }) => missingLanguages.length > 0);
  const languages = [...new Set(unheard.flatMap(({ missingLanguages }) => missingLanguages))];
  return [
    reach,
    fill(text.repeats, { count: number(repeats) }),
    ...said(offline > 0, text.offline, { count: number(offline), names: offlineNames(language, villages) }),
    ...said(silenced.length > 0, text.stopped, { places: placeNames(language, silenced) }),
    ...said(unheard.length > 0, text.language, {
      languages: listText(
        language,
        languages.map((tag) => languageName(language, tag)),
      ),
      places: placeNames(language, unheard),
    }),
    ...said(interrupts.length > 0, text.interrupts, {
      titles: listText(language, [...new Set(interrupts.map(({ title }) => `"${title}"`))]),
    }),
  ];
}

function said(isSo: boolean, sentence: string, values: Readonly<Record<string, string>>): readonly string[] {
  return isSo ? [fill(sentence, values)] : [];
}

function placeNames(language: Language, villages: readonly { readonly name: string }[]): string {
  return listText(
    language,
    villages.map(({ name }) => name),
  );
}

function offlineNames(language: Language, villages: PlanChangeTelling['villages']): string {
  const names = villages.flatMap(({ name, offlineControllers }) =>
    offlineControllers.map((controller) => `${controller.name} (${name})`),
  );
  const shown = names.slice(0, NAMES_SHOWN);
  if (names.length === shown.length) return listText(language, shown);
  return fill(words(language).consequence.offlineMore, { names: shown.join(', '), count: names.length - shown.length });
}
