// Which of an announcement's languages a village hears, and which it misses.
import type { SoundRef } from '../recordings/sound';

/** One language version with the sound that became of it. */
interface SpokenVersion {
  readonly language: string;
  readonly sound: SoundRef;
}

/** A village that does not hear its main language, and what it hears instead, in order. */
export interface MissingLanguage {
  readonly language: string;
  readonly hears: readonly string[];
}

/**
 * The sounds of the versions that the village understands, its main language first. A village that understands none of them hears
 * the first version: a notice in a foreign tongue is better than silence, but `missingLanguage` says so before anybody approves it.
 */
export function soundsFor(
  versions: readonly SpokenVersion[],
  villageLanguages: readonly string[],
): readonly SoundRef[] {
  return heard(versions, villageLanguages).map(({ sound }) => sound);
}

/** What to warn of before the approval; undefined when the village hears its main language, or none is known. */
export function missingLanguage(
  versions: readonly Pick<SpokenVersion, 'language'>[],
  villageLanguages: readonly string[],
): MissingLanguage | undefined {
  const [language] = villageLanguages;
  if (language === undefined || versions.some((version) => version.language === language)) return undefined;
  return { language, hears: languagesHeard(versions, villageLanguages) };
}

/** The languages in which the village hears it, in order. */
export function languagesHeard(
  versions: readonly Pick<SpokenVersion, 'language'>[],
  villageLanguages: readonly string[],
): readonly string[] {
  return heard(versions, villageLanguages).map(({ language }) => language);
}

function heard<Version extends Pick<SpokenVersion, 'language'>>(
  versions: readonly Version[],
  villageLanguages: readonly string[],
): readonly Version[] {
  const understood = [...new Set(villageLanguages)].flatMap((language) =>
    versions.filter((version) => version.language === language),
  );
  return understood.length > 0 ? understood : versions.slice(0, 1);
}
