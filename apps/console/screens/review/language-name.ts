// How a language is called in the language of the page; its tag where the browser does not know it.
import { LANGUAGE } from '../../shell/words';

const NAMES = new Intl.DisplayNames([LANGUAGE], { type: 'language' });

export function languageName(tag: string): string {
  return NAMES.of(tag) ?? tag;
}
