// What people should know of a booking before they approve it, in plain words.
import type { MissingLanguage } from '#domain';
import { languageName, listText } from './formats';
import { fill, words, type Language } from './language';

/** The village that will not hear its main language, and what it hears instead; or the zone in it where nobody plays the notice. */
export function warningText(
  language: Language,
  warning: MissingLanguage | { readonly zone: string },
  village: string,
): string {
  const { languageMissing, noPoles } = words(language).warnings;
  if ('zone' in warning) return fill(noPoles, { village, zone: warning.zone });
  return fill(languageMissing, {
    village,
    language: languageName(language, warning.language),
    hears: listText(
      language,
      warning.hears.map((tag) => languageName(language, tag)),
    ),
  });
}
