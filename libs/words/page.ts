// The door of the words in a browser: a page loads the one language that it is written in, before it says anything.
import type { Catalogue } from './catalogue';
import { learn, type Language } from './language';

export * from './sentences';

const CATALOGUES: Readonly<Record<Language, () => Promise<Catalogue>>> = {
  vi: async () => (await import('./vi/index.js')).vi,
  en: async () => (await import('./en/index.js')).en,
};

/** Loads the words of a language; until then nothing can be said in it. */
export async function loadWords(language: Language): Promise<void> {
  learn(language, await CATALOGUES[language]());
}
