// What was refused on the leader's page, or is still needed, beside the thing it is about.
import { fill, words } from '#words';
import { html, type Html } from '../html';
import type { LeaderPage } from './leader-view';

export function refusalAbout({ preferences, refusal }: LeaderPage, about: string): Html | undefined {
  if (refusal?.about !== about) return undefined;
  if (typeof refusal.said === 'string') {
    const text = words(preferences.language).screens.leader;
    const needed = { needHeard: text.needHeard, needReason: text.needReason, wrongWord: text.wrongWord }[refusal.said];
    return html`<p class="note pending" role="alert">${fill(needed, { word: text.confirmWord })}</p>`;
  }
  const { title, detail } = refusal.said;
  return html`<p class="note pending" role="alert"><strong>${title}.</strong> ${detail}</p>`;
}
