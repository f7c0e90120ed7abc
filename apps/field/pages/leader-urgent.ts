// What cannot wait on the leader's page: an emergency that asks for the second person, one that sounds, and stops.
import type { EmergencyLive } from '#application';
import type { StopOrder } from '#domain';
import { planChangeTexts, fill, problemText, timeText, words } from '#words';
import { html, type Html } from '../html';
import { intentField } from '../parts/intent-field';
import { refusalAbout } from './leader-refusal';
import { sounds } from './leader-sounds';
import type { LeaderPage } from './leader-view';

export function waitingEmergency(emergency: EmergencyLive, page: LeaderPage): Html {
  const { preferences, commune, personId } = page;
  const { language } = preferences;
  const text = words(language).screens.leader;
  const { id, title, requestedBy, requestedByName, requestedAt, reason, confirmBy, consequence, verdict } = emergency;
  const heading = requestedBy === personId ? text.urgentOwn : text.urgent;
  const effect = consequence ? planChangeTexts(language, consequence, commune.rules.emergencyVolumePercent) : [];
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
            ${intentField()} ${about}<button type="button" class="hold-button" data-hold hidden>
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
    ${verdict === 'not-allowed' ? undefined : html`<form method="post" action="/leader/rejections">${intentField()}${about}<button>${text.reject}</button></form>`}
  </section>`;
}

export function soundingEmergency(emergency: EmergencyLive, page: LeaderPage): Html {
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
            ${intentField()}
            <input type="hidden" name="id" value="${id}" />
            ${allClearOf === null && allClearAnnouncementId !== null ? html`<button class="primary" name="allClear" value="yes">${text.endClear}</button>` : undefined}
            <button name="allClear" value="no">${text.end}</button>
          </form>`
        : undefined
    }
  </section>`;
}

export function stopInForce({ id, zoneIds, until, reason }: StopOrder, page: LeaderPage): Html {
  const { preferences, commune, mayStop } = page;
  const text = words(preferences.language).screens.leader;
  const where = zoneIds === null ? text.inForceAll : text.inForceSome;
  return html`<section class="card" data-key="${id}">
    <p>${fill(text.inForce, { where, until: timeText(until, commune.timeZone), reason })}</p>
    ${refusalAbout(page, id)}
    ${mayStop ? html`<form method="post" action="/leader/lifts">${intentField()}<input type="hidden" name="id" value="${id}" /><button>${text.lift}</button></form>` : undefined}
  </section>`;
}

export function stopForm({ preferences }: LeaderPage): Html {
  const text = words(preferences.language).screens.leader;
  return html`<details class="card stop">
    <summary>${text.stop}</summary>
    <form method="post" action="/leader/stops">
      ${intentField()}
      <p>${text.stopWhat}</p>
      <label>${text.stopReason}<input name="reason" maxlength="500" required /></label>
      <button class="danger">${text.stopNow}</button>
    </form>
  </details>`;
}
