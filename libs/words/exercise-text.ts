// The sentence that stands over every drill, wherever it is shown.
import { fill, words, type Language } from './language';

/** Says that this is a drill and not the real thing. */
export function exerciseText(language: Language, title: string): string {
  return fill(words(language).exercise, { title });
}
