// The recordings of `audio-samples/`, and a second ffmpeg that measures by itself what the renderer claims.
import { execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

const execute = promisify(execFile);
const FOLDER = join(__dirname, '../../audio-samples');

/** Path of one sample, such as `bad/silent.wav`. */
export const samplePath = (name: string): string => join(FOLDER, name);

/** Names of the samples in one of its folders, without the texts beside them. */
export function samplesIn(folder: 'notices' | 'warnings' | 'drill' | 'signature' | 'bad'): string[] {
  const names = readdirSync(join(FOLDER, folder)).filter((name) => !name.endsWith('.txt'));
  return names.sort().map((name) => `${folder}/${name}`);
}

/** Loudness in LUFS and true peak in dBTP by ffmpeg's printed summary, and the length of what was decoded. */
export async function measuredByHand(path: string) {
  const { stderr } = await execute('ffmpeg', ['-nostdin', '-i', path, '-af', 'ebur128=peak=true', '-f', 'null', '-']);
  const summary = stderr.slice(stderr.lastIndexOf('Summary:'));
  const [hours, minutes, seconds] = /.*time=(\d+):(\d+):([\d.]+)/s.exec(stderr)!.slice(1).map(Number);
  return {
    loudnessLufs: Number(/I:\s+(-?[\d.]+) LUFS/.exec(summary)![1]),
    truePeakDbtp: Number(/Peak:\s+(-?[\d.]+) dBFS/.exec(summary)![1]),
    durationMs: ((hours! * 60 + minutes!) * 60 + seconds!) * 1_000,
  };
}

/** What kind of file it is, by ffprobe: container, codec, rates and channels. */
export async function kindByHand(path: string) {
  const entries = 'format=format_name:stream=codec_name,sample_rate,channels,bit_rate';
  const { stdout } = await execute('ffprobe', ['-v', 'error', '-print_format', 'json', '-show_entries', entries, path]);
  const { format, streams } = JSON.parse(stdout) as {
    format: { format_name: string };
    streams: { codec_name: string; sample_rate: string; channels: number; bit_rate: string }[];
  };
  const [sound] = streams;
  return {
    container: format.format_name,
    codec: sound!.codec_name,
    sampleRateHz: Number(sound!.sample_rate),
    channels: sound!.channels,
    bitRateKbps: Number(sound!.bit_rate) / 1_000,
  };
}

/** Runs ffmpeg to make one more recording for a test. */
export async function make(...args: readonly string[]): Promise<void> {
  await execute('ffmpeg', ['-nostdin', '-v', 'error', '-y', ...args]);
}
