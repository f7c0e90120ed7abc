// The shape of a sound as it is drawn: so many bars of equal length, each as high as the loudest sample in it.

/** Highest sample of each bar, 0 to 100; 100 is full scale. */
export interface Waveform {
  readonly durationMs: number;
  readonly peaks: readonly number[];
}

/** How a recording looks: as it was received, and as horns will play it. */
export interface Waveforms {
  readonly original: Waveform;
  readonly rendition: Waveform;
}
