// The page that holds the desk: styles and scripts to load, and nothing to read without them but what to do.
import { assetPath, html, preloadsOf, stylesOf, type Preferences } from '#field';
import { words } from '#words';

const ENTRY = 'apps/console/main.tsx';

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
        ${stylesOf(ENTRY).map((href) => html`<link rel="stylesheet" href="${href}" />`)}
        ${preloadsOf(ENTRY).map((href) => html`<link rel="modulepreload" href="${href}" />`)}
        <script type="module" src="${assetPath(ENTRY)}"></script>
      </head>
      <body>
        <div id="desk"><p class="boot">${text.loading}</p></div>
        <noscript>${text.needsScript} <a href="/">${text.publicBoard}</a></noscript>
      </body>
    </html> `.text;
}
