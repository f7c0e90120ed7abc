// The shape of the screens' texts: the Vietnamese files are the shape, and the compiler asks every other language for the same.
import type { screens } from './vi/screens';

/** The same words in another language: the same keys, each a text. */
export type SameWords<T> = { readonly [Key in keyof T]: T[Key] extends string ? string : SameWords<T[Key]> };

/** Every text of every screen, by screen. */
export type ScreenWords = SameWords<typeof screens>;
