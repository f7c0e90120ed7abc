// One recording from the microphone of the desk, with the level while it runs.

export interface Take {
  /** How loud it is now, 0 to 1. */
  level(): number;
  /** Ends it and gives what was recorded. */
  stop(): Promise<Blob>;
  /** Ends it and throws it away. */
  drop(): void;
}

/** Asks for the microphone and begins at once. Rejects when the browser does not allow it. */
export async function beginTake(): Promise<Take> {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
  const recorder = new MediaRecorder(stream, { audioBitsPerSecond: 64_000 });
  const parts: Blob[] = [];
  recorder.ondataavailable = ({ data }) => parts.push(data);
  recorder.start();
  const context = new AudioContext();
  const analyser = context.createAnalyser();
  context.createMediaStreamSource(stream).connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  const close = () => {
    for (const track of stream.getTracks()) track.stop();
    if (context.state !== 'closed') void context.close();
  };
  return {
    level() {
      analyser.getFloatTimeDomainData(samples);
      return Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length);
    },
    stop: () =>
      new Promise((resolve) => {
        recorder.onstop = () => {
          close();
          resolve(new Blob(parts, { type: recorder.mimeType }));
        };
        recorder.stop();
      }),
    drop() {
      if (recorder.state !== 'inactive') recorder.stop();
      close();
    },
  };
}
