// The password once more, and a code of who has one, before something weighty is done by a session that was opened a while ago. The form that asked for it comes along.
import { words, type ProblemText } from '#words';
import { html } from '../html';
import { layout } from '../layout';
import { intentField } from '../parts/intent-field';
import type { Preferences } from '../preferences';

/** The field with the password. */
export const PROOF_FIELD = 'proof';
/** The field with the code of a second factor. */
export const CODE_FIELD = 'proofCode';

/** A form that was not done yet: where it is sent, and every field of it but the name of what is meant, which is given anew. */
interface WaitingForm {
  readonly action: string;
  readonly fields: readonly (readonly [name: string, value: string])[];
  /** Whether the person has a second factor. */
  readonly asksCode: boolean;
}

/** Asks for the password and sends the form again with it; `refusal` says why. */
export function proofPage(preferences: Preferences, form: WaitingForm, refusal: ProblemText): string {
  const { action, fields, asksCode } = form;
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
      ${asksCode ? html`<label>${text.code}<input name="${CODE_FIELD}" autocomplete="one-time-code" maxlength="40" required /></label>` : undefined}
      <button>${text.submit}</button>
      <p><a href="/home">${text.leave}</a></p>
    </form>
  </main>`;
  return layout({ preferences, title: `${text.title} – ${board.product}`, body });
}
