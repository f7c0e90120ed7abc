// The microphone of the desk: a button to begin, the level while somebody speaks, a button to end. Gives the sound, and keeps nothing.
import { useEffect, useRef, useState } from 'react';
import { Microphone, obstacleIn, type Obstacle } from '#web';
import { SCREENS } from './words';

const text = SCREENS.emergency;

/** Below this the meter hears a quiet room. */
const VOICE = 0.02;

/** What is being recorded, and its pieces so far. */
interface Take {
  readonly microphone: Microphone;
  readonly pieces: Blob[];
}

const OBSTACLE_TEXTS: Readonly<Record<Obstacle, string>> = {
  denied: text.speakDenied,
  missing: text.speakMissing,
  insecure: text.speakInsecure,
};

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
  const [obstacle, setObstacle] = useState<Obstacle>();
  useEffect(() => () => void take?.microphone.close(), [take]);
  const start = async () => {
    setObstacle(undefined);
    onBegin();
    try {
      const microphone = await Microphone.open();
      const pieces: Blob[] = [];
      microphone.start((piece) => pieces.push(piece));
      setTake({ microphone, pieces });
    } catch (why) {
      console.warn('no microphone', why);
      setObstacle(obstacleIn(why));
    }
  };
  const stop = async ({ microphone, pieces }: Take) => {
    await microphone.stop();
    setTake(undefined);
    onSound(new Blob(pieces, { type: microphone.mime }));
  };
  return (
    <>
      {take ? (
        <>
          <Level microphone={take.microphone} />
          <button type="button" className="outlined" onClick={() => void stop(take)}>
            {text.speakStop}
          </button>
        </>
      ) : (
        <button type="button" className="outlined" onClick={() => void start()} disabled={disabled}>
          {again ? text.speakAgain : text.speakStart}
        </button>
      )}
      {obstacle ? (
        <p className="note pending" role="alert">
          {OBSTACLE_TEXTS[obstacle]}
        </p>
      ) : null}
    </>
  );
}

/** The level while somebody speaks; as long as no voice is heard it says so. */
function Level({ microphone }: { readonly microphone: Microphone }) {
  const meter = useRef<HTMLMeterElement>(null);
  const [heard, setHeard] = useState(false);
  useEffect(() => {
    let frame = 0;
    const look = () => {
      const level = microphone.level();
      if (meter.current) meter.current.value = level;
      if (level > VOICE) setHeard(true);
      frame = requestAnimationFrame(look);
    };
    frame = requestAnimationFrame(look);
    return () => cancelAnimationFrame(frame);
  }, [microphone]);
  return (
    <>
      <meter ref={meter} min={0} max={0.5} aria-label={text.speakLevel} />
      {heard ? null : <p className="muted">{text.speakQuiet}</p>}
    </>
  );
}
