// The round button and what stands around it: language, text to read, the check of the day, level and clock.
import { useRef, useState } from 'preact/hooks';
import { MicrophoneHelp } from './microphone-help';
import { newTake, type Draft, type DraftBook, type Take } from './drafts';
import { fileFault } from './files';
import type { Verdict } from './loudness';
import { fileEndingOf, Microphone, obstacleIn, type Obstacle } from '#web';
import { phoneDate } from './phone-clock';
import { checkMicrophone, RecordingSession, type Session } from './session';
import { clockText, fill, languageName, text, view } from './view';

const CHECKED_KEY = 'loa-microphone-checked';

interface Props {
  readonly book: DraftBook;
  readonly language: string;
  readonly onLanguage: (language: string) => void;
  /** The draft into which is recorded; made by the first sound. */
  readonly draft: () => Promise<Draft>;
  /** Of a take that a crash had cut off: recording goes on in it. */
  readonly unfinished: { readonly draft: Draft; readonly take: Take } | undefined;
  readonly onDone: () => void;
}

type Stage =
  | { readonly kind: 'ready' }
  | { readonly kind: 'checking'; readonly level: number }
  | { readonly kind: 'doubtful'; readonly verdict: Verdict; readonly microphone: Microphone }
  | { readonly kind: 'recording'; readonly session: Session }
  | { readonly kind: 'blocked'; readonly obstacle: Obstacle };

export function Capture({ book, language, onLanguage, draft, unfinished, onDone }: Props) {
  const [stage, setStage] = useState<Stage>({ kind: 'ready' });
  const [said, setSaid] = useState<string | undefined>();
  const [script, setScript] = useState('');
  const session = useRef<RecordingSession | undefined>(undefined);
  const into = useRef<{ readonly draftId: string; readonly takeId: string } | undefined>(undefined);

  const begin = async () => {
    setSaid(undefined);
    try {
      const microphone = await Microphone.open();
      if (localStorage.getItem(CHECKED_KEY) === phoneDate()) return await record(microphone);
      await check(microphone);
    } catch (error) {
      setStage({ kind: 'blocked', obstacle: obstacleIn(error) });
    }
  };

  const check = async (microphone: Microphone) => {
    setStage({ kind: 'checking', level: 0 });
    const verdict = await checkMicrophone(microphone, (level) => setStage({ kind: 'checking', level }));
    if (verdict !== 'good') return setStage({ kind: 'doubtful', verdict, microphone });
    await record(microphone);
  };

  const record = async (microphone: Microphone) => {
    localStorage.setItem(CHECKED_KEY, phoneDate());
    void navigator.storage?.persist?.();
    const owner = unfinished?.draft ?? (await draft());
    const take = unfinished
      ? { ...unfinished.take, segments: unfinished.take.segments + 1, open: true }
      : {
          ...newTake(language, script, `${language}.${fileEndingOf(microphone.mime)}`, microphone.mime),
          open: true,
        };
    const takes = unfinished ? owner.takes.map((each) => (each.id === take.id ? take : each)) : [...owner.takes, take];
    const alreadyMs = unfinished ? 1_000 * (await book.pieceCount(take)) : 0;
    try {
      await book.change(owner.id, { takes });
    } catch (error) {
      console.error('the phone keeps nothing more', error);
      return setSaid(text.storageFull);
    }
    into.current = { draftId: owner.id, takeId: take.id };
    const onEnd = (why: 'limit' | 'full') => void stop(why === 'limit' ? text.limitReached : text.storageFull);
    const onLook = (look: Session) => setStage({ kind: 'recording', session: look });
    session.current = new RecordingSession(microphone, book, take, onLook, onEnd, view.limitMs, alreadyMs);
  };

  const stop = async (why?: string) => {
    const { current } = session;
    if (!current || !into.current) return;
    session.current = undefined;
    await current.stop();
    await book.changeTake(into.current.draftId, into.current.takeId, { open: false });
    setStage({ kind: 'ready' });
    setSaid(why);
    onDone();
  };

  const choose = async (file: File | undefined) => {
    if (!file) return;
    const fault = fileFault(file, view.maxBytes);
    if (fault) return setSaid(fault === 'fileType' ? text.fileType : text.fileTooLarge);
    const owner = await draft();
    const take = newTake(language, script, file.name, file.type || 'application/octet-stream');
    try {
      await book.addPiece(take.id, 0, 0, file);
      await book.change(owner.id, ({ takes }) => ({ takes: [...takes, take] }));
      setSaid(undefined);
      onDone();
    } catch (error) {
      console.error('the phone keeps nothing more', error);
      setSaid(text.storageFull);
    }
  };

  if (stage.kind === 'recording')
    return <Running session={stage.session} current={session.current} onStop={() => void stop()} />;
  if (stage.kind === 'checking') {
    return (
      <section class="capture" role="status">
        <p>{text.checking}</p>
        <Level value={stage.level} />
      </section>
    );
  }
  if (stage.kind === 'doubtful') {
    const { microphone, verdict } = stage;
    return (
      <section class="capture">
        <p class="note pending" role="alert">
          <span aria-hidden="true">⚠</span> {text.verdicts[verdict]}
        </p>
        <div class="row">
          <button type="button" class="main" onClick={() => void check(microphone)}>
            {text.checkAgain}
          </button>
          <button type="button" onClick={() => void record(microphone)}>
            {text.recordAnyway}
          </button>
        </div>
      </section>
    );
  }
  return (
    <section
      class="capture"
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault();
        void choose(event.dataTransfer?.files[0]);
      }}
    >
      {said !== undefined && (
        <p class="note pending" role="alert">
          {said}
        </p>
      )}
      {!unfinished && (
        <fieldset>
          <legend>{text.language}</legend>
          <div class="chips">
            {view.languages.map((tag) => (
              <button
                type="button"
                key={tag}
                class="chip"
                aria-pressed={tag === language}
                onClick={() => onLanguage(tag)}
              >
                {languageName(tag)}
              </button>
            ))}
          </div>
        </fieldset>
      )}
      {stage.kind === 'blocked' ? (
        <MicrophoneHelp obstacle={stage.obstacle} onAgain={() => void begin()} />
      ) : (
        <button type="button" class="round" onClick={() => void begin()}>
          <span aria-hidden="true">●</span>
          {text.start}
        </button>
      )}
      {!unfinished && (
        <>
          <label class="file">
            {text.chooseFile}
            <input
              type="file"
              accept="audio/*,.amr,.3gp,.m4a"
              onChange={(event) => void choose(event.currentTarget.files?.[0])}
            />
          </label>
          <p class="muted">{text.fileHint}</p>
          <details>
            <summary>{text.script}</summary>
            <textarea
              aria-label={text.script}
              rows={5}
              value={script}
              onInput={(event) => setScript(event.currentTarget.value)}
            />
          </details>
        </>
      )}
    </section>
  );
}

interface RunningProps {
  readonly session: Session;
  readonly current: RecordingSession | undefined;
  readonly onStop: () => void;
}

function Running({ session, current, onStop }: RunningProps) {
  const isPaused = session.state === 'paused';
  return (
    <section class="capture">
      {session.wasHidden && (
        <p class="note pending" role="alert">
          {text.hidden}
        </p>
      )}
      <p class="clock">
        {fill(isPaused ? text.clockPaused : text.clock, {
          elapsed: clockText(session.elapsedMs),
          limit: clockText(view.limitMs),
        })}
      </p>
      <Level value={session.level} />
      <button type="button" class="round on" onClick={onStop}>
        <span aria-hidden="true">■</span>
        {text.stop}
      </button>
      <button type="button" onClick={() => (isPaused ? current?.resume() : current?.pause())}>
        {isPaused ? text.resume : text.pause}
      </button>
    </section>
  );
}

function Level({ value }: { readonly value: number }) {
  return (
    <meter class="level" aria-label={text.level} min={0} max={1} low={0.35} high={0.97} optimum={0.7} value={value}>
      {Math.round(value * 100)}
    </meter>
  );
}
