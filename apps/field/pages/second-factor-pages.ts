// The second factor on pages without scripts: asked for after the password, and kept by its owner.
import { dayAndTimeText, fill, words, type ProblemText } from '#words';
import type { Instant } from '#domain';
import { html, type Html } from '../html';
import { layout, preferencesBar } from '../layout';
import { intentField } from '../parts/intent-field';
import { qrOf } from '../parts/qr';
import type { Preferences } from '../preferences';

const HERE = '/second-factor';

/** Between the password and the session. `next` is the page that asked for signing in. */
export function signInCodePage(preferences: Preferences, next: string, refusal?: ProblemText): string {
  const { screens, board, signIn } = words(preferences.language);
  const text = screens.secondFactor;
  const body = html`<main>
    <form class="sign-in" method="post" action="/sign-in/code">
      <input type="hidden" name="next" value="${next}" />
      <h1>${text.signInTitle}</h1>
      ${note(refusal)}
      <p>${text.signInHow}</p>
      <label>${text.signInCode}${codeInput('text', html`autofocus`)}</label>
      <button>${signIn.submit}</button>
      <p class="muted">${text.lost}</p>
      <p><a href="/sign-in?next=${encodeURIComponent(next)}">${text.again}</a></p>
    </form>
    ${preferencesBar(preferences, `/sign-in/code?next=${encodeURIComponent(next)}`)}
  </main>`;
  return layout({ preferences, title: `${text.signInTitle} – ${board.product}`, body });
}

interface FactorPage {
  readonly preferences: Preferences;
  /** Since when it is on; null: it is off. */
  readonly since: Instant | null;
  readonly recoveryCodesLeft: number;
  readonly timeZone: string;
  /** The commune wants one of this person, who has none. */
  readonly isRequired: boolean;
  readonly refusal?: ProblemText | undefined;
}

/** Whether it is on, and what can be done about it. */
export function secondFactorPage(view: FactorPage): string {
  const { preferences, since, recoveryCodesLeft, timeZone, isRequired, refusal } = view;
  const text = words(preferences.language).screens.secondFactor;
  const off = html`<p class="state">${isRequired ? text.required : text.off}</p>
    ${act('begin', text.begin, 'primary')}`;
  const on =
    since !== null &&
    html`<p class="state">${fill(text.on, { at: dayAndTimeText(preferences.language, since, timeZone) })}</p>
      <p>${fill(text.codesLeft, { count: recoveryCodesLeft })}</p>
      <p class="muted">${text.renewWhy}</p>
      ${act('recovery-codes', text.renew)} ${act('off', text.turnOff)}`;
  const body = html`${note(refusal)}
    <p>${text.why}</p>
    ${on || off} ${home(text.back)}`;
  return page(preferences, text.title, body, HERE);
}

interface FactorSecret {
  readonly secret: string;
  readonly address: string;
}

/** What the phone has to learn, and the first code by which it is shown that it did. */
export function newSecondFactorPage(preferences: Preferences, told: FactorSecret, refusal?: ProblemText): string {
  const text = words(preferences.language).screens.secondFactor;
  const body = html`${note(refusal)}
    <p>${text.step1}</p>
    <p>${text.step2}</p>
    <div class="qr" role="img" aria-label="QR">${qrOf(told.address)}</div>
    <p><a class="button quiet" href="${told.address}">${text.openApp}</a></p>
    <p>${text.typed}<br /><code class="secret">${told.secret.replace(/(.{4})(?=.)/g, '$1 ')}</code></p>
    <form class="ask" method="post" action="/second-factor/confirm">
      <p>${text.step3}</p>
      <label>${text.code}${codeInput('numeric')}</label>
      <button class="primary">${text.confirm}</button>
    </form>
    ${home(text.back)}`;
  return page(preferences, text.begin, body, HERE);
}

/** The codes for paper, this once. */
export function recoveryCodesPage(preferences: Preferences, codes: readonly string[]): string {
  const text = words(preferences.language).screens.secondFactor;
  const body = html`<p>${text.paperWhy}</p>
    <ol class="secret">
      ${codes.map((code) => html`<li><code>${code}</code></li>`)}
    </ol>
    <p><a class="button" href="/home">${text.paperKept}</a></p>`;
  // A choice of letters or language would lead away from what is shown only once.
  return page(preferences, text.paper, body);
}

/** `here`: where a choice of letters, theme or language leads back to; without it there is none. */
function page(preferences: Preferences, heading: string, content: Html, here?: string): string {
  const { board } = words(preferences.language);
  const body = html`<main class="phone">
    <header class="phone-top">
      <h1>${heading}</h1>
      ${here === undefined ? undefined : preferencesBar(preferences, here)}
    </header>
    ${content}
  </main>`;
  return layout({ preferences, title: `${heading} – ${board.product}`, body });
}

function act(path: string, label: string, look = ''): Html {
  return html`<form class="ask" method="post" action="/second-factor/${path}">
    ${intentField()}<button class="${look}">${label}</button>
  </form>`;
}

function codeInput(mode: 'text' | 'numeric', focus?: Html): Html {
  return html`<input
    name="code"
    class="pin"
    inputmode="${mode}"
    autocomplete="one-time-code"
    autocapitalize="characters"
    maxlength="40"
    required
    ${focus}
  />`;
}

function note(refusal: ProblemText | undefined): Html | undefined {
  return refusal && html`<p class="note pending" role="alert"><strong>${refusal.title}.</strong> ${refusal.detail}</p>`;
}

function home(label: string): Html {
  return html`<p><a href="/home">${label}</a></p>`;
}
