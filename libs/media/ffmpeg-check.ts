// Asks at start whether ffmpeg and ffprobe are there and new enough, so that the first recording of the day is not what finds out.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { FfmpegPaths } from './ffmpeg-programs';

const execute = promisify(execFile);

/** The oldest release whose options the command lines here were tried with. */
const OLDEST_MAJOR = 4;
const ANSWER_WITHIN_MS = 10_000;

/** The versions found, as the programs state them. */
interface FfmpegVersions {
  readonly ffmpeg: string;
  readonly ffprobe: string;
}

/** Versions of both programs; an Error that says what to do when one is missing, does not answer, or is too old. */
export async function checkFfmpeg({
  ffmpegPath,
  ffprobePath,
}: Omit<FfmpegPaths, 'searchPath'>): Promise<FfmpegVersions> {
  return { ffmpeg: await versionOf(ffmpegPath, 'ffmpeg'), ffprobe: await versionOf(ffprobePath, 'ffprobe') };
}

async function versionOf(path: string, name: string): Promise<string> {
  const { stdout } = await execute(path, ['-version'], { timeout: ANSWER_WITHIN_MS }).catch((cause: unknown) => {
    throw new Error(`${name} does not start as "${path}". Install ffmpeg, or say where it is.`, { cause });
  });
  const version = readVersion(stdout);
  if (version === undefined) throw new Error(`"${path}" is not ${name}: it does not state a version.`);
  if (version.major !== undefined && version.major < OLDEST_MAJOR) {
    throw new Error(`${name} ${version.text} is too old: at least version ${OLDEST_MAJOR} is needed.`);
  }
  return version.text;
}

/** The version in the first line that ffmpeg and ffprobe print. Builds from the trunk (`N-1234-gabcdef`) have no major number. */
export function readVersion(
  firstLines: string,
): { readonly text: string; readonly major: number | undefined } | undefined {
  const text = /^ff(?:mpeg|probe) version (\S+)/.exec(firstLines)?.[1];
  if (text === undefined) return undefined;
  const major = /^n?(\d+)\./.exec(text)?.[1];
  return { text, major: major === undefined ? undefined : Number(major) };
}
