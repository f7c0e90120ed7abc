// The page that holds the desk: styles and scripts to load, and nothing to read without them but what to do.
import { assetPath, html, preloadsOf, stylesOf, type Preferences } from '#field';
import { words, type Language } from '#words';

const ENTRY = 'apps/console/main.tsx';
const APP = 'apps/console/app.tsx';

/** What the entry will ask for in turn, told at once, so that everything travels together. */
function aheadOf(language: Language): readonly string[] {
  const spoken = `libs/words/${language}/index.ts`;
  return [...new Set([ENTRY, spoken, APP].flatMap((each) => [assetPath(each), ...preloadsOf(each)]))];
}

export function deskPage({ language, theme, textSize }: Preferences, nonce: string): string {
  const text = words(language).screens.shell;
  return html`<!doctype html>
    <html lang="${language}" data-theme="${theme}" data-text="${textSize}" data-surface="desk">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="style-nonce" content="${nonce}" />
        <title>${text.product}</title>
        <link rel="icon" href="/icon.svg" type="image/svg+xml" />
        ${[...new Set([ENTRY, APP].flatMap(stylesOf))].map((href) => html`<link rel="stylesheet" href="${href}" />`)}
        ${aheadOf(language).map((href) => html`<link rel="modulepreload" href="${href}" />`)}
        <script type="module" src="${assetPath(ENTRY)}"></script>
      </head>
      <body>
        <div id="desk"><p class="boot">${text.loading}</p></div>
        <noscript>${text.needsScript} <a href="/">${text.publicBoard}</a></noscript>
      </body>
    </html> `.text;
}
