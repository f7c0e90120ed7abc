// Pages that say one thing: sign in; what a problem code means; nothing is set up yet.
import type { ProblemCode } from '#domain';
import { fill, words, type Language, type ProblemText } from '#words';
import { PROBLEM_STATUS } from '../door/problem-status';
import { html } from './html';
import { layout } from './layout';

/** The form; with what went wrong at the last try. */
export function signInPage(language: Language, refusal?: ProblemText): string {
  const { signIn, board } = words(language);
  const body = html`<main>
    <form class="sign-in" method="post" action="/sign-in?lang=${language}">
      <h1>${board.product}</h1>
      ${refusal ? html`<p class="note pending" role="alert"><strong>${refusal.title}.</strong> ${refusal.detail}</p>` : undefined}
      <label>${signIn.login}<input name="login" autocomplete="username" autocapitalize="none" required /></label>
      <label
        >${signIn.password}<input name="password" type="password" autocomplete="current-password" required
      /></label>
      <button>${signIn.submit}</button>
      <p class="muted">${signIn.lost}</p>
    </form>
  </main>`;
  return layout({ language, title: `${signIn.title} – ${board.product}`, body });
}

/** The page that the `type` of a problem names. */
export function problemPage(language: Language, code: ProblemCode): string {
  const { problems, problemPage: text, board } = words(language);
  const { title, detail } = problems[code];
  const body = html`<main>
    <p class="muted">${board.product} · ${text.heading}</p>
    <h1>${title}</h1>
    <p class="state">${fill(detail, {})}</p>
    <p class="muted">
      <code>${fill(text.code, { code })}</code> · ${fill(text.status, { status: PROBLEM_STATUS[code] })}
    </p>
  </main>`;
  return layout({ language, title: `${title} – ${board.product}`, body });
}

/** Before the first commune was founded. */
export function emptyPage(language: Language): string {
  const { board } = words(language);
  const body = html`<main>
    <h1>${board.product}</h1>
    <p class="state">${board.noCommune}</p>
  </main>`;
  return layout({ language, title: board.product, body, live: true });
}
