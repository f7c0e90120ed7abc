// The sounds on the leader's page, each as the horns play it, with what is said in it to read.
import type { ApprovalCard } from '#application';
import { durationText, fill, languageName, words } from '#words';
import { html, type Html } from '../html';
import type { LeaderPage } from './leader-view';

export function sounds({ versions, recordings }: ApprovalCard['announcement'], { preferences }: LeaderPage): Html {
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
