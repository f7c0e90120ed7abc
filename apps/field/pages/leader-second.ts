// What asks the leader to be the second person: a code that would open an account which approves, or a role that would let somebody approve.
import type { WaitingView } from '#application';
import { dayAndTimeText, fill, words } from '#words';
import { html, type Html } from '../html';
import { intentField } from '../parts/intent-field';
import { refusalAbout } from './leader-refusal';
import type { LeaderPage } from './leader-view';

export function waitingSecond({ personId, name, role, byName, from, mayAgree }: WaitingView, page: LeaderPage): Html {
  const { language } = page.preferences;
  const { roles, screens } = words(language);
  const text = screens.leader;
  const about = `${personId}-${role ?? 'code'}`;
  const at = dayAndTimeText(language, from, page.commune.timeZone);
  const said =
    role === null
      ? fill(text.codeWaits, { who: byName, name })
      : fill(text.roleWaits, { who: byName, name, role: roles[role] });
  const act = (path: string, word: string) =>
    html`<form method="post" action="${path}">
      ${intentField()}<input type="hidden" name="id" value="${personId}" /><button>${word}</button>
    </form>`;
  return html`<section class="card urgent" data-key="${about}">
    <h2><span aria-hidden="true">▲</span> ${text.secondAsked}</h2>
    <p>${said}</p>
    <p>${fill(text.secondUntil, { at })}</p>
    ${refusalAbout(page, personId)} ${mayAgree ? act('/leader/agreements', text.agree) : undefined}
    ${act('/leader/objections', text.object)}
  </section>`;
}
