// One buổi phát on the village head's page: when, what, in the three states first; the exact ones one tap below; and the one question about it.
import type { HeardBroadcast, HeardItem, PlaybackCounts } from '#application';
import { addDays, isAwaited, toldState, wasCutShort, type Instant, type LocalDate, type PlaybackState } from '#domain';
import {
  dateText,
  durationText,
  fill,
  languageName,
  listText,
  reasonText,
  timeText,
  words,
  type Language,
} from '#words';
import { html, type Html } from '../html';
import { glanceBadge } from '../parts/glance-badge';
import { intentField } from '../parts/intent-field';
import { TROUBLES, troublePicture } from '../parts/pictures';
import type { VillagePage } from './village-view';
import { glanceAt, type Glance } from '../parts/village-outlook';

/** The whole card. */
export function broadcastCard(broadcast: HeardBroadcast, page: VillagePage): Html {
  const { preferences, days } = page;
  const { startsAt, localDate, slotName, rundownId, items } = broadcast;
  return html`<li class="card broadcast" id="broadcast-${rundownId}" data-rundown="${rundownId}">
    <h3 class="when">
      <span
        ><strong class="time">${timeText(startsAt, days.commune.timeZone)}</strong>
        ${dayName(localDate, days.today, preferences.language)} · ${slotName}</span
      >
      ${glanceBadge(glanceOf(broadcast, days.now), preferences.language)}
    </h3>
    <ul class="titles">
      ${repeatsOf(items).map(
        (repeats) =>
          html`<li>${repeats[0].title} <span class="muted">${soundLine(repeats, preferences.language)}</span></li>`,
      )}
    </ul>
    ${questionPart(broadcast, page)} ${exactStates(items, days.now, preferences.language)}
  </li>`;
}

/** One word for all zones of the village. */
export function glanceOf({ items, startsAt }: HeardBroadcast, now: number): Glance {
  const all = items.flatMap(({ playbacks }) => playbacks);
  const cutShort = all.filter(wasCutShort).length;
  const afterCancel = all.filter((each) => each.playedAfterCancel).length;
  return glanceAt([{ startsAt, items, playbacks: countsOf(items), cutShort, afterCancel }], now);
}

/** `hôm nay`, `ngày mai`, `hôm qua`, else the date. */
export function dayName(date: LocalDate, today: LocalDate, language: Language): string {
  const { board } = words(language);
  if (date === today) return board.today;
  if (date === addDays(today, 1)) return board.tomorrow;
  return date === addDays(today, -1) ? board.yesterday : dateText(language, date);
}

function countsOf(items: readonly HeardItem[]): PlaybackCounts {
  const counts: Partial<Record<PlaybackState, number>> = {};
  for (const state of items.flatMap(({ playbacks }) => playbacks.map(toldState)))
    counts[state] = (counts[state] ?? 0) + 1;
  return counts;
}

type Repeats = readonly [HeardItem, ...HeardItem[]];

/** The same thing said again is one line for people: an emergency repeats itself twenty times. */
function repeatsOf(items: readonly HeardItem[]): readonly Repeats[] {
  const all = new Map<string, Repeats>();
  for (const item of items) {
    const { kind, title, reason, durationMs, languages } = item;
    const key = JSON.stringify([kind, title, reason, durationMs, languages]);
    const known = all.get(key);
    all.set(key, known ? [...known, item] : [item]);
  }
  return [...all.values()];
}

/** `tiếng Thái · 1 phút 20 giây · 2 lần`. */
function soundLine([{ languages, durationMs }, ...again]: Repeats, language: Language): string {
  const spoken = languages.map((tag) => languageName(language, tag));
  const text = words(language).screens.village;
  return [
    ...(spoken.length > 0 ? [listText(language, spoken)] : []),
    durationText(language, durationMs),
    ...(again.length > 0 ? [fill(text.times, { count: again.length + 1 })] : []),
  ].join(' · ');
}

/** What is asked, or what was answered; nothing while there is nothing to answer. */
function questionPart(broadcast: HeardBroadcast, page: VillagePage): Html | undefined {
  if (!broadcast.question) return undefined;
  return broadcast.word ? answered(broadcast, page) : asked(broadcast, page);
}

function asked(broadcast: HeardBroadcast, page: VillagePage): Html {
  const text = words(page.preferences.language).screens.village;
  const about = aboutOf(broadcast, page);
  return html`<form class="ask" method="post" action="/village/words" data-word>
    ${intentField()} ${hiddenFields(broadcast, page)}
    <p>${text.ask}</p>
    ${askedTitles(broadcast, page)}
    <button class="primary" name="answer" value="heard" aria-label="${text.heard}, ${about}">
      <span aria-hidden="true">✓</span> ${text.heard}
    </button>
    <details>
      <summary class="button" aria-label="${text.trouble}, ${about}">${text.trouble}</summary>
      <div class="troubles">
        ${TROUBLES.map(
          (trouble) =>
            html`<button name="answer" value="${trouble}" aria-label="${text.troubles[trouble]}, ${about}">
              ${troublePicture(trouble)} ${text.troubles[trouble]}
            </button>`,
        )}
        <label class="wide">${text.note}<input name="note" maxlength="1000" autocomplete="off" /></label>
      </div>
    </details>
    <p class="unsent" role="status" hidden></p>
  </form>`;
}

/** What is asked about, where that is not all that the card names. */
function askedTitles({ items, question }: HeardBroadcast, { preferences }: VillagePage): Html | undefined {
  if (items.every(({ title }) => question!.titles.includes(title))) return undefined;
  return html`<p><strong>${listText(preferences.language, question!.titles)}</strong></p>`;
}

function answered(broadcast: HeardBroadcast, page: VillagePage): Html {
  const { language } = page.preferences;
  const text = words(language).screens.village;
  const answer = words(language).confirmationAnswers[broadcast.word!.answer];
  const justSaid = page.just?.rundownId === broadcast.rundownId;
  return html`<div class="said">
    <p><span aria-hidden="true">✓</span> ${fill(text.said, { answer })}</p>
    <form method="post" action="/village/words/withdrawn" data-withdraw>
      ${intentField()} ${hiddenFields(broadcast, page)}
      ${
        justSaid
          ? html`<button data-undo aria-label="${text.undo}, ${aboutOf(broadcast, page)}">${text.undo}</button>`
          : undefined
      }
      <details data-change>
        <summary class="button quiet">${text.change}</summary>
        <button>${text.undo}</button>
      </details>
    </form>
  </div>`;
}

function hiddenFields({ rundownId, question }: HeardBroadcast, { days, view }: VillagePage): Html {
  return html`<input type="hidden" name="rundownId" value="${rundownId}" />
    <input type="hidden" name="airingId" value="${question?.airingId ?? ''}" />
    <input type="hidden" name="village" value="${days.village.id}" />
    <input type="hidden" name="view" value="${view}" />`;
}

function aboutOf({ slotName, startsAt, localDate }: HeardBroadcast, { preferences, days }: VillagePage): string {
  const { language } = preferences;
  return fill(words(language).screens.village.about, {
    slot: slotName,
    time: timeText(startsAt, days.commune.timeZone),
    day: dayName(localDate, days.today, language),
  });
}

/** Every item on every pole, with the reason where it did not sound. */
function exactStates(items: readonly HeardItem[], now: Instant, language: Language): Html {
  const text = words(language).screens.village;
  return html`<details>
    <summary>${text.details}</summary>
    ${repeatsOf(items).map(
      (repeats) =>
        html`<p>
            <strong>${repeats[0].title}</strong>
            <span class="muted">${text.kinds[repeats[0].kind]}</span>
          </p>
          ${
            repeats[0].reason === null
              ? undefined
              : html`<p>${fill(text.notOnAir, { why: reasonText(language, repeats[0].reason) })}</p>`
          }
          <dl class="states">
            ${polesOf(repeats, now).map(
              ([pole, playbacks]) =>
                html`<dt>${pole}</dt>
                  <dd>${statesText(playbacks, language)}</dd>`,
            )}
          </dl>`,
    )}
  </details>`;
}

type HeardPlayback = HeardItem['playbacks'][number];

type PoleStates = readonly [pole: string, playbacks: readonly (HeardPlayback & ToldPlayback)[]];

function polesOf(repeats: Repeats, now: Instant): readonly PoleStates[] {
  const poles = new Map<string, (HeardPlayback & ToldPlayback)[]>();
  for (const item of repeats) {
    for (const playback of item.playbacks) {
      const told = { ...playback, isAwaited: isAwaited(playback, item, now) };
      poles.set(playback.controllerId, [...(poles.get(playback.controllerId) ?? []), told]);
    }
  }
  return [...poles.values()].map((playbacks) => [playbacks[0]!.pole, playbacks]);
}

/** How it went on one pole. `isAwaited`: its time is over, and nobody has said a word of it. */
interface ToldPlayback extends Pick<HeardPlayback, 'state' | 'reason'> {
  readonly isAwaited: boolean;
}

/** `đã phát · 4 lần, đã huỷ · 16 lần`; the count only where there are several. */
export function statesText(playbacks: readonly ToldPlayback[], language: Language): string {
  const counts = new Map<string, number>();
  for (const playback of playbacks) {
    const said = stateText(playback, language);
    counts.set(said, (counts.get(said) ?? 0) + 1);
  }
  const text = words(language).screens.village;
  return [...counts]
    .map(([said, count]) => (count === 1 ? said : `${said} · ${fill(text.times, { count })}`))
    .join(', ');
}

/** `không phát (mất điện hoặc thiết bị tắt)`. */
function stateText({ state, reason, isAwaited: isUnheard }: ToldPlayback, language: Language): string {
  const { playbackStates, board } = words(language);
  if (isUnheard) return board.noWordYet;
  if (reason === null) return playbackStates[state];
  return fill(board.because, { what: playbackStates[state], why: reasonText(language, reason) });
}
