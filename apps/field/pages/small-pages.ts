// Pages that say one thing: sign in; what a problem code means; why a page cannot be shown; nothing is set up yet.
import type { ProblemCode } from '#domain';
import { fill, words, type ProblemText } from '#words';
import { html } from '../html';
import { layout, preferencesBar } from '../layout';
import { callButton } from '../parts/phone-top';
import type { Preferences } from '../preferences';

/** The form; with what went wrong at the last try. `next` is the page that asked for it. */
export function signInPage(preferences: Preferences, next: string, refusal?: ProblemText): string {
  const { language } = preferences;
  const { signIn, board } = words(language);
  const body = html`<main>
    <form class="sign-in" method="post" action="/sign-in">
      <input type="hidden" name="next" value="${next}" />
      <h1>${board.product}</h1>
      ${refusal ? html`<p class="note pending" role="alert"><strong>${refusal.title}.</strong> ${refusal.detail}</p>` : undefined}
      <label>${signIn.login}<input name="login" autocomplete="username" autocapitalize="none" required /></label>
      <label
        >${signIn.password}<input name="password" type="password" autocomplete="current-password" required
      /></label>
      <button>${signIn.submit}</button>
      <p class="muted">${signIn.lost}</p>
    </form>
    ${preferencesBar(preferences, `/sign-in?next=${encodeURIComponent(next)}`)}
  </main>`;
  return layout({ preferences, title: `${signIn.title} – ${board.product}`, body });
}

/** The page that the `type` of a problem names. */
export function problemPage(preferences: Preferences, code: ProblemCode, status: number): string {
  const { language } = preferences;
  const { problems, problemPage: text, board } = words(language);
  const { title, detail } = problems[code];
  const body = html`<main>
    <p class="muted">${board.product} · ${text.heading}</p>
    <h1>${title}</h1>
    <p class="state">${fill(detail, {})}</p>
    <p class="muted"><code>${fill(text.code, { code })}</code> · ${fill(text.status, { status })}</p>
  </main>`;
  return layout({ preferences, title: `${title} – ${board.product}`, body });
}

/**
 * Instead of a page that cannot be shown: why, what to do, and the way on. The code and the number under which the log knows this request are for
 * whoever is called for help.
 */
export function refusalPage(
  preferences: Preferences,
  code: ProblemCode,
  refusal: ProblemText,
  here: string,
  traceId: string,
): string {
  const { problemPage: text, screens, board } = words(preferences.language);
  const body = html`<main class="phone">
    <header class="phone-top">
      <p class="muted">${board.product}</p>
      <h1>${refusal.title}</h1>
    </header>
    <p class="state">${refusal.detail}</p>
    ${callButton(preferences, null)}
    <p><a class="button" href="/home">${screens.phone.home}</a></p>
    <p class="muted"><code>${fill(text.code, { code })}</code> · <code>${fill(text.trace, { traceId })}</code></p>
    ${preferencesBar(preferences, here)}
  </main>`;
  return layout({ preferences, title: `${refusal.title} – ${board.product}`, body });
}

/** Before the first commune was founded. */
export function emptyPage(preferences: Preferences): string {
  const { board } = words(preferences.language);
  const body = html`<main>
    <h1>${board.product}</h1>
    <p class="state">${board.noCommune}</p>
  </main>`;
  return layout({ preferences, title: board.product, body });
}
