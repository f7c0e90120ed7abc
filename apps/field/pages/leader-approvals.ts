// What waits for an approval, card by card: content and schedule, the sound, and the two forms that end the waiting.
import { dayAndTimeText, fill, problemText, timeText, words } from '#words';
import { html, type Html } from '../html';
import { intentField } from '../parts/intent-field';
import { refusalAbout } from './leader-refusal';
import { sounds } from './leader-sounds';
import type { LeaderCard, LeaderPage } from './leader-view';

export function approvalCard(card: LeaderCard, page: LeaderPage): Html {
  const { id, announcement, booking, digest, askedBy, notForecast } = card;
  const text = words(page.preferences.language).screens.leader;
  return html`<article class="card" data-key="${id}" aria-labelledby="t-${id}">
    <h2 id="t-${id}">${announcement.title}</h2>
    <p class="muted">${fill(text.handedIn, { name: askedBy })}</p>
    ${booking ? schedule(card, page) : html`<p>${text.contentOnly}</p>`}
    ${card.warningTexts.map((warning) => html`<p class="note pending">${warning}</p>`)}
    ${card.asksOrder ? undefined : card.conflictTexts.map((conflict) => html`<p class="note pending">${conflict}</p>`)}
    ${sounds(announcement, page)} ${refusalAbout(page, id)}
    ${digest === null ? html`<p class="note info">${text.noSound}</p>` : undefined}
    ${digest === null || notForecast ? undefined : approveForm(card, digest, page)} ${returnForm(card, page)}
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

function approveForm({ id, booking, asksOrder }: LeaderCard, digest: string, { preferences }: LeaderPage): Html {
  const text = words(preferences.language).screens.leader;
  return html`<form method="post" action="/leader/approvals" data-approve>
    ${intentField()}
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
      ${intentField()}
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

/** What somebody else has to approve, and why not this person. */
export function otherCard({ id, announcement, askedBy, verdict }: LeaderCard, page: LeaderPage): Html {
  const { language } = page.preferences;
  const text = words(language).screens.leader;
  return html`<article class="card" data-key="${id}">
    <h3>${announcement.title}</h3>
    <p class="muted">${fill(text.handedIn, { name: askedBy })}</p>
    <p>${verdict === 'ok' ? '' : problemText(language, verdict, {}).detail}</p>
  </article>`;
}
