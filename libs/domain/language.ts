// Which of an announcement's languages a village hears.
import type { SoundRef } from './air';

/** One language version with the sound that became of it. */
export interface SpokenVersion {
  readonly language: string;
  readonly sound: SoundRef;
}

/**
 * The sounds of the versions that the village understands, its main language first. A village that understands none of them hears
 * the first version: a notice in a foreign tongue is better than silence.
 */
export function soundsFor(
  versions: readonly SpokenVersion[],
  villageLanguages: readonly string[],
): readonly SoundRef[] {
  const understood = [...new Set(villageLanguages)].flatMap((language) =>
    versions.filter((version) => version.language === language),
  );
  return (understood.length > 0 ? understood : versions.slice(0, 1)).map(({ sound }) => sound);
}
