// What every page of the server has around it.
import type { Language } from '#words';
import { html, type Html } from './html';

export interface Page {
  readonly language: Language;
  readonly title: string;
  readonly body: Html;
  /** Refreshes itself: by script, or without scripts by loading anew. */
  readonly live?: boolean;
}

/** Seconds between two loads in a browser without scripts. */
const RELOAD_SECONDS = 10;

export function layout({ language, title, body, live = false }: Page): string {
  const refresh = live
    ? html`<script src="/assets/live.js" defer></script>
        <noscript><meta http-equiv="refresh" content="${RELOAD_SECONDS}" /></noscript>`
    : undefined;
  return html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${title}</title>
        <link rel="icon" href="/assets/icon.svg" type="image/svg+xml" />
        <link rel="stylesheet" href="/assets/page.css" />
        ${refresh}
      </head>
      <body>
        ${body}
      </body>
    </html> `.text;
}
