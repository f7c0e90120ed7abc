// The leader's page on the phone: an emergency that waits for the second person on top, then what waits for an approval, card by card. Every
// act is a form, so that it works without scripts; the island makes listening and holding count.
import type { EmergencyLive, WaitingApproval } from '#application';
import {
  consequenceTexts,
  dayAndTimeText,
  durationText,
  fill,
  languageName,
  problemText,
  timeText,
  words,
  type ProblemText,
} from '#words';
import type { Commune, StopOrder } from '#domain';
import { html, type Html } from '../html';
import { layout, preferencesBar } from '../layout';
import type { Preferences } from '../preferences';

/** One thing that waits, with its conflicts and warnings in words. */
export interface LeaderCard extends WaitingApproval {
  readonly conflictTexts: readonly string[];
  readonly warningTexts: readonly string[];
  /** Two priorities meet, and this approval has to say which goes first. */
  readonly asksOrder: boolean;
}

/** What was done by the last form, to be said on top. */
export const LEADER_NEWS = ['approved', 'returned', 'confirmed', 'rejected', 'endedNow', 'stopped', 'lifted'] as const;
export type LeaderNews = (typeof LEADER_NEWS)[number];

/** What a form must say before anything is done. */
export type LeaderNeed = 'needHeard' | 'needReason' | 'wrongWord';

export interface LeaderPage {
  readonly preferences: Preferences;
  readonly personId: string;
  readonly name: string;
  readonly commune: Commune;
  readonly now: number;
  readonly cards: readonly LeaderCard[];
  readonly emergencies: readonly EmergencyLive[];
  readonly stops: readonly StopOrder[];
  readonly notices: readonly { readonly id: string; readonly at: number; readonly text: string }[];
  readonly mayOrder: boolean;
  readonly mayStop: boolean;
  readonly news?: LeaderNews | undefined;
  /** What was refused or is still needed, beside the thing it is about. */
  readonly refusal?: { readonly about: string; readonly said: ProblemText | LeaderNeed } | undefined;
}

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
      <p class="note pending" id="offline" role="status" hidden>${text.offline}</p>
      ${news ? html`<p class="note info" role="status">${newsText(news, page)}</p>` : undefined}
      ${refusalAbout(page, 'page')}
      <div data-live="urgent">
        ${emergencies.filter(({ state }) => state === 'requested').map((each) => asked(each, page))}
        ${emergencies.filter(({ state }) => state === 'on_air').map((each) => onAir(each, page))}
        ${page.stops.map((stop) => stopInForce(stop, page))}
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
    islands: ['apps/field/islands/leader.ts'],
    blocks: { words: { countdown: text.countdown, listened: text.listened } },
    reloadSeconds: 30,
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
  }[news];
}

function approvalCard(card: LeaderCard, page: LeaderPage): Html {
  const { id, announcement, booking, digest, askedBy } = card;
  const text = words(page.preferences.language).screens.leader;
  return html`<article class="card" data-key="${id}" aria-labelledby="t-${id}">
    <h2 id="t-${id}">${announcement.title}</h2>
    <p class="muted">${fill(text.handedIn, { name: askedBy })}</p>
    ${booking ? schedule(card, page) : html`<p>${text.contentOnly}</p>`}
    ${card.warningTexts.map((warning) => html`<p class="note pending">${warning}</p>`)}
    ${card.asksOrder ? undefined : card.conflictTexts.map((conflict) => html`<p class="note pending">${conflict}</p>`)}
    ${sounds(announcement, page)} ${refusalAbout(page, id)}
    ${digest === null ? html`<p class="note info">${text.noSound}</p>` : approveForm(card, digest, page)}
    ${returnForm(card, page)}
  </article>`;
}

function schedule({ booking, forecast, villages }: LeaderCard, { preferences, commune }: LeaderPage): Html {
  const { language } = preferences;
  const text = words(language).screens.leader;
  const at = (instant: number) => dayAndTimeText(language, instant, commune.timeZone);
  const starts = [...new Set(forecast?.starts.map(({ startsAt }) => startsAt) ?? [])].sort((a, b) => a - b);
  const [first] = starts;
  const last = starts.at(-1);
  const soonest =
    forecast === null || forecast.soonestAt === null
      ? text.soonestUnknown
      : fill(text.soonest, { at: timeText(forecast.soonestAt, commune.timeZone) });
  const planned = first === undefined ? '' : at(first);
  const more = starts.length > 1 ? fill(text.moreStarts, { count: starts.length - 1, last: at(last!) }) : '';
  const repeats = (booking?.repeats ?? 1) > 1 ? fill(text.repeats, { count: booking?.repeats }) : '';
  return html`<dl class="facts">
    <dt>${text.when}</dt>
    <dd>${booking?.start.kind === 'soonest' ? soonest : [planned, more, repeats].filter(Boolean).join(', ')}</dd>
    <dt>${text.where}</dt>
    <dd>${villages.join(', ')}</dd>
    ${booking?.lateReason ? html`<dd>${fill(text.lateReason, { reason: booking.lateReason })}</dd>` : undefined}
  </dl>`;
}

function sounds({ versions, recordings }: WaitingApproval['announcement'], { preferences }: LeaderPage): Html {
  const { language } = preferences;
  const text = words(language).screens.leader;
  return html`${versions.map(({ language: tag, recordingId, script }) => {
    const rendition = recordings.find(({ id }) => id === recordingId)?.rendition;
    if (!rendition) return html``;
    const label = fill(text.sound, {
      language: languageName(language, tag),
      length: durationText(language, rendition.durationMs),
    });
    return html`<section class="sound">
      <h3>${label}</h3>
      <audio controls preload="none" src="/api/v1/recordings/${recordingId}/sound" aria-label="${label}"></audio>
      <details>
        <summary>${text.script}</summary>
        <p lang="${tag}">${script === '' ? text.noScript : script}</p>
      </details>
    </section>`;
  })}`;
}

function approveForm({ id, booking, asksOrder }: LeaderCard, digest: string, { preferences }: LeaderPage): Html {
  const text = words(preferences.language).screens.leader;
  return html`<form method="post" action="/leader/approvals" data-approve>
    <input type="hidden" name="id" value="${id}" />
    <input type="hidden" name="kind" value="${booking ? 'booking' : 'announcement'}" />
    <input type="hidden" name="digest" value="${digest}" />
    ${
      asksOrder
        ? html`<fieldset class="order">
            <legend>${text.order}</legend>
            <label class="tick"><input type="radio" name="order" value="before" required />${text.before}</label>
            <label class="tick"><input type="radio" name="order" value="after" required />${text.after}</label>
          </fieldset>`
        : undefined
    }
    <label class="tick" data-heard><input type="checkbox" name="heard" value="yes" required />${text.heard}</label>
    <p class="muted" data-must-listen role="status">${text.mustListen}</p>
    <button class="primary">
      ${text.approve} <span class="what">${booking ? text.approveBoth : text.approveContent}</span>
    </button>
  </form>`;
}

function returnForm({ id, announcement, booking }: LeaderCard, { preferences }: LeaderPage): Html {
  const text = words(preferences.language).screens.leader;
  // Met again and again; anything else is written.
  const reasons = [text.reasonTime, text.reasonName, text.reasonSound, text.reasonLanguage, text.reasonNotNow];
  const kind = announcement.state === 'submitted' || !booking ? 'announcement' : 'booking';
  return html`<details class="return">
    <summary>${text.giveBack}</summary>
    <form method="post" action="/leader/returns">
      <input type="hidden" name="about" value="${id}" />
      <input type="hidden" name="id" value="${kind === 'booking' ? id : announcement.id}" />
      <input type="hidden" name="kind" value="${kind}" />
      <fieldset>
        <legend>${text.giveBackReason}</legend>
        <div class="chips">
          ${reasons.map(
            (reason) =>
              html`<label class="tick"><input type="checkbox" name="reason" value="${reason}" />${reason}</label>`,
          )}
        </div>
        <label>${text.note}<textarea name="note" rows="2" maxlength="500"></textarea></label>
      </fieldset>
      <button>${text.sendBack}</button>
    </form>
  </details>`;
}

function otherCard({ id, announcement, askedBy, verdict }: LeaderCard, page: LeaderPage): Html {
  const { language } = page.preferences;
  const text = words(language).screens.leader;
  return html`<article class="card" data-key="${id}">
    <h3>${announcement.title}</h3>
    <p class="muted">${fill(text.handedIn, { name: askedBy })}</p>
    <p>${verdict === 'ok' ? '' : problemText(language, verdict, {}).detail}</p>
  </article>`;
}

function asked(emergency: EmergencyLive, page: LeaderPage): Html {
  const { preferences, commune, personId } = page;
  const { language } = preferences;
  const text = words(language).screens.leader;
  const { id, title, requestedBy, requestedByName, requestedAt, reason, confirmBy, consequence, verdict } = emergency;
  const heading = requestedBy === personId ? text.urgentOwn : text.urgent;
  const effect = consequence ? consequenceTexts(language, consequence, commune.rules.emergencyVolumePercent) : [];
  const word = text.confirmWord;
  const about = html`<input type="hidden" name="id" value="${id}" />`;
  const at = timeText(requestedAt, commune.timeZone);
  return html`<section class="card urgent" data-key="${id}" aria-labelledby="t-${id}">
    <h2 id="t-${id}"><span aria-hidden="true">▲</span> ${heading}: ${title}</h2>
    <p class="countdown" role="timer" data-until="${confirmBy ?? 0}"></p>
    <p>${fill(text.askedBy, { name: requestedByName, at, reason })}</p>
    ${effect.map((sentence) => html`<p>${sentence}</p>`)} ${sounds(emergency.announcement, page)}
    ${refusalAbout(page, id)}
    ${
      verdict === 'ok'
        ? html`<form method="post" action="/leader/confirmations">
            ${about}<button type="button" class="hold-button" data-hold hidden>
              <span class="hold-ring" aria-hidden="true"></span>${text.confirm}
            </button>
            <details class="typed" data-typed>
              <summary>${fill(text.confirmType, { word })}</summary>
              <label>${word}<input name="word" autocomplete="off" /></label>
              <button>${text.confirmSend}</button>
            </details>
          </form>`
        : undefined
    }
    ${verdict !== null && verdict !== 'ok' ? html`<p>${fill(text.urgentNotYou, { why: problemText(language, verdict, {}).title })}</p>` : undefined}
    ${verdict === 'not-allowed' ? undefined : html`<form method="post" action="/leader/rejections">${about}<button>${text.reject}</button></form>`}
  </section>`;
}

function onAir(emergency: EmergencyLive, page: LeaderPage): Html {
  const { preferences, commune } = page;
  const text = words(preferences.language).screens.leader;
  const { id, title, endsAt, villages, allClearOf, allClearAnnouncementId } = emergency;
  const controllers = villages.reduce((sum, village) => sum + village.controllers, 0);
  const heard = villages.reduce((sum, village) => sum + village.sounding + village.sounded, 0);
  return html`<section class="card urgent" data-key="${id}">
    <h2>${fill(text.onAir, { title })}</h2>
    <p>${fill(text.onAirUntil, { until: timeText(endsAt, commune.timeZone), heard, controllers })}</p>
    ${refusalAbout(page, id)}
    ${
      page.mayOrder
        ? html`<form method="post" action="/leader/ends">
            <input type="hidden" name="id" value="${id}" />
            ${allClearOf === null && allClearAnnouncementId !== null ? html`<button class="primary" name="allClear" value="yes">${text.endClear}</button>` : undefined}
            <button name="allClear" value="no">${text.end}</button>
          </form>`
        : undefined
    }
  </section>`;
}

function stopInForce({ id, zoneIds, until, reason }: StopOrder, page: LeaderPage): Html {
  const { preferences, commune, mayStop } = page;
  const text = words(preferences.language).screens.leader;
  const where = zoneIds === null ? text.inForceAll : text.inForceSome;
  return html`<section class="card" data-key="${id}">
    <p>${fill(text.inForce, { where, until: timeText(until, commune.timeZone), reason })}</p>
    ${refusalAbout(page, id)}
    ${mayStop ? html`<form method="post" action="/leader/lifts"><input type="hidden" name="id" value="${id}" /><button>${text.lift}</button></form>` : undefined}
  </section>`;
}

function stopForm({ preferences }: LeaderPage): Html {
  const text = words(preferences.language).screens.leader;
  return html`<details class="card stop">
    <summary>${text.stop}</summary>
    <form method="post" action="/leader/stops">
      <p>${text.stopWhat}</p>
      <label>${text.stopReason}<input name="reason" maxlength="500" required /></label>
      <button class="danger">${text.stopNow}</button>
    </form>
  </details>`;
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

function refusalAbout({ preferences, refusal }: LeaderPage, about: string): Html | undefined {
  if (refusal?.about !== about) return undefined;
  if (typeof refusal.said === 'string') {
    const text = words(preferences.language).screens.leader;
    const needed = { needHeard: text.needHeard, needReason: text.needReason, wrongWord: text.wrongWord }[refusal.said];
    return html`<p class="note pending" role="alert">${fill(needed, { word: text.confirmWord })}</p>`;
  }
  const { title, detail } = refusal.said;
  return html`<p class="note pending" role="alert"><strong>${title}.</strong> ${detail}</p>`;
}
