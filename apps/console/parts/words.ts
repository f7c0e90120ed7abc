// The texts of the desk in the language of the page.
import { words, type Language } from '#words';
import { language } from './preferences';

/** The language of this page; it does not change while the page lives. */
export const LANGUAGE: Language = language();

/** Everything that can be said. */
export const WORDS = words(LANGUAGE);

/** What stands on the screens. */
export const SCREENS = WORDS.screens;
