// The sound of a warning or of its all-clear: spoken at the desk or taken from a file, in every language of the commune that somebody can
// speak. It is handed in, and another person listens and approves before it can be chosen.
import { Button } from '@mantine/core';
import { useId, useState } from 'react';
import { Link } from 'wouter';
import { fileEndingOf } from '#web';
import { fill, languageName } from '#words';
import { useAct } from '../../parts/queries';
import { submitWarning, type SpokenSound } from '../../parts/submit-warning';
import { RefusalNote } from '../../parts/refusal-note';
import { useVillages } from '../../parts/villages';
import { useDesk } from '../../parts/desk';
import { LANGUAGE, SCREENS } from '../../parts/words';
import { Recorder } from '../../parts/recorder';
import '../../parts/acts.css';
import './warning-sound.css';

const text = SCREENS.settings;

/** What everybody understands, and what a person at the desk speaks. */
const SPOKEN_HERE = 'vi';

export function NewWarning({ onClose }: { readonly onClose: () => void }) {
  const { commune } = useDesk();
  const [title, setTitle] = useState('');
  const [sounds, setSounds] = useState<readonly SpokenSound[]>([]);
  const [progress, setProgress] = useState<number>();
  const titleId = useId();
  const languages = useSpokenLanguages();
  const handIn = useAct(
    async (_pressed: undefined, intent) => {
      setProgress(undefined);
      return submitWarning(commune.id, { title, sounds }, setProgress, intent);
    },
    ['announcements', 'recordings', 'needs'],
  );
  const put = (language: string, sound: Blob | undefined, fileName: string) => {
    const others = sounds.filter((each) => each.language !== language);
    setSounds(sound ? [...others, { language, sound, fileName }] : others);
  };
  if (handIn.data) return <HandedIn announcementId={handIn.data.id} title={handIn.data.title} onClose={onClose} />;
  return (
    <section className="card side-form" aria-label={text.newSound}>
      <h2>{text.newSound}</h2>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          handIn.mutate(undefined);
        }}
      >
        <div className="field">
          <label htmlFor={titleId}>{text.soundTitle}</label>
          <input id={titleId} type="text" value={title} onChange={({ target }) => setTitle(target.value)} />
        </div>
        {languages.map((language) => (
          <SoundIn
            key={language}
            language={language}
            given={sounds.find((each) => each.language === language)}
            disabled={handIn.isPending}
            onSound={(sound, fileName) => put(language, sound, fileName)}
          />
        ))}
        <p className="small muted">{text.soundMeans}</p>
        {handIn.isPending ? (
          <p role="status">
            {progress === undefined
              ? SCREENS.emergency.speakSending
              : fill(SCREENS.emergency.speakPreparing, { percent: Math.round(progress * 100) })}
          </p>
        ) : null}
        <RefusalNote refusal={handIn.error} />
        <div className="row">
          <Button type="submit" loading={handIn.isPending} disabled={title.trim() === '' || sounds.length === 0}>
            {text.handInSound}
          </Button>
          <Button variant="default" onClick={onClose}>
            {SCREENS.shell.close}
          </Button>
        </div>
      </form>
    </section>
  );
}

/** Vietnamese first, then what else is spoken in the villages. */
function useSpokenLanguages(): readonly string[] {
  const villages = useVillages().data ?? [];
  return [...new Set([SPOKEN_HERE, ...villages.flatMap(({ languages }) => languages)])];
}

function SoundIn({
  language,
  given,
  disabled,
  onSound,
}: {
  readonly language: string;
  readonly given: SpokenSound | undefined;
  readonly disabled: boolean;
  readonly onSound: (sound: Blob | undefined, fileName: string) => void;
}) {
  const id = useId();
  const spokenHere = language === SPOKEN_HERE;
  return (
    <div className="field sound-in">
      <label htmlFor={id}>{fill(text.soundFile, { language: languageName(LANGUAGE, language) })}</label>
      <input
        id={id}
        type="file"
        accept="audio/*,video/webm,.m4a,.amr,.3gp,.caf"
        disabled={disabled}
        onChange={({ target }) => onSound(target.files?.[0], target.files?.[0]?.name ?? '')}
      />
      {spokenHere ? (
        <div className="speak">
          <Recorder
            again={given !== undefined}
            disabled={disabled}
            onBegin={() => onSound(undefined, '')}
            onSound={(sound) => onSound(sound, `ghi-am.${fileEndingOf(sound.type)}`)}
          />
        </div>
      ) : null}
      {given ? (
        <p className="small" role="status">
          ✓ {given.fileName}
        </p>
      ) : null}
    </div>
  );
}

function HandedIn({
  announcementId,
  title,
  onClose,
}: {
  readonly announcementId: string;
  readonly title: string;
  readonly onClose: () => void;
}) {
  return (
    <section className="card side-form" aria-label={text.newSound}>
      <h2>{title}</h2>
      <p role="status">✓ {text.soundHandedIn}</p>
      <div className="row">
        <Link href={`/approvals/${announcementId}`}>{text.soundReview}</Link>
        <Button variant="default" onClick={onClose}>
          {SCREENS.shell.close}
        </Button>
      </div>
    </section>
  );
}
