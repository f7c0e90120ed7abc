// The password once more, before something weighty is done by a session that was opened a while ago. The form that asked for it comes along.
import { words, type ProblemText } from '#words';
import { html } from '../html';
import { layout } from '../layout';
import { intentField } from '../parts/intent-field';
import type { Preferences } from '../preferences';

/** The field with the password. */
export const PROOF_FIELD = 'proof';

/** A form that was not done yet: where it is sent, and every field of it but the name of what is meant, which is given anew. */
interface WaitingForm {
  readonly action: string;
  readonly fields: readonly (readonly [name: string, value: string])[];
}

/** Asks for the password and sends the form again with it; `refusal` says why. */
export function proofPage(preferences: Preferences, { action, fields }: WaitingForm, refusal: ProblemText): string {
  const { screens, board, signIn } = words(preferences.language);
  const text = screens.proof;
  const body = html`<main>
    <form class="sign-in" method="post" action="${action}">
      ${intentField()} ${fields.map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`)}
      <h1>${text.title}</h1>
      <p class="note pending" role="alert"><strong>${refusal.title}.</strong> ${refusal.detail}</p>
      <label
        >${signIn.password}<input
          name="${PROOF_FIELD}"
          type="password"
          autocomplete="current-password"
          required
          autofocus
      /></label>
      <button>${text.submit}</button>
      <p><a href="/home">${text.leave}</a></p>
    </form>
  </main>`;
  return layout({ preferences, title: `${text.title} – ${board.product}`, body });
}
