// How a person wants to read: language, theme, size of the letters. Kept in cookies, so that it works without scripts and before sign-in.
import { LANGUAGES, languageOf, type Language } from '#words';

/** `system` follows the phone. */
export const THEMES = ['system', 'light', 'dark'] as const;
type Theme = (typeof THEMES)[number];

/** A, A+ and A++. */
export const TEXT_SIZES = ['1', '2', '3'] as const;
export type TextSize = (typeof TEXT_SIZES)[number];

export interface Preferences {
  readonly language: Language;
  readonly theme: Theme;
  readonly textSize: TextSize;
}

/** The cookies that hold them; none is a secret, so scripts of the desk may set them too. */
export const PREFERENCE_COOKIES = { language: 'loa_lang', theme: 'loa_theme', textSize: 'loa_text' } as const;

/** What was chosen, else what the browser asks for; an unknown value counts as not chosen. */
export function preferencesOf(
  cookies: Readonly<Record<string, string | undefined>>,
  acceptLanguage: string | undefined,
  asked?: Language,
): Preferences {
  const chosen = <T extends string>(values: readonly T[], name: keyof typeof PREFERENCE_COOKIES) =>
    values.find((value) => value === cookies[PREFERENCE_COOKIES[name]]);
  return {
    language: asked ?? chosen(LANGUAGES, 'language') ?? languageOf(acceptLanguage),
    theme: chosen(THEMES, 'theme') ?? 'system',
    textSize: chosen(TEXT_SIZES, 'textSize') ?? '1',
  };
}
