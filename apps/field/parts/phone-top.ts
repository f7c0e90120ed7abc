// What stands on top of every page of the phones, in the same order everywhere: where one is, how one wants to read, whom to call.
import { fill, words } from '#words';
import { html, type Html } from '../html';
import { preferencesBar } from '../layout';
import type { Preferences } from '../preferences';

interface PhoneTop {
  readonly preferences: Preferences;
  readonly heading: string;
  readonly below: string;
  /** Null: the commune entered none. */
  readonly phone: string | null;
  /** Where a choice of letters, theme or language leads back to. */
  readonly here: string;
}

export function phoneTop({ preferences, heading, below, phone, here }: PhoneTop): Html {
  return html`<header class="phone-top">
    <h1>${heading}</h1>
    <p class="muted">${below}</p>
    ${callButton(preferences, phone)} ${preferencesBar(preferences, here)}
  </header>`;
}

/** Rings up the commune; without a number it says whom to ask. */
export function callButton({ language }: Preferences, phone: string | null): Html {
  const text = words(language).screens.phone;
  if (phone === null) return html`<p class="muted">${text.askForHelp}</p>`;
  return html`<a class="button quiet" href="tel:${phone.replace(/[^+\d]/g, '')}">${fill(text.call, { phone })}</a>`;
}
