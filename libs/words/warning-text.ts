// What people should know of a booking before they approve it, in plain words.
import type { MissingLanguage } from '#domain';
import { listText } from './formats';
import { fill, words, type Language } from './language';

const LOCALE: Readonly<Record<Language, string>> = { vi: 'vi', en: 'en' };

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

/** `tiếng Thái`, or the tag itself where nobody gave the language a name. */
function languageName(language: Language, tag: string): string {
  return new Intl.DisplayNames(LOCALE[language], { type: 'language', fallback: 'code' }).of(tag) ?? tag;
}
