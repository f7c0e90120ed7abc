// Where a person who was invited sets the first password, by the one-time code that was handed over.
import { words, type ProblemText } from '#words';
import { html } from '../html';
import { layout, preferencesBar } from '../layout';
import type { Preferences } from '../preferences';

/** The form; with what went wrong at the last try. The code stays where it was typed, the password never does. */
export function passwordPage(preferences: Preferences, code = '', refusal?: ProblemText): string {
  const { screens, board } = words(preferences.language);
  const text = screens.password;
  const body = html`<main>
    <form class="sign-in" method="post" action="/password">
      <h1>${text.title}</h1>
      <p>${text.how}</p>
      ${refusal ? html`<p class="note pending" role="alert"><strong>${refusal.title}.</strong> ${refusal.detail}</p>` : undefined}
      <label
        >${text.code}<input
          name="code"
          value="${code}"
          autocomplete="one-time-code"
          autocapitalize="characters"
          required
      /></label>
      <label
        >${text.fresh}<input name="password" type="password" autocomplete="new-password" minlength="10" required
      /></label>
      <button>${text.submit}</button>
    </form>
    ${preferencesBar(preferences, '/password')}
  </main>`;
  return layout({ preferences, title: `${text.title} – ${board.product}`, body });
}
