// The kinds of rendition, as values: a further kind of horn is one more entry here and its name in `LOA_SOUND_PROFILE` (libs/config/settings.ts).
// Every one is mono MP3, which is what all controllers and browsers play: the wire and the API know no other format.

/** How a rendition is shaped and encoded. */
export interface OutputProfile {
  readonly bitRateKbps: number;
  readonly sampleRateHz: number;
  /** Horns cannot sound below this; what lies there only eats their power. */
  readonly highPassHz: number;
}

/**
 * The profiles by the name that a rendition keeps. A profile that has rendered is not changed but followed by another: the same recording
 * under the same name is the same bytes.
 */
export const PROFILES = {
  /** A horn on a pole, behind an ordinary line. */
  'horn-mp3-64': { bitRateKbps: 64, sampleRateHz: 44_100, highPassHz: 120 },
  /** Small horns behind a thin line: half the bytes, and nothing of what they could not sound anyway. */
  'horn-mp3-32': { bitRateKbps: 32, sampleRateHz: 22_050, highPassHz: 200 },
} as const satisfies Readonly<Record<string, OutputProfile>>;

export type ProfileName = keyof typeof PROFILES;
