// What people should know of a booking before they approve it, in plain words.
import type { MissingLanguage } from '#domain';
import { languageName, listText } from './formats';
import { fill, words, type Language } from './language';

/** The village that will not hear its main language, and what it hears instead. */
export function warningText(language: Language, warning: MissingLanguage, village: string): string {
  return fill(words(language).warnings.languageMissing, {
    village,
    language: languageName(language, warning.language),
    hears: listText(
      language,
      warning.hears.map((tag) => languageName(language, tag)),
    ),
  });
}
