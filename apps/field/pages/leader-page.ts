// The leader's page on the phone: an emergency that waits for the second person on top, then what waits for an approval, card by card. Every
// act is a form, so that it works without scripts; the island makes listening and holding count.
import { fill, timeText, words } from '#words';
import { assetPath } from '../assets';
import { html, type Html } from '../html';
import { layout, preferencesBar } from '../layout';
import { approvalCard, otherCard } from './leader-approvals';
import { refusalAbout } from './leader-refusal';
import { waitingSecond } from './leader-second';
import { soundingEmergency, stopForm, stopInForce, waitingEmergency } from './leader-urgent';
import type { LeaderNews, LeaderPage } from './leader-view';

const ISLAND = 'apps/field/islands/leader.ts';
const WORKER = 'apps/field/islands/worker.ts';
/** Without scripts. */
const RELOAD_SECONDS = 30;

export function leaderPage(page: LeaderPage): string {
  const { preferences, cards, emergencies, name, commune, news, now } = page;
  const text = words(preferences.language).screens.leader;
  const mine = cards.filter(({ verdict }) => verdict === 'ok');
  const others = cards.filter(({ verdict }) => verdict !== 'ok');
  const body = html`<main class="leader" data-now="${now}">
      <header class="top">
        <h1>${text.title}</h1>
        <p class="muted">${name} · ${commune.name}</p>
      </header>
      <p class="note pending offline" role="status">${fill(text.offline, { at: timeText(now, commune.timeZone) })}</p>
      ${news ? html`<p class="note info" role="status">${newsText(news, page)}</p>` : undefined}
      ${refusalAbout(page, 'page')}
      <div data-live="urgent">
        ${emergencies.filter(({ state }) => state === 'requested').map((each) => waitingEmergency(each, page))}
        ${emergencies.filter(({ state }) => state === 'on_air').map((each) => soundingEmergency(each, page))}
        ${page.stops.map((stop) => stopInForce(stop, page))} ${page.secondFor.map((each) => waitingSecond(each, page))}
      </div>
      <div data-live="waiting">
        <p class="state" data-key="state">
          ${mine.length > 0 ? fill(text.state, { count: mine.length }) : text.nothing}
        </p>
        ${mine.map((card) => approvalCard(card, page))}
        ${others.length > 0 ? html`<h2 data-key="others">${text.others}</h2>` : undefined}
        ${others.map((card) => otherCard(card, page))}
      </div>
      ${page.mayStop ? stopForm(page) : undefined} ${noticeList(page)}
    </main>
    <footer>
      <a href="/desk">${text.desk}</a>
      ${page.mayOrder ? html`<a href="/desk/emergency">${text.emergencyPage}</a>` : undefined}
      <form method="post" action="/sign-out"><button>${text.signOut}</button></form>
      ${preferencesBar(preferences, '/leader')}
    </footer>`;
  return layout({
    preferences,
    title: text.title,
    body,
    islands: [ISLAND],
    blocks: {
      view: { worker: assetPath(WORKER), communeId: commune.id },
      words: { countdown: text.countdown, listened: text.listened },
    },
    reloadSeconds: RELOAD_SECONDS,
  });
}

function newsText(news: LeaderNews, { preferences }: LeaderPage): string {
  const text = words(preferences.language).screens.leader;
  return {
    approved: text.approved,
    returned: text.returned,
    confirmed: text.confirmed,
    rejected: text.rejected,
    endedNow: text.endedNow,
    stopped: text.stopped,
    lifted: text.lifted,
    agreed: text.agreed,
    objected: text.objected,
  }[news];
}

function noticeList({ preferences, commune, notices }: LeaderPage): Html {
  const text = words(preferences.language).screens.leader;
  return html`<section class="recent" data-live="notices">
    <h2 data-key="heading">${text.notices}</h2>
    ${notices.length === 0 ? html`<p class="muted" data-key="none">${text.noNotices}</p>` : undefined}
    ${notices.map(
      ({ id, at, text: said }) =>
        html`<p class="notice" data-key="${id}">
          <span class="muted">${timeText(at, commune.timeZone)}</span> ${said}
        </p>`,
    )}
  </section>`;
}
