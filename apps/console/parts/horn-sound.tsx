// A recording exactly as a horn plays it, to be listened to. Nothing is loaded and nothing sounds before somebody asks for it.
import type { Schema } from '#web';
import { durationText, languageName } from '#words';
import { LANGUAGE } from './words';
import './horn-sound.css';

/** One player for each language of the announcement that is ready; `label` says what is heard. */
export function HornSound({
  announcement: { versions, recordings },
  label,
}: {
  readonly announcement: Pick<Schema<'Announcement'>, 'versions' | 'recordings'>;
  readonly label: string;
}) {
  return (
    <ul className="horn-sounds">
      {versions.map(({ language, recordingId }) => {
        const rendition = recordings.find(({ id }) => id === recordingId)?.rendition;
        if (!rendition) return null;
        const name = languageName(LANGUAGE, language);
        return (
          <li key={recordingId + language}>
            <span>
              {name} · {durationText(LANGUAGE, rendition.durationMs)}
            </span>
            <audio
              controls
              preload="none"
              src={`/api/v1/recordings/${recordingId}/sound`}
              aria-label={`${label}: ${name}`}
            />
          </li>
        );
      })}
    </ul>
  );
}
