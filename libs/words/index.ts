// The door of the words: every sentence a person reads, in Vietnamese and in English.
import { en } from './en';
import { learn } from './language';
import { vi } from './vi';

learn('vi', vi);
learn('en', en);

export * from './sentences';
