// What a personal link opens: the one question of the PIN, the approval on a phone, and what is said when the link is no longer good.
import type { ApprovalOnPhone, VillageEntry } from '#application';
import type { Commune, PreviewedStart, Recording } from '#domain';
import { dayAndTimeText, durationText, fill, languageName, words, type ProblemText } from '#words';
import { html, type Html } from '../html';
import { layout } from '../layout';
import { intentField } from '../parts/intent-field';
import { phoneTop } from '../parts/phone-top';
import type { Preferences } from '../preferences';

export interface LinkPage {
  readonly preferences: Preferences;
  readonly token: string;
  readonly commune: Pick<Commune, 'name' | 'phone' | 'timeZone'>;
  readonly refusal?: ProblemText | undefined;
}

/** Asks once who is there; afterwards the phone is known. */
export function villageLinkPage(page: LinkPage, { name, asksFor }: VillageEntry): string {
  const text = words(page.preferences.language).screens.link;
  const body = html`<p class="state">${fill(text.forVillage, { name })}</p>
    <form class="ask" method="post" action="/l/${page.token}/enter">
      ${proofField(page.preferences, asksFor)}
      <p class="muted">${text.pinOnce}</p>
      <button class="primary">${text.enter}</button>
    </form>`;
  return linkPage(page, fill(text.hello, { name }), body);
}

/** The name and the PIN of a village head who comes without a link, from the poster at the culture house. */
export function pinSignInPage(page: Omit<LinkPage, 'token'>): string {
  const text = words(page.preferences.language).screens.link;
  const body = html`<form class="ask" method="post" action="/village/sign-in">
    <label
      >${text.login}<input name="login" autocomplete="username" autocapitalize="none" maxlength="100" required
    /></label>
    ${proofField(page.preferences, 'pin')}
    <button class="primary">${text.enter}</button>
    <p><a href="/sign-in?next=%2Fvillage">${text.byPassword}</a></p>
  </form>`;
  return linkPage({ ...page, here: '/village/sign-in' }, text.pinTitle, body);
}

/** The conflicts and warnings of what is to be approved, in words. */
export interface ToApprove extends ApprovalOnPhone {
  readonly conflictTexts: readonly string[];
  readonly places: readonly string[];
  /** When it would sound. Null: that cannot be worked out now, as `conflictTexts` says. */
  readonly starts: readonly PreviewedStart[] | null;
}

/** Everything that is approved, as one page: sound, script, places, times; and the signature. */
export function approvalPage(page: LinkPage, shown: ToApprove): string {
  const { preferences, token, commune } = page;
  const { language } = preferences;
  const text = words(language).screens.link;
  const { actor, expiresAt, asksFor, booking, conflictTexts, places, starts } = shown;
  const until = dayAndTimeText(language, expiresAt, commune.timeZone);
  const body = html`<p>${fill(text.asks, { name: actor.name, until })}</p>
    <h2>${booking.announcement.title}</h2>
    ${booking.announcement.versions.map(
      (version) =>
        html`<section class="card">
          ${soundOf(booking.announcement.recordings, version, page)}
          ${version.script === '' ? undefined : html`<p><strong>${text.script}:</strong> ${version.script}</p>`}
        </section>`,
    )}
    <section>
      <h3>${text.airtimes}</h3>
      ${airtimes(starts ?? [], page)}
      <h3>${text.places}</h3>
      <p>${places.join(', ')}</p>
    </section>
    ${notes(text.conflicts, conflictTexts)}
    ${booking.digest === null ? html`<p class="note pending">${text.notReady}</p>` : undefined}
    ${
      booking.digest === null || starts === null
        ? undefined
        : html`<form class="ask" method="post" action="/l/${token}/approve">
            ${intentField()}
            <input type="hidden" name="digest" value="${booking.digest}" />
            <p>${text.listenFirst}</p>
            ${proofField(preferences, asksFor)}
            <button class="primary">${text.approve}</button>
          </form>`
    }`;
  return linkPage(page, text.approveTitle, body);
}

export function approvedPage(page: LinkPage, title: string): string {
  const text = words(page.preferences.language).screens.link;
  const body = html`<h2>${title}</h2>
    <p class="note info" role="status"><span aria-hidden="true">✓</span> ${text.approved}</p>
    <p class="muted">${text.approvedHint}</p>`;
  return linkPage(page, text.approveTitle, body);
}

/** For a link that ended; whom to call stands on top of it. */
export function endedLinkPage(page: LinkPage): string {
  const text = words(page.preferences.language).screens.link;
  return linkPage(page, text.ended, html`<p class="state">${text.endedHint}</p>`);
}

function linkPage(
  page: Omit<LinkPage, 'token'> & { readonly here?: string; readonly token?: string },
  heading: string,
  body: Html,
): string {
  const { preferences, commune, refusal, here = `/l/${page.token ?? ''}` } = page;
  const main = html`<main class="phone">
    ${phoneTop({ preferences, heading, below: commune.name, phone: commune.phone, here })}
    ${refusal ? html`<p class="note pending" role="alert"><strong>${refusal.title}.</strong> ${refusal.detail}</p>` : undefined}
    ${body}
  </main>`;
  return layout({ preferences, title: heading, body: main });
}

/** One field, never split: six digits are pasted, filled in by the phone, or typed. */
function proofField({ language }: Preferences, asksFor: 'pin' | 'password'): Html {
  const text = words(language).screens.link;
  return asksFor === 'pin'
    ? html`<label
        >${text.askPin}<input
          name="pin"
          class="pin"
          inputmode="numeric"
          autocomplete="one-time-code"
          pattern="[0-9]{6}"
          maxlength="6"
          required
      /></label>`
    : html`<label
        >${text.askPassword}<input name="password" type="password" autocomplete="current-password" required
      /></label>`;
}

function soundOf(
  recordings: readonly Recording[],
  { recordingId, language: spoken }: { readonly recordingId: string; readonly language: string },
  { preferences, token }: LinkPage,
): Html {
  const { language } = preferences;
  const durationMs = recordings.find(({ id }) => id === recordingId)?.rendition?.durationMs;
  const heading = fill(words(language).screens.link.listen, {
    language: languageName(language, spoken),
    duration: durationText(language, durationMs ?? 0),
  });
  return html`<p id="sound-${recordingId}">${heading}</p>
    <audio
      controls
      preload="none"
      aria-labelledby="sound-${recordingId}"
      src="/api/v1/links/${token}/recordings/${recordingId}/sound"
    ></audio>`;
}

/** So many airtimes are listed one by one. */
const LISTED = 8;

function airtimes(starts: readonly PreviewedStart[], { preferences, commune }: LinkPage): Html {
  const { language } = preferences;
  const instants = [...new Set(starts.map(({ startsAt }) => startsAt))].sort((a, b) => a - b);
  const more = instants.length - LISTED;
  return html`<ul class="titles">
    ${instants.slice(0, LISTED).map((at) => html`<li>${dayAndTimeText(language, at, commune.timeZone)}</li>`)}
    ${more > 0 ? html`<li>${fill(words(language).screens.link.moreTimes, { count: more })}</li>` : undefined}
  </ul>`;
}

function notes(heading: string, sentences: readonly string[]): Html | undefined {
  if (sentences.length === 0) return undefined;
  return html`<div class="note pending">
    <p>${heading}:</p>
    <ul class="titles">
      ${sentences.map((sentence) => html`<li>${sentence}</li>`)}
    </ul>
  </div>`;
}
