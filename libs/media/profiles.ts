// What comes out of the rendering, as values: a further kind of horn is one more entry here.

/** How a rendition is shaped and encoded. */
export interface OutputProfile {
  readonly name: string;
  readonly suffix: string;
  /** ffmpeg's names of container and encoder. */
  readonly container: string;
  readonly encoder: string;
  readonly bitRateKbps: number;
  readonly sampleRateHz: number;
  readonly channels: number;
  /** Horns cannot sound below this; what lies there only eats their power. */
  readonly highPassHz: number;
}

/** What every controller can play, and what people listen to before they approve. */
export const DEFAULT_PROFILE: OutputProfile = {
  name: 'horn-mp3-64',
  suffix: '.mp3',
  container: 'mp3',
  encoder: 'libmp3lame',
  bitRateKbps: 64,
  sampleRateHz: 44_100,
  channels: 1,
  highPassHz: 120,
};
