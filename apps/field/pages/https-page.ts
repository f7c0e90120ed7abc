// The page behind the help of a recorder without a microphone: why plain http is the cause, what still works, and how the commune ends it.
import { words } from '#words';
import { html, type Html } from '../html';
import { layout } from '../layout';
import { phoneTop } from '../parts/phone-top';
import type { Preferences } from '../preferences';

/** `address`: where the pages are to be had by https already; undefined where they are not. */
export function httpsPage(preferences: Preferences, address: string | undefined): string {
  const { screens, board } = words(preferences.language);
  const text = screens.https;
  const body = html`<main class="phone">
    ${phoneTop({ preferences, heading: text.title, below: board.product, phone: null, here: '/help/https' })}
    <p>${text.why}</p>
    ${address === undefined ? undefined : html`<p class="note info">${text.address} <a href="${address}/record">${address}</a></p>`}
    <section aria-labelledby="meanwhile">
      <h2 id="meanwhile">${text.meanwhile}</h2>
      <p>${text.meanwhileFile}</p>
      <p>${text.meanwhileRest}</p>
      <p><a class="button" href="/record">${text.toRecord}</a></p>
    </section>
    <section aria-labelledby="once">
      <h2 id="once">${text.once}</h2>
      ${way(text.domain, text.domainHow)} ${way(text.certificate, text.certificateHow)}
      ${way(text.local, text.localHow)}
      <p class="muted">${text.manual}</p>
    </section>
  </main>`;
  return layout({ preferences, title: text.title, body });
}

function way(name: string, how: string): Html {
  return html`<div class="card">
    <h3>${name}</h3>
    <p>${how}</p>
  </div>`;
}
