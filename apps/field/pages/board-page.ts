// The live picture as a page: what each village hears next, what became of the last broadcast, and what just happened.
import type { BoardView, RundownSummary, VillageBoard } from '#application';
import { addDays, AIRING_REASONS, localDateOf, type Controller, type LocalDate, type StopOrder } from '#domain';
import {
  dateText,
  dayAndTimeText,
  durationText,
  fill,
  listText,
  numberText,
  timeText,
  words,
  type Language,
} from '#words';
import { html, type Html } from '../html';
import { layout, preferencesBar } from '../layout';
import type { Preferences } from '../preferences';
import { recentLines } from './recent-lines';
import { glanceBadge } from '../parts/glance-badge';
import { countsOf, glanceAt, sumOf } from '../parts/village-outlook';

interface BoardPage {
  readonly preferences: Preferences;
  readonly board: BoardView;
  readonly controllers: readonly Controller[];
  /** How far the demo clock is ahead; 0 in a real installation. */
  readonly demoAheadMs: number;
  readonly otherCommunes: readonly { readonly id: string; readonly name: string }[];
  readonly signedIn: boolean;
}

/** Seconds between two loads in a browser without scripts. */
const RELOAD_SECONDS = 10;

export function boardPage(page: BoardPage): string {
  const { preferences, board, demoAheadMs } = page;
  const { language } = preferences;
  const text = words(language).board;
  const { commune, now, villages } = board;
  const today = localDateOf(now, commune.timeZone);
  const body = html`<main>
      <header class="top">
        <div>
          <p class="muted">${text.product} · ${text.live}</p>
          <h1>${commune.name}, ${commune.province}</h1>
        </div>
        <div>
          <p class="time">${timeText(now, commune.timeZone)}</p>
          <p class="muted">${dateText(language, today)}</p>
        </div>
      </header>
      ${
        demoAheadMs > 0
          ? html`<p class="note info">${fill(text.demoClock, { ahead: durationText(language, demoAheadMs) })}</p>`
          : undefined
      }
      ${board.stops.map((stop) => stopNote(stop, page))}
      <p class="state" role="status">${stateSentence(language, villages, board)}</p>
      <ul class="cards">
        ${villages.map((village) => villageCard(village, page, today))}
      </ul>
      <section class="recent">
        <h2>${text.recent}</h2>
        ${recentList(page)}
      </section>
    </main>
    ${footer(page)}`;
  return layout({
    preferences,
    title: `${commune.name} – ${text.product}`,
    body,
    islands: ['apps/field/islands/board.ts'],
    reloadSeconds: RELOAD_SECONDS,
  });
}

function stateSentence(language: Language, villages: readonly VillageBoard[], { now }: BoardView): string {
  const text = words(language).board;
  const poles = villages.reduce((sum, { controllers }) => sum + controllers, 0);
  const online = villages.reduce((sum, village) => sum + village.online, 0);
  if (poles === 0) return text.nothingPlanned;
  const troubled = villages.filter(
    ({ last, next }) =>
      (last.length > 0 && glanceAt(last, now) === 'trouble') || (next.length > 0 && glanceAt(next, now) === 'trouble'),
  ).length;
  return fill(troubled > 0 ? text.someTrouble : online < poles ? text.someOffline : text.allWell, {
    online,
    poles,
    offline: poles - online,
    troubled,
    villages: villages.length,
  });
}

function stopNote(stop: StopOrder, { preferences: { language }, board }: BoardPage): Html {
  const text = words(language).board;
  const { zoneIds, until, reason } = stop;
  const sentence = fill(zoneIds === null ? text.stopInForce : text.stopInZones, {
    count: zoneIds?.length,
    until: dayAndTimeText(language, until, board.commune.timeZone),
    reason,
  });
  return html`<p class="note pending"><span aria-hidden="true">■</span> ${sentence}</p>`;
}

function villageCard(
  { village, controllers, online, next, last }: VillageBoard,
  page: BoardPage,
  today: LocalDate,
): Html {
  const { language } = page.preferences;
  const text = words(language).board;
  const poles = controllers === 0 ? text.noPoles : fill(text.polesOnline, { online, poles: controllers });
  return html`<li class="card">
    <div>
      <h2>${village.label} ${village.name}</h2>
      <p class="muted">${fill(text.households, { count: numberText(language, village.households) })} · ${poles}</p>
    </div>
    ${broadcast(text.next, text.noNext, next, page, today)} ${broadcast(text.last, text.noLast, last, page, today)}
  </li>`;
}

function broadcast(
  heading: string,
  none: string,
  rundowns: readonly RundownSummary[],
  { preferences: { language }, board }: BoardPage,
  today: LocalDate,
): Html {
  const [first] = rundowns;
  if (!first)
    return html`<section>
      <h3>${heading}</h3>
      <p class="muted">${none}</p>
    </section>`;
  const { timeZone } = board.commune;
  const text = words(language).board;
  const titles = [...new Set(rundowns.flatMap(({ items }) => items.map((item) => titleText(item, language))))];
  const startsAt = Math.min(...rundowns.map((rundown) => rundown.startsAt));
  const heard = rundowns[0]!.confirmations.map(({ answer }) => words(language).confirmationAnswers[answer]);
  return html`<section>
    <h3>${heading}</h3>
    <p class="when">
      <span
        ><strong>${timeText(startsAt, timeZone)}</strong> ${dayName(first.localDate, today, language)} ·
        ${first.slotName}</span
      >
      ${glanceBadge(glanceAt(rundowns, board.now), language)}
    </p>
    <ul class="titles">
      ${titles.map((title) => html`<li>${title}</li>`)}
    </ul>
    <p class="muted">${countText(rundowns, board.now, language)}</p>
    ${heard.length > 0 ? html`<p class="muted">${fill(text.confirmed, { answers: listText(language, heard) })}</p>` : undefined}
  </section>`;
}

/** The title, and why the item does not go on air when it does not. */
function titleText({ title, reason }: RundownSummary['items'][number], language: Language): string {
  const { airingReasons, board } = words(language);
  const why = AIRING_REASONS.find((each) => each === reason);
  return why === undefined ? title : fill(board.because, { what: title, why: airingReasons[why] });
}

/** Before air how many are ready; afterwards how many stand in each state. */
function countText(rundowns: readonly RundownSummary[], now: number, language: Language): string {
  const { board, playbackStates } = words(language);
  const counts = countsOf(rundowns);
  if (rundowns.every(({ startsAt }) => startsAt > now)) {
    const total = sumOf(counts) - sumOf(counts, ['cancelled']);
    return total > 0 ? fill(board.readyCount, { ready: sumOf(counts, ['ready']), total }) : '';
  }
  return Object.entries(counts)
    .map(([state, count]) => `${numberText(language, count)} ${playbackStates[state as keyof typeof playbackStates]}`)
    .join(' · ');
}

function dayName(date: LocalDate, today: LocalDate, language: Language): string {
  const { board } = words(language);
  if (date === today) return board.today;
  if (date === addDays(today, 1)) return board.tomorrow;
  if (date === addDays(today, -1)) return board.yesterday;
  return dateText(language, date);
}

function recentList({ preferences: { language }, board, controllers }: BoardPage): Html {
  const lines = recentLines(language, board, controllers);
  if (lines.length === 0) return html`<p class="muted">${words(language).board.nothingYet}</p>`;
  return html`<ul class="log">
    ${lines.map((line) => html`<li><span class="muted">${timeText(line.at, board.commune.timeZone)}</span><span>${line.text}</span></li>`)}
  </ul>`;
}

function footer({ preferences, otherCommunes, signedIn }: BoardPage): Html {
  const { language } = preferences;
  const text = words(language).board;
  return html`<footer>
    ${otherCommunes.map(({ id, name }) => html`<a href="/?commune=${id}">${name}</a>`)}
    ${
      signedIn
        ? html`<a href="/home">${text.toWork}</a>
            <form method="post" action="/sign-out"><button>${text.signOut}</button></form>`
        : html`<a href="/sign-in">${text.signInLink}</a>`
    }
    <a href="/api/docs">${text.apiDocs}</a>
    ${preferencesBar(preferences, '/')}
  </footer>`;
}
