// How the person at the desk wants to read. The same cookies as on the phone pages, so one choice holds everywhere.
import { useSyncExternalStore } from 'react';
import { LANGUAGES, type Language } from '#words';

type Theme = 'system' | 'light' | 'dark';
export type TextSize = '1' | '2' | '3';

const YEAR_SECONDS = 365 * 24 * 3_600;
const dark = matchMedia('(prefers-color-scheme: dark)');
const root = document.documentElement;
const listeners = new Set<() => void>();

export function language(): Language {
  return LANGUAGES.find((each) => each === root.lang) ?? LANGUAGES[0];
}

/** The chosen look; changes are drawn at once. */
export function usePreferences(): {
  readonly theme: Theme;
  readonly textSize: TextSize;
  readonly scheme: 'light' | 'dark';
} {
  const snapshot = useSyncExternalStore(
    watch,
    () => `${root.dataset['theme']} ${root.dataset['text']} ${dark.matches}`,
  );
  const [theme, textSize, systemDark] = snapshot.split(' ') as [Theme, TextSize, string];
  return { theme, textSize, scheme: theme === 'system' ? (systemDark === 'true' ? 'dark' : 'light') : theme };
}

export function chooseTheme(theme: Theme): void {
  root.dataset['theme'] = theme;
  keep('loa_theme', theme);
}

export function chooseTextSize(size: TextSize): void {
  root.dataset['text'] = size;
  keep('loa_text', size);
}

/** Another language is another page: the server writes it, and everything on the screen follows. */
export function chooseLanguage(chosen: Language): void {
  keep('loa_lang', chosen);
  location.reload();
}

function keep(cookie: string, value: string): void {
  const secure = location.protocol === 'https:' ? '; Secure' : '';
  document.cookie = `${cookie}=${value}; Path=/; Max-Age=${YEAR_SECONDS}; SameSite=Lax${secure}`;
  for (const listener of listeners) listener();
}

function watch(listener: () => void): () => void {
  listeners.add(listener);
  dark.addEventListener('change', listener);
  return () => {
    listeners.delete(listener);
    dark.removeEventListener('change', listener);
  };
}
