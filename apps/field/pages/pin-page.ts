// Where a village head chooses a PIN that nobody else knows. A phone that was let in by a PIN is sent to sign in by password first.
import type { Commune, Strength } from '#domain';
import { words, type ProblemText } from '#words';
import { html } from '../html';
import { layout } from '../layout';
import { phoneTop } from '../parts/phone-top';
import type { Preferences } from '../preferences';

interface PinPage {
  readonly preferences: Preferences;
  readonly commune: Pick<Commune, 'name' | 'phone'>;
  /** How the person came in. */
  readonly strength: Strength;
  /** What was refused just now. */
  readonly refusal?: ProblemText | undefined;
}

export function pinPage({ preferences, commune, strength, refusal }: PinPage): string {
  const text = words(preferences.language).screens.link;
  const form = html`<form class="ask" method="post" action="/village/pin">
    <label
      >${text.askPassword}<input
        name="password"
        type="password"
        autocomplete="current-password"
        maxlength="1000"
        required
    /></label>
    <label
      >${text.newPin}<input
        name="pin"
        class="pin"
        inputmode="numeric"
        autocomplete="off"
        pattern="[0-9]{6}"
        maxlength="6"
        required
    /></label>
    <button class="primary">${text.savePin}</button>
  </form>`;
  const signInFirst = html`<p>${text.pinNeedsPassword}</p>
    <p><a class="button" href="/sign-in?next=%2Fvillage%2Fpin">${text.byPassword}</a></p>
    <p class="muted">${text.noPasswordYet}</p>
    <p><a href="/password">${text.setPassword}</a></p>`;
  const { name, phone } = commune;
  const body = html`<main class="phone">
    ${phoneTop({ preferences, heading: text.ownPin, below: name, phone, here: '/village/pin' })}
    ${refusal ? html`<p class="note pending" role="alert"><strong>${refusal.title}.</strong> ${refusal.detail}</p>` : undefined}
    <p>${text.ownPinWhy}</p>
    ${strength === 'password' ? form : signInFirst}
    <p><a href="/village">${text.backToVillage}</a></p>
  </main>`;
  return layout({ preferences, title: text.ownPin, body });
}
