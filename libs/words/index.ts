// The door of the words: every sentence a person reads, in Vietnamese and in English.
import type { Catalogue } from './catalogue';
import { en } from './en';
import { LANGUAGES, learn, type Language } from './language';
import { vi } from './vi';

const CATALOGUES: Readonly<Record<Language, Catalogue>> = { vi, en };

for (const language of LANGUAGES) learn(language, CATALOGUES[language]);

export * from './sentences';
