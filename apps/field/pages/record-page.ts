// The page on which a notice is recorded and sent. With scripts it is a recorder; without, a form that sends a sound file.
import { RECORDING_LIMITS, type Announcement, type Village } from '#domain';
import { fill, numberText, sizeText, words, type Language, type ProblemText } from '#words';
import { assetPath } from '../assets';
import { html, type Html } from '../html';
import { layout, preferencesBar } from '../layout';
import { intentField, withIntent } from '../parts/intent-field';
import type { Preferences } from '../preferences';

export interface RecordPage {
  readonly preferences: Preferences;
  readonly communeId: string;
  readonly personId: string;
  readonly villages: readonly Village[];
  /** Where this person works; preset as who is to hear the notice. */
  readonly ownVillageIds: readonly string[];
  /** The village whose head speaks without asking, and how long; undefined: a notice for approval. */
  readonly village?: { readonly id: string; readonly name: string; readonly maxDurationMs: number };
  /** What this person wrote, newest first. */
  readonly mine: readonly Announcement[];
  readonly said?: ProblemText | 'received';
}

const WORKER = 'apps/field/islands/worker.ts';
/** Ten minutes: longer than any notice, short enough for the memory of a cheap phone. */
const LIMIT_MS = 10 * 60_000;

export function recordPage(page: RecordPage): string {
  const { preferences, village } = page;
  const { language } = preferences;
  const { screens, board } = words(language);
  const text = screens.record;
  const heading = village ? fill(text.villageTitle, { village: village.name }) : text.title;
  const body = html`<main class="record">
      <h1>${heading}</h1>
      ${village ? html`<p class="muted">${villageHint(language, village)}</p>` : undefined}
      <div id="record">
        <p class="muted needs-script">${text.loading}</p>
        <div class="without-script">${village ? undefined : fileForm(page)}${mineList(page)}</div>
      </div>
    </main>
    <footer>
      <a href="/home">${screens.phone.home}</a>
      <form method="post" action="/sign-out"><button>${screens.phone.signOut}</button></form>
      ${preferencesBar(preferences, village ? '/record?for=village' : '/record')}
    </footer>`;
  return layout({
    preferences,
    title: `${heading} – ${board.product}`,
    body,
    islands: ['apps/field/islands/record.tsx'],
    blocks: { words: wordsOf(language), view: viewOf(page) },
  });
}

/** The texts of the recorder, with what the server knows filled in already. */
function wordsOf(language: Language) {
  const { screens, announcementStates } = words(language);
  const size = sizeText(language, RECORDING_LIMITS.maxBytes);
  const { fileHint, fileTooLarge } = screens.record;
  return {
    ...screens.record,
    fileHint: fill(fileHint, { size }),
    fileTooLarge: fill(fileTooLarge, { size }),
    states: announcementStates,
  };
}

function viewOf({ communeId, personId, villages, ownVillageIds, village, mine }: RecordPage) {
  return {
    communeId,
    personId,
    ownVillageIds,
    villages: villages.map(({ id, label, name, languages }) => ({ id, name: `${label} ${name}`, languages })),
    languages: languagesOf(villages),
    village: village ?? null,
    limitMs: village?.maxDurationMs ?? LIMIT_MS,
    maxBytes: RECORDING_LIMITS.maxBytes,
    worker: assetPath(WORKER),
    mine: mine.map(({ id, title, category, state, note, revision, versions }) => ({
      ...{ id, title, category, state, note, revision, versions },
    })),
  };
}

/** Vietnamese, and what is spoken in the villages. */
function languagesOf(villages: readonly Village[]): readonly string[] {
  return [...new Set(['vi', ...villages.flatMap(({ languages }) => languages)])];
}

function villageHint(language: Language, { name, maxDurationMs }: NonNullable<RecordPage['village']>): string {
  const minutes = numberText(language, maxDurationMs / 60_000);
  return fill(words(language).screens.record.villageHint, { minutes, village: name });
}

function fileForm({ preferences: { language }, villages, said }: RecordPage): Html {
  const text = words(language).screens.record;
  const names = text.languages as Readonly<Record<string, string>>;
  return html`<form class="plain" method="post" action="${withIntent('/record')}" enctype="multipart/form-data">
    <h2>${text.form}</h2>
    ${said === undefined ? undefined : said === 'received' ? html`<p class="note info" role="status">${text.fileSent}</p>` : html`<p class="note pending" role="alert"><strong>${said.title}.</strong> ${said.detail}</p>`}
    <label>${text.noticeTitle}<input name="title" required maxlength="200" /></label>
    <label
      >${text.language}<select name="language">
        ${languagesOf(villages).map((each) => html`<option value="${each}">${names[each] ?? each}</option>`)}
      </select></label
    >
    <label>${text.file}<input type="file" name="file" accept="audio/*,.amr,.3gp" required /></label>
    <p class="muted">${fill(text.fileHint, { size: sizeText(language, RECORDING_LIMITS.maxBytes) })}</p>
    <button class="main">${text.sendFile}</button>
  </form>`;
}

function mineList({ preferences: { language }, mine }: RecordPage): Html {
  const { screens, announcementStates } = words(language);
  const text = screens.record;
  return html`<section>
    <h2>${text.mine}</h2>
    ${mine.length === 0 ? html`<p class="muted">${text.mineEmpty}</p>` : undefined}
    <ul class="items">
      ${mine.map(
        ({ id, title, state, note }) =>
          html`<li class="item">
            <strong>${title}</strong> <span class="badge quiet">${announcementStates[state]}</span>
            ${note === null ? undefined : html`<p>${fill(text.note, { note })}</p>`}
            ${
              state === 'draft'
                ? html`<form method="post" action="/record/submit">
                    ${intentField()} <input type="hidden" name="id" value="${id}" /><button class="main">
                      ${text.submit}
                    </button>
                  </form>`
                : undefined
            }
          </li>`,
      )}
    </ul>
  </section>`;
}
