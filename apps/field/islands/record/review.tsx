// Listening to what was recorded, before anybody else has to: its shape, its marks, and what the phone thinks of its sound.
import type { Trim } from '#domain';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { DraftBook, Take } from './drafts';
import { measure, verdictOf } from './loudness';
import { decode, play } from './sound';
import { fill, secondsText, text } from './view';
import { Waveform } from './waveform';

/** Having heard so much of it counts as having listened. */
const HEARD_MS = 10_000;

interface Props {
  readonly book: DraftBook;
  readonly draftId: string;
  readonly take: Take;
  /** There is an older take in this language. */
  readonly hasFormer: boolean;
  readonly onAgain: () => void;
}

export function Review({ book, draftId, take, hasFormer, onAgain }: Props) {
  const buffer = useDecoded(book, take);
  const [undone, setUndone] = useState<readonly Trim[]>([]);
  const [live, setLive] = useState<Trim | undefined>();
  const stop = useRef<(() => void) | undefined>(undefined);
  const [playing, setPlaying] = useState(false);
  const loudness = useMemo(
    () => (buffer instanceof AudioBuffer ? measure(buffer.getChannelData(0), buffer.sampleRate) : undefined),
    [buffer],
  );
  useEffect(() => () => stop.current?.(), []);

  const change = (next: Partial<Take>) => void book.changeTake(draftId, take.id, next);
  if (buffer === undefined) return <p class="muted">{text.loading}</p>;
  if (buffer === 'unknown') return <p class="note info">{text.cannotPreview}</p>;

  const durationMs = buffer.duration * 1_000;
  const kept = take.trim ?? { fromMs: 0, toMs: Math.round(durationMs) };
  const trim = live ?? kept;
  const setTrim = (next: Trim, isFinal: boolean) => {
    setLive(isFinal ? undefined : next);
    if (!isFinal) return;
    setUndone([...undone, kept]);
    change({ trim: next });
  };
  const listen = () => {
    if (playing) return stop.current?.();
    setPlaying(true);
    stop.current = play(buffer, trim.fromMs, trim.toMs, (playedMs) => {
      setPlaying(false);
      if (playedMs >= Math.min(HEARD_MS, trim.toMs - trim.fromMs - 250)) change({ heard: true });
    });
  };
  const verdict = loudness && verdictOf(loudness);

  return (
    <section aria-label={text.review}>
      <h2>{text.review}</h2>
      <p class="muted">{text.reviewHint}</p>
      <Waveform buffer={buffer} trim={trim} onTrim={setTrim} />
      <div class="row">
        <button type="button" class="main" onClick={listen}>
          {playing ? text.playing : text.play} ({secondsText(trim.toMs - trim.fromMs)} s)
        </button>
        <button type="button" onClick={() => loudness && setTrim(loudness.sounding, true)}>
          {text.autoTrim}
        </button>
        <button
          type="button"
          disabled={undone.length === 0}
          onClick={() => {
            change({ trim: undone.at(-1)! });
            setUndone(undone.slice(0, -1));
          }}
        >
          {text.undo}
        </button>
        <button type="button" onClick={onAgain}>
          {text.again}
        </button>
        {hasFormer && (
          <button type="button" onClick={() => void book.removeTake(draftId, take.id)}>
            {text.keepOld}
          </button>
        )}
      </div>
      {loudness && verdict && (
        <p class={verdict === 'good' ? 'note info' : 'note pending'} role="status">
          <span aria-hidden="true">{verdict === 'good' ? '✓' : '⚠'}</span> {text.verdicts[verdict]}{' '}
          {fill(text.silence, { seconds: secondsText(loudness.longestSilenceMs) })}
        </p>
      )}
    </section>
  );
}

/** The sound of a take to look at and listen to; `unknown` for formats that only the server can read. */
function useDecoded(book: DraftBook, take: Take): AudioBuffer | 'unknown' | undefined {
  const [buffer, setBuffer] = useState<AudioBuffer | 'unknown' | undefined>();
  const { id, segments } = take;
  useEffect(() => {
    let isShown = true;
    setBuffer(undefined);
    book
      .sound(take)
      .then(decode)
      .then(async (decoded) => {
        await book.changeTake(draftOf(book, id), id, { durationMs: decoded.duration * 1_000 });
        if (isShown) setBuffer(decoded);
      })
      .catch(async (error: unknown) => {
        console.warn('this phone cannot play it', error);
        await book.changeTake(draftOf(book, id), id, { heard: true });
        if (isShown) setBuffer('unknown');
      });
    return () => {
      isShown = false;
    };
  }, [id, segments]);
  return buffer;
}

function draftOf(book: DraftBook, takeId: string): string {
  return book.all.find(({ takes }) => takes.some(({ id }) => id === takeId))?.id ?? '';
}
