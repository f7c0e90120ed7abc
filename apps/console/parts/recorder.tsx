// The microphone of the desk: a button to begin, the level while somebody speaks, a button to end. Gives the sound, and keeps nothing.
import { useEffect, useRef, useState } from 'react';
import { SCREENS } from './words';
import { beginTake, type Take } from '../screens/emergency/take';

const text = SCREENS.emergency;

/** Below this the meter hears a quiet room. */
const VOICE = 0.02;

export function Recorder({
  again,
  disabled,
  onBegin,
  onSound,
}: {
  /** Something was recorded before, and would be replaced. */
  readonly again: boolean;
  readonly disabled: boolean;
  readonly onBegin: () => void;
  readonly onSound: (sound: Blob) => void;
}) {
  const [take, setTake] = useState<Take>();
  const [denied, setDenied] = useState(false);
  useEffect(() => () => take?.drop(), [take]);
  const start = async () => {
    setDenied(false);
    onBegin();
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
    onSound(sound);
  };
  return (
    <>
      {take ? (
        <>
          <Level take={take} />
          <button type="button" className="outlined" onClick={() => void stop()}>
            {text.speakStop}
          </button>
        </>
      ) : (
        <button type="button" className="outlined" onClick={() => void start()} disabled={disabled}>
          {again ? text.speakAgain : text.speakStart}
        </button>
      )}
      {denied ? (
        <p className="note pending" role="alert">
          {text.speakDenied}
        </p>
      ) : null}
    </>
  );
}

/** The level while somebody speaks; as long as no voice is heard it says so. */
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
