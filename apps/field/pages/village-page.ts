// The page of a village head: what sounds today, tomorrow and this week, one question per buổi phát, and the few things that only they may do.
// Everything is a link or a form, so that it works on any phone without scripts.
import type { HeardBroadcast } from '#application';
import { addDays, type Emergency, type StopOrder } from '#domain';
import { dateText, dayAndTimeText, fill, timeText, words } from '#words';
import { assetPath } from '../assets';
import { html, type Html } from '../html';
import { layout, preferencesBar } from '../layout';
import { intentField } from '../parts/intent-field';
import { phoneTop } from '../parts/phone-top';
import { glanceBadge } from '../parts/glance-badge';
import type { Preferences } from '../preferences';
import { broadcastCard, dayName, glanceOf } from './village-card';
import { VILLAGE_VIEWS, type VillagePage, type VillageView } from './village-view';

const ISLAND = 'apps/field/islands/village.ts';
const WORKER = 'apps/field/islands/worker.ts';

export function villagePage(page: VillagePage): string {
  const { preferences, days, refusal, personId } = page;
  const { language } = preferences;
  const { village: text, phone } = words(language).screens;
  const { commune, village, now, today } = days;
  const place = `${village.label} ${village.name}`;
  const body = html`<main class="phone" data-person="${personId}">
    ${phoneTop({ preferences, heading: place, below: dateText(language, today), phone: commune.phone, here: pathOf(page) })}
    <p class="note pending offline">${fill(phone.offline, { at: timeText(now, commune.timeZone) })}</p>
    ${days.emergencies.map((emergency) => emergencyNote(emergency, page))}
    ${days.stops.map((stop) => stopNote(stop, page))}
    ${refusal ? html`<p class="note pending" role="alert"><strong>${refusal.title}.</strong> ${refusal.detail}</p>` : undefined}
    ${page.just?.done === 'undone' ? html`<p class="note info" role="status">${text.undone}</p>` : undefined}
    ${waitingPart(page)} ${viewLinks(page)} ${viewPart(page)} ${ownActs(page)} ${otherVillages(page)}
    <footer>
      <span class="muted">${fill(phone.asOf, { at: timeText(now, commune.timeZone) })}</span>
      <form method="post" action="/sign-out"><button>${phone.signOut}</button></form>
    </footer>
  </main>`;
  return layout({
    preferences,
    title: fill(text.title, { village: place }),
    body,
    islands: [ISLAND],
    blocks: {
      view: { worker: assetPath(WORKER) },
      words: {
        answers: words(language).confirmationAnswers,
        waiting: text.waiting,
        sending: text.sending,
        notSent: text.notSent,
        undo: text.undo,
      },
    },
  });
}

/** For somebody who is signed in and looks after no village. */
export function noVillagePage(preferences: Preferences): string {
  const { village: text, phone } = words(preferences.language).screens;
  const body = html`<main class="phone">
    <p class="state">${text.noVillage}</p>
    <form method="post" action="/sign-out"><button class="button">${phone.signOut}</button></form>
    ${preferencesBar(preferences, '/village')}
  </main>`;
  return layout({ preferences, title: text.noVillage, body });
}

/** The address of what is shown. */
function pathOf({ view, days, own }: Pick<VillagePage, 'view' | 'days' | 'own'>, other: VillageView = view): string {
  const query = new URLSearchParams({
    ...(own.length > 1 && { village: days.village.id }),
    ...(other !== 'today' && { view: other }),
  }).toString();
  return query === '' ? '/village' : `/village?${query}`;
}

/** What is over and still waits for a word comes first, the newest on top. */
function waitingPart(page: VillagePage): Html | undefined {
  const { days, preferences, just } = page;
  const waiting = days.broadcasts.filter(
    ({ question, word, rundownId, localDate }) =>
      question && (!word || (just?.rundownId === rundownId && localDate !== days.today)),
  );
  if (waiting.length === 0) return undefined;
  return html`<section aria-labelledby="waiting">
    <h2 id="waiting">${words(preferences.language).screens.village.toAnswer}</h2>
    ${cards([...waiting].reverse(), page)}
  </section>`;
}

function viewLinks(page: VillagePage): Html {
  const text = words(page.preferences.language).screens.village;
  const names: Readonly<Record<VillageView, string>> = {
    today: text.today,
    tomorrow: text.tomorrow,
    week: text.week,
  };
  return html`<nav class="tabs" aria-label="${text.days}">
    ${VILLAGE_VIEWS.map(
      (view) =>
        html`<a href="${pathOf(page, view)}" aria-current="${view === page.view ? 'page' : 'false'}"
          >${names[view]}</a
        >`,
    )}
  </nav>`;
}

function viewPart(page: VillagePage): Html {
  const { days, view, preferences } = page;
  const text = words(preferences.language).screens.village;
  const date = view === 'tomorrow' ? addDays(days.today, 1) : days.today;
  const answeredElsewhere = (one: HeardBroadcast) => one.question !== null && one.word === null;
  const shown = days.broadcasts.filter((one) =>
    view === 'week' ? one.localDate >= days.today : one.localDate === date && !answeredElsewhere(one),
  );
  const heading = { today: text.today, tomorrow: text.tomorrow, week: text.week }[view];
  const none = { today: text.noneToday, tomorrow: text.noneTomorrow, week: text.noneWeek }[view];
  const isEmpty = !days.broadcasts.some((one) =>
    view === 'week' ? one.localDate >= days.today : one.localDate === date,
  );
  const nothing = isEmpty ? none : text.restAbove;
  return html`<section aria-labelledby="shown">
    <h2 id="shown">${heading}</h2>
    ${shown.length === 0 ? html`<p class="state">${nothing} ${nextLine(page)}</p>` : view === 'week' ? weekTable(shown, page) : cards(shown, page)}
  </section>`;
}

function cards(broadcasts: readonly HeardBroadcast[], page: VillagePage): Html {
  return html`<ul class="cards">
    ${broadcasts.map((broadcast) => broadcastCard(broadcast, page))}
  </ul>`;
}

function nextLine({ days, preferences }: VillagePage): string {
  const next = days.broadcasts.find(({ startsAt }) => startsAt > days.now);
  if (!next) return '';
  const at = dayAndTimeText(preferences.language, next.startsAt, days.commune.timeZone);
  return fill(words(preferences.language).screens.village.next, { at });
}

function weekTable(broadcasts: readonly HeardBroadcast[], page: VillagePage): Html {
  const { days, preferences } = page;
  const { language } = preferences;
  const text = words(language).screens.village;
  return html`<table>
    <thead>
      <tr>
        <th scope="col">${text.day}</th>
        <th scope="col">${text.time}</th>
        <th scope="col">${text.content}</th>
      </tr>
    </thead>
    <tbody>
      ${broadcasts.map(
        (one) =>
          html`<tr>
            <td>${dayName(one.localDate, days.today, language)}</td>
            <td>${timeText(one.startsAt, days.commune.timeZone)}</td>
            <td>${one.items.map(({ title }) => title).join('; ')} ${glanceBadge(glanceOf(one, days.now), language)}</td>
          </tr>`,
      )}
    </tbody>
  </table>`;
}

function emergencyNote({ title, startsAt, endsAt }: Emergency, { preferences, days }: VillagePage): Html {
  const { timeZone } = days.commune;
  const sentence = fill(words(preferences.language).screens.village.emergency, {
    title,
    from: timeText(startsAt ?? days.now, timeZone),
    to: timeText(endsAt, timeZone),
  });
  return html`<p class="note danger" role="alert"><span aria-hidden="true">⚠</span> ${sentence}</p>`;
}

/** A stop in force; the own mute can be ended here. */
function stopNote({ id, until, reason, sparesEmergency }: StopOrder, page: VillagePage): Html {
  const { preferences, days } = page;
  const text = words(preferences.language).screens.village;
  const at = { until: timeText(until, days.commune.timeZone), reason };
  const own = sparesEmergency && days.may.mute;
  return html`<div class="note pending">
    <p><span aria-hidden="true">■</span> ${fill(sparesEmergency ? text.muted : text.stopped, at)}</p>
    ${
      own
        ? html`<form method="post" action="/village/mute/lifted">
            ${intentField()}
            <input type="hidden" name="stopId" value="${id}" />
            <input type="hidden" name="village" value="${days.village.id}" />
            <button class="button">${text.unmute}</button>
          </form>`
        : undefined
    }
  </div>`;
}

function ownActs({ preferences, days, strength }: VillagePage): Html | undefined {
  const { may, stops, village } = days;
  if (!may.mute && !may.notice && strength !== 'link') return undefined;
  const text = words(preferences.language).screens.village;
  const isMuted = stops.some(({ sparesEmergency }) => sparesEmergency);
  return html`<section aria-labelledby="own">
    <h2 id="own">${text.ownActs}</h2>
    ${may.notice ? html`<a class="button" href="/record?for=village">${text.ownNotice}</a>` : undefined}
    ${
      may.mute && !isMuted
        ? html`<details>
            <summary class="button">${text.mute}</summary>
            <form class="ask" method="post" action="/village/mute">
              ${intentField()}
              <input type="hidden" name="village" value="${village.id}" />
              <p>${text.muteHint}</p>
              <label>${text.muteReason}<input name="reason" maxlength="200" autocomplete="off" /></label>
              <button class="primary">${text.muteNow}</button>
            </form>
          </details>`
        : undefined
    }
    ${strength === 'link' ? html`<p>${text.needsOwnPin}</p>` : undefined}
    <a href="/village/pin">${text.ownPin}</a>
    <a href="/village/poster">${text.poster}</a>
  </section>`;
}

function otherVillages({ own, days, preferences }: VillagePage): Html | undefined {
  const others = own.filter(({ id }) => id !== days.village.id);
  if (others.length === 0) return undefined;
  return html`<nav aria-label="${words(preferences.language).screens.village.villages}">
    <ul class="titles">
      ${others.map(({ id, label, name }) => html`<li><a href="/village?village=${id}">${label} ${name}</a></li>`)}
    </ul>
  </nav>`;
}
