// Speaking now: record, send, and wait until the sound for the horns is there. What was spoken is an announcement like any other, and the
// second person approves it with the same hold.
import { useState } from 'react';
import { fileEndingOf, type Schema } from '#web';
import { fill } from '#words';
import { useAct } from '../../parts/queries';
import { submitWarning } from '../../parts/submit-warning';
import { RefusalNote } from '../../parts/refusal-note';
import { useDesk } from '../../parts/desk';
import { SCREENS } from '../../parts/words';
import { Recorder } from '../../parts/recorder';

const text = SCREENS.emergency;

/** `onSpoken` hears of nothing as soon as somebody speaks again: what was said before must not go out by mistake. */
export function SpeakNow({
  onSpoken,
}: {
  readonly onSpoken: (announcement: Schema<'Announcement'> | undefined) => void;
}) {
  const { commune } = useDesk();
  const [progress, setProgress] = useState<number>();
  const send = useAct(
    async (sound: Blob, intent) => {
      setProgress(undefined);
      const sounds = [{ language: 'vi', sound, fileName: `noi-ngay.${fileEndingOf(sound.type)}` }];
      const announcement = await submitWarning(commune.id, { title: text.speakTitle, sounds }, setProgress, intent);
      onSpoken(announcement);
      return announcement;
    },
    ['recordings'],
  );
  const begin = () => {
    send.reset();
    onSpoken(undefined);
  };
  return (
    <div className="speak" aria-live="polite">
      <Recorder again={send.isSuccess} disabled={send.isPending} onBegin={begin} onSound={send.mutate} />
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
