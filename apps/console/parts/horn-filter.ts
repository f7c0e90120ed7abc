// What a horn on a pole leaves of a sound, so that whoever listens at a desk hears what the village will hear.

/** A horn carries about this band of a voice, in hertz. */
const BAND_HZ = { from: 400, to: 4_000 } as const;

export interface HornFilter {
  set(on: boolean): void;
  close(): void;
}

/** Puts a filter between the element and the ears. An element takes one for its life. */
export function hornFilter(audio: HTMLAudioElement): HornFilter {
  const context = new AudioContext();
  const source = context.createMediaElementSource(audio);
  const low = new BiquadFilterNode(context, { type: 'highpass', frequency: BAND_HZ.from, Q: 0.9 });
  const high = new BiquadFilterNode(context, { type: 'lowpass', frequency: BAND_HZ.to, Q: 0.9 });
  low.connect(high).connect(context.destination);
  return {
    set: (on) => {
      void context.resume();
      source.disconnect();
      source.connect(on ? low : context.destination);
    },
    close: () => void context.close(),
  };
}
