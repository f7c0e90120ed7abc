// Speaking now: record with a level that is seen, send, and wait until the sound for the horns is there. What was spoken is an announcement
// like any other, and the second person approves it with the same hold.
import { useEffect, useRef, useState } from 'react';
import { api, ask, type Schema } from '#client';
import { fill } from '#words';
import { RefusalNote } from '../../parts/refusal-note';
import { useAct } from '../../parts/asked';
import { useDesk } from '../../shell/desk';
import { SCREENS } from '../../shell/words';
import { beginTake, type Take } from './take';

const text = SCREENS.emergency;

/** Looking whether the sound is ready. */
const LOOK_EVERY_MS = 500;
/** Below this the meter hears a quiet room. */
const VOICE = 0.02;

export function SpeakNow({ onReady }: { readonly onReady: (announcement: Schema<'Announcement'>) => void }) {
  const { commune } = useDesk();
  const [take, setTake] = useState<Take>();
  const [denied, setDenied] = useState(false);
  const [progress, setProgress] = useState<number>();
  const send = useAct(
    async (sound: Blob) => {
      setProgress(undefined);
      const announcement = await announced(commune.id, sound, setProgress);
      onReady(announcement);
      return announcement;
    },
    ['recordings'],
  );
  useEffect(() => () => take?.drop(), [take]);
  const start = async () => {
    setDenied(false);
    send.reset();
    try {
      setTake(await beginTake());
    } catch (why) {
      console.warn('no microphone', why);
      setDenied(true);
    }
  };
  const stop = async () => {
    const sound = await take!.stop();
    setTake(undefined);
    send.mutate(sound);
  };
  return (
    <div className="speak" aria-live="polite">
      {take ? (
        <>
          <Level take={take} />
          <button type="button" className="outlined" onClick={() => void stop()}>
            {text.speakStop}
          </button>
        </>
      ) : (
        <button type="button" className="outlined" onClick={() => void start()} disabled={send.isPending}>
          {send.isSuccess ? text.speakAgain : text.speakStart}
        </button>
      )}
      {denied ? (
        <p className="note pending" role="alert">
          {text.speakDenied}
        </p>
      ) : null}
      {send.isPending ? (
        <p>
          {progress === undefined
            ? text.speakSending
            : fill(text.speakPreparing, { percent: Math.round(progress * 100) })}
        </p>
      ) : null}
      {send.isSuccess ? <p>{text.speakReady}</p> : null}
      <RefusalNote refusal={send.error} />
    </div>
  );
}

/** The level while somebody speaks; after a while without a voice it says so. */
function Level({ take }: { readonly take: Take }) {
  const meter = useRef<HTMLMeterElement>(null);
  const [heard, setHeard] = useState(false);
  useEffect(() => {
    let frame = 0;
    const look = () => {
      const level = take.level();
      if (meter.current) meter.current.value = level;
      if (level > VOICE) setHeard(true);
      frame = requestAnimationFrame(look);
    };
    frame = requestAnimationFrame(look);
    return () => cancelAnimationFrame(frame);
  }, [take]);
  return (
    <>
      <meter ref={meter} min={0} max={0.5} aria-label={text.speakLevel} />
      {heard ? null : <p className="muted">{text.speakQuiet}</p>}
    </>
  );
}

/** Sends it, waits for the sound, and hands it in as an emergency message. */
async function announced(
  communeId: string,
  sound: Blob,
  onProgress: (share: number) => void,
): Promise<Schema<'Announcement'>> {
  const path = { id: communeId };
  const sent = await ask(
    api.POST('/api/v1/communes/{id}/recordings', {
      params: { path, query: { fileName: 'noi-ngay.webm' } },
      headers: { 'Content-Type': 'application/octet-stream' },
      body: { file: '' },
      bodySerializer: () => sound,
    }),
  );
  const recording = await rendered(sent.id, onProgress);
  const draft = await ask(
    api.POST('/api/v1/communes/{id}/announcements', {
      params: { path },
      body: {
        title: text.speakTitle,
        category: '',
        messageClass: 'emergency',
        versions: [{ language: 'vi', recordingId: recording, script: '' }],
      },
    }),
  );
  return ask(api.POST('/api/v1/announcements/{id}/submit', { params: { path: { id: draft.id } } }));
}

async function rendered(id: string, onProgress: (share: number) => void): Promise<string> {
  for (;;) {
    const { state, progress } = await ask(api.GET('/api/v1/recordings/{id}', { params: { path: { id } } }));
    // What the server refused it refuses again at the next step, in words.
    if (state === 'ready' || state === 'refused') return id;
    onProgress(progress);
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
}
