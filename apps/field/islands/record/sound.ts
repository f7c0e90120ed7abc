// Sounds on the phone: decoded to look at and to listen to, and joined to one when a crash had cut them in two.

/** Speech needs no more, and ten minutes of it fit into a cheap phone. */
const RATE_HZ = 16_000;

/** One channel of samples at `RATE_HZ`. */
export async function decode(parts: readonly Blob[]): Promise<AudioBuffer> {
  const decoder = new OfflineAudioContext(1, 1, RATE_HZ);
  const buffers: AudioBuffer[] = [];
  for (const part of parts) buffers.push(await decoder.decodeAudioData(await part.arrayBuffer()));
  const length = buffers.reduce((sum, buffer) => sum + buffer.length, 0);
  const whole = decoder.createBuffer(1, Math.max(1, length), RATE_HZ);
  let offset = 0;
  for (const buffer of buffers) {
    whole.copyToChannel(buffer.getChannelData(0), 0, offset);
    offset += buffer.length;
  }
  return whole;
}

/** What is sent: the one part untouched, or several joined as WAV. */
export async function joined(parts: readonly Blob[]): Promise<Blob> {
  const [first, ...rest] = parts;
  return first && rest.length === 0 ? first : wavOf((await decode(parts)).getChannelData(0));
}

function wavOf(samples: Float32Array): Blob {
  const head = new DataView(new ArrayBuffer(44));
  const bytes = samples.length * 2;
  const write = (at: number, letters: string) =>
    [...letters].forEach((letter, index) => head.setUint8(at + index, letter.charCodeAt(0)));
  write(0, 'RIFF');
  head.setUint32(4, 36 + bytes, true);
  write(8, 'WAVEfmt ');
  head.setUint32(16, 16, true);
  head.setUint16(20, 1, true);
  head.setUint16(22, 1, true);
  head.setUint32(24, RATE_HZ, true);
  head.setUint32(28, RATE_HZ * 2, true);
  head.setUint16(32, 2, true);
  head.setUint16(34, 16, true);
  write(36, 'data');
  head.setUint32(40, bytes, true);
  const pcm = Int16Array.from(samples, (sample) => Math.max(-1, Math.min(1, sample)) * 32_767);
  return new Blob([head, pcm], { type: 'audio/wav' });
}

/** The highest sample of so many bars, 0 to 1. */
export function barsOf(samples: Float32Array, count: number): readonly number[] {
  const size = Math.max(1, Math.floor(samples.length / count));
  return Array.from({ length: count }, (_, bar) =>
    samples.subarray(bar * size, (bar + 1) * size).reduce((most, sample) => Math.max(most, Math.abs(sample)), 0),
  );
}

/** Plays a part; `onEnd` gets how long it sounded, in milliseconds. */
export function play(buffer: AudioBuffer, fromMs: number, toMs: number, onEnd: (playedMs: number) => void): () => void {
  const context = new AudioContext();
  const source = context.createBufferSource();
  source.buffer = buffer;
  source.connect(context.destination);
  // Once: some browsers say it a second time when what has ended is stopped or closed.
  const ended = () => {
    const playedMs = Math.min(toMs - fromMs, context.currentTime * 1_000);
    void context.close();
    onEnd(playedMs);
  };
  source.addEventListener('ended', ended, { once: true });
  source.start(0, fromMs / 1_000, (toMs - fromMs) / 1_000);
  return () => source.stop();
}
