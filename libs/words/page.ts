// The door of the words in a browser: a page loads the one language that it is written in, before it says anything.
import { learn, type Language } from './language';

export * from './sentences';

/** Loads the words of a language; until then nothing can be said in it. */
export async function loadWords(language: Language): Promise<void> {
  if (language === 'vi') learn(language, (await import('./vi/index.js')).vi);
  else learn(language, (await import('./en/index.js')).en);
}
