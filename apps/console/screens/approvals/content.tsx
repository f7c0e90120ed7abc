// What an announcement says: each of its languages to listen to, its script beside, and what the checks found.
import { useState, type Ref } from 'react';
import type { Schema } from '#web';
import { fill, languageName, listText } from '#words';
import { SoundPlayer, type SoundHandle } from '../../parts/sound-player';
import { LANGUAGE, SCREENS } from '../../parts/words';

const text = SCREENS.approvals;

export function Content({
  announcement,
  onPlay,
  player,
}: {
  readonly announcement: Schema<'Announcement'>;
  readonly onPlay?: () => void;
  readonly player?: Ref<SoundHandle>;
}) {
  const { versions, title, languagesMissing } = announcement;
  const [chosen, setChosen] = useState(0);
  const version = versions[chosen];
  return (
    <>
      <div className="toggles" role="group" aria-label={text.versions}>
        {versions.map(({ language }, index) => (
          <button key={language} type="button" aria-pressed={index === chosen} onClick={() => setChosen(index)}>
            {languageName(LANGUAGE, language)}
          </button>
        ))}
      </div>
      {languagesMissing.length > 0 ? (
        <p className="small">
          <span aria-hidden="true">⚠</span>{' '}
          {fill(text.missing, {
            languages: listText(
              LANGUAGE,
              languagesMissing.map((language) => languageName(LANGUAGE, language)),
            ),
          })}
        </p>
      ) : null}
      {version ? (
        <>
          <SoundPlayer
            key={version.recordingId}
            recordingId={version.recordingId}
            title={title}
            {...(onPlay && { onPlay })}
            {...(player && { ref: player })}
          />
          <h3>{text.script}</h3>
          <p className="script" lang={version.language}>
            {version.script === '' ? text.noScript : version.script}
          </p>
        </>
      ) : null}
    </>
  );
}
