// Size of the letters, theme and language: the same choice as on the phone pages.
import { nextLanguage, WRITING } from '#words';
import { SCREENS, LANGUAGE } from '../parts/words';
import { chooseLanguage, chooseTextSize, chooseTheme, usePreferences, type TextSize } from '../parts/preferences';
import '../parts/toggles.css';
import './preferences-bar.css';

const text = SCREENS.preferences;
const SIZES: readonly (readonly [TextSize, string])[] = [
  ['1', 'A'],
  ['2', 'A+'],
  ['3', 'A++'],
];

export function PreferencesBar() {
  const { textSize, scheme } = usePreferences();
  const otherTheme = scheme === 'dark' ? 'light' : 'dark';
  const otherLanguage = nextLanguage(LANGUAGE);
  return (
    <div className="toggles preferences" role="group" aria-label={text.heading}>
      {SIZES.map(([size, label]) => (
        <button
          key={size}
          type="button"
          aria-pressed={size === textSize}
          aria-label={`${label} ${text.textSize}`}
          onClick={() => chooseTextSize(size)}
        >
          {label}
        </button>
      ))}
      <button type="button" onClick={() => chooseTheme(otherTheme)}>
        {text.themes[otherTheme]}
      </button>
      <button type="button" lang={otherLanguage} onClick={() => chooseLanguage(otherLanguage)}>
        {WRITING[otherLanguage].ownName}
      </button>
    </div>
  );
}
