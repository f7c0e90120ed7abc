// The page that holds the desk: styles and scripts to load, who sits at it, and nothing to read without scripts but what to do.
import { assetPath, dataBlock, html, isBuilt, preloadsOf, stylesOf, type Preferences } from '#field';
import { words, type Language } from '#words';

const ENTRY = 'apps/console/main.tsx';
const APP = 'apps/console/app.tsx';
const LIBRARY = 'apps/console/shell/library.tsx';
/** The screen of `/desk` itself; it does without the component library. */
export const FIRST_SCREEN = 'needs';

/** The name of the screen at an address of the desk. */
export function screenAt(url: string): string {
  return /^\/desk\/([a-z]+)/.exec(url)?.[1] ?? FIRST_SCREEN;
}

/** The scripts that the screen will need one after the other, told at once, so that everything travels together. */
function sourcesOf(language: Language, name: string): readonly string[] {
  const screen = `apps/console/screens/${name}/index.tsx`;
  const shown = isBuilt(screen) ? [screen] : [];
  return [ENTRY, `libs/words/${language}/index.ts`, APP, ...(name === FIRST_SCREEN ? [] : [LIBRARY]), ...shown];
}

/** `firstAnswers` is what the desk would ask first (see `parts/first-answers.ts` of the console), as the API answers it. */
export function deskPage(
  { language, theme, textSize }: Preferences,
  nonce: string,
  screen: string,
  firstAnswers: { readonly me: unknown; readonly commune: unknown; readonly needs?: unknown },
): string {
  const text = words(language).screens.shell;
  const sources = sourcesOf(language, screen);
  const scripts = new Set(sources.flatMap((each) => [assetPath(each), ...preloadsOf(each)]));
  return html`<!doctype html>
    <html lang="${language}" data-theme="${theme}" data-text="${textSize}" data-surface="desk">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="style-nonce" content="${nonce}" />
        <title>${text.product}</title>
        <link rel="icon" href="/icon.svg" type="image/svg+xml" />
        ${[...new Set(sources.flatMap(stylesOf))].map((href) => html`<link rel="stylesheet" href="${href}" />`)}
        ${[...scripts].map((href) => html`<link rel="modulepreload" href="${href}" />`)}
        <script type="module" src="${assetPath(ENTRY)}"></script>
      </head>
      <body>
        <div id="desk"><p class="boot">${text.loading}</p></div>
        ${dataBlock('first-answers', firstAnswers)}
        <noscript>${text.needsScript} <a href="/">${text.publicBoard}</a></noscript>
      </body>
    </html> `.text;
}
