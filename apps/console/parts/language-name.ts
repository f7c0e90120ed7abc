// How a language is called in the language of the page; its tag where nobody has named it yet.
import { SCREENS } from '../shell/words';

export function languageName(tag: string): string {
  const names: Readonly<Record<string, string>> = SCREENS.record.languages;
  return names[tag] ?? tag;
}
