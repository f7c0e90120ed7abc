// What is printed and hung up: the label of a pole, and the poster by which a village head finds the page of the village.
import type { Controller, Village } from '#domain';
import { fill, words } from '#words';
import { html } from '../html';
import { layout } from '../layout';
import { qrOf } from '../parts/qr';
import type { Preferences } from '../preferences';

interface PrintedPage {
  readonly preferences: Preferences;
  /** The address of this installation, as phones reach it. */
  readonly publicUrl: string;
  readonly communeName: string;
}

/** To be fixed to the pole at the height of the eyes. */
export function poleLabelPage(page: PrintedPage, pole: Controller, place: string): string {
  const text = words(page.preferences.language).screens.pole;
  const address = `${page.publicUrl}/pole/${pole.publicCode}`;
  return printed(page, {
    title: text.label,
    heading: fill(text.title, { pole: pole.name }),
    place,
    address,
    says: text.scan,
  });
}

/** Names nobody: whoever scans it still needs a name and a PIN. */
export function villagePosterPage(page: PrintedPage, { label, name }: Village): string {
  const text = words(page.preferences.language).screens.pole;
  return printed(page, {
    title: text.poster,
    heading: `${label} ${name}`,
    place: page.communeName,
    address: `${page.publicUrl}/village`,
    says: `${text.poster}. ${text.posterHint}`,
  });
}

interface Sheet {
  readonly title: string;
  readonly heading: string;
  readonly place: string;
  readonly address: string;
  readonly says: string;
}

function printed({ preferences }: PrintedPage, { title, heading, place, address, says }: Sheet): string {
  const text = words(preferences.language).screens.pole;
  const body = html`<main class="sheet">
    <p class="muted unprinted">${text.print}</p>
    <h1>${heading}</h1>
    <p class="state">${place}</p>
    <div class="qr" role="img" aria-label="QR: ${address}">${qrOf(address)}</div>
    <p class="state">${says}</p>
    <p><code>${address}</code></p>
  </main>`;
  return layout({ preferences, title, body });
}
