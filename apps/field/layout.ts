// What every page of the server has around it.
import { nextLanguage, words, WRITING } from '#words';
import { assetPath, preloadsOf, stylesOf } from './assets';
import { dataBlock, html, type Html } from './html';
import { TEXT_SIZES, type Preferences, type TextSize } from './preferences';

/** The scripts of the phone pages; a page works without them, they make it alive. */
type Island = `apps/field/islands/${string}`;

interface Page {
  readonly preferences: Preferences;
  readonly title: string;
  readonly body: Html;
  readonly islands?: readonly Island[];
  /** What the islands of the page need to know, by the `id` of their block: `words`, `view`, … */
  readonly blocks?: Readonly<Record<string, unknown>>;
  /** Without scripts: loads itself anew after so many seconds. */
  readonly reloadSeconds?: number;
}

const STYLE = 'apps/field/field.css';

/** A whole page as text. */
export function layout({ preferences, title, body, islands = [], blocks = {}, reloadSeconds }: Page): string {
  const { language, theme, textSize } = preferences;
  const styles = [assetPath(STYLE), ...new Set(islands.flatMap(stylesOf))];
  const preloads = [...new Set(islands.flatMap(preloadsOf))];
  return html`<!doctype html>
    <html lang="${language}" data-theme="${theme}" data-text="${textSize}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title}</title>
        <link rel="icon" href="/icon.svg" type="image/svg+xml" />
        <link rel="manifest" href="/manifest.webmanifest" crossorigin="use-credentials" />
        ${styles.map((href) => html`<link rel="stylesheet" href="${href}" />`)}
        ${preloads.map((href) => html`<link rel="modulepreload" href="${href}" />`)}
        ${islands.map((island) => html`<script type="module" src="${assetPath(island)}"></script>`)}
        ${reloadSeconds === undefined ? undefined : html`<noscript><meta http-equiv="refresh" content="${reloadSeconds}" /></noscript>`}
      </head>
      <body>
        ${body} ${Object.entries(blocks).map(([id, values]) => dataBlock(id, values))}
      </body>
    </html> `.text;
}

/** The choice of letters, theme and language, as a form that needs no script. `next` is where it leads back. */
export function preferencesBar({ language, theme, textSize }: Preferences, next: string): Html {
  const text = words(language).screens.preferences;
  const sizes: Readonly<Record<TextSize, string>> = { '1': 'A', '2': 'A+', '3': 'A++' };
  const otherTheme = theme === 'dark' ? 'light' : 'dark';
  const otherLanguage = nextLanguage(language);
  return html`<form class="toggles preferences" method="post" action="/preferences" aria-label="${text.heading}">
    <input type="hidden" name="next" value="${next}" />
    ${TEXT_SIZES.map(
      (size) =>
        html`<button
          name="textSize"
          value="${size}"
          aria-pressed="${size === textSize ? 'true' : 'false'}"
          aria-label="${sizes[size]} ${text.textSize}"
        >
          ${sizes[size]}
        </button>`,
    )}
    <button name="theme" value="${otherTheme}">${text.themes[otherTheme]}</button>
    <button name="language" value="${otherLanguage}" lang="${otherLanguage}">${WRITING[otherLanguage].ownName}</button>
  </form>`;
}
