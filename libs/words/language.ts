// Which language a person reads, and how a text is filled.
import type { Catalogue } from './catalogue';

export const LANGUAGES = ['vi', 'en'] as const;

/** One of `LANGUAGES`; the first is what is said to whoever does not ask. */
export type Language = (typeof LANGUAGES)[number];

/** The language that a choice of one button leads to; after the last comes the first. */
export function nextLanguage(language: Language): Language {
  return LANGUAGES[(LANGUAGES.indexOf(language) + 1) % LANGUAGES.length]!;
}

const catalogues = new Map<Language, Catalogue>();

/** Makes a language speakable: the server learns all of them at its start, a page only the one that it is written in. */
export function learn(language: Language, catalogue: Catalogue): void {
  catalogues.set(language, catalogue);
}

/** Everything that can be said in that language. */
export function words(language: Language): Catalogue {
  const catalogue = catalogues.get(language);
  if (!catalogue) throw new Error(`the words of "${language}" were not loaded`);
  return catalogue;
}

/** The language that an `Accept-Language` header likes best of ours; Vietnamese when it likes none. */
export function languageOf(acceptLanguage: string | undefined): Language {
  const wishes = (acceptLanguage ?? '')
    .split(',')
    .map((wish) => {
      const [tag = '', ...parameters] = wish.trim().toLowerCase().split(';');
      const quality = parameters.map((each) => /^\s*q=([\d.]+)\s*$/.exec(each)?.[1]).find((each) => each !== undefined);
      return { tag: tag.split('-')[0], quality: quality === undefined ? 1 : Number(quality) };
    })
    .filter(({ quality }) => quality > 0)
    .sort((a, b) => b.quality - a.quality);
  for (const { tag } of wishes) {
    const spoken = LANGUAGES.find((language) => language === tag);
    if (spoken) return spoken;
  }
  return LANGUAGES[0];
}

/** What may stand in the places of a text. */
export type Fillings = Readonly<Record<string, string | number | undefined>>;

const PLACE = /\{(\w+)\}/g;

/** The text with its places filled. A sentence with a place that cannot be filled is left out whole. */
export function fill(text: string, fillings: Fillings): string {
  return text
    .split(/(?<=[.!?])\s+/)
    .filter((sentence) => [...sentence.matchAll(PLACE)].every(([, name]) => isFilled(fillings[name!])))
    .join(' ')
    .replace(PLACE, (_, name: string) => String(fillings[name]));
}

/** The names of the places in a text. */
export function placesIn(text: string): readonly string[] {
  return [...new Set([...text.matchAll(PLACE)].map(([, name]) => name!))].sort();
}

function isFilled(filling: string | number | undefined): boolean {
  return filling !== undefined && filling !== '';
}
