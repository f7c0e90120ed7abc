// What each language is called and how it writes. A further language is one entry here, one in `LANGUAGES` and one catalogue; the compiler asks for all three.
import type { Language } from './language';

/** One and more than one of a unit. */
type Unit = readonly [one: string, more: string];

interface Writing {
  /** As those who read it call it. */
  readonly ownName: string;
  /** How `Intl` knows it. */
  readonly locale: string;
  readonly units: Readonly<Record<'day' | 'hour' | 'minute' | 'second', Unit>>;
  /** A name of a weekday or of a language inside of a sentence; `Intl` gives all of them as titles. */
  readonly insideSentence: (name: string) => string;
  /** A name of a weekday before a date. */
  readonly beforeDate: (weekday: string) => string;
}

const asItIs = (name: string) => name;

export const WRITING: Readonly<Record<Language, Writing>> = {
  vi: {
    ownName: 'Tiếng Việt',
    locale: 'vi-VN',
    units: { day: ['ngày', 'ngày'], hour: ['giờ', 'giờ'], minute: ['phút', 'phút'], second: ['giây', 'giây'] },
    insideSentence: (name) => name.replace(/^(?:Thứ|Chủ|Tiếng)/, (first) => first.toLowerCase()),
    beforeDate: (weekday) => weekday.replace(/^Thứ/, 'thứ'),
  },
  en: {
    ownName: 'English',
    locale: 'en-GB',
    units: {
      day: ['day', 'days'],
      hour: ['hour', 'hours'],
      minute: ['minute', 'minutes'],
      second: ['second', 'seconds'],
    },
    insideSentence: asItIs,
    beforeDate: asItIs,
  },
};
