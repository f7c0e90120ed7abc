// Reads what ffprobe says of a file: what sound there is, or why this is no recording.
import type { Refusal } from '#domain';

/** What the header of a recording says. */
export interface Probed {
  readonly codec: string;
  /** Undefined when the header does not say it, or ffprobe only guessed it from the bit rate. */
  readonly promisedDurationMs: number | undefined;
}

/** ffprobe's answer: its JSON, and its exit code and last lines of complaint. */
interface ProbeAnswer {
  readonly exitCode: number;
  readonly json: string;
  readonly complaints: readonly string[];
}

interface ProbeJson {
  readonly format?: { readonly duration?: string };
  readonly streams?: readonly {
    readonly codec_type?: string;
    readonly codec_name?: string;
    readonly duration?: string;
  }[];
}

/** These containers begin with a mark of their own: once ffprobe knew one, a failure means damage, not another kind of file. */
const MARKED_CONTAINER = /^\[(mov|ogg|matroska|wav|amr|caf|flac)[^\]]* @ /;
const GUESSED_DURATION = /Estimating duration from bitrate/;

/** The header of the first sound in the file, or the refusal. */
export function readProbe({ exitCode, json, complaints }: ProbeAnswer): Probed | Refusal {
  if (exitCode !== 0) {
    const isDamaged = complaints.some((line) => MARKED_CONTAINER.test(line));
    return { code: isDamaged ? 'recording-broken' : 'recording-not-audio', values: {} };
  }
  const { format, streams = [] } = JSON.parse(json) as ProbeJson;
  const sound = streams.find((stream) => stream.codec_type === 'audio');
  if (!sound) return { code: 'recording-no-audio-stream', values: {} };
  const isGuessed = complaints.some((line) => GUESSED_DURATION.test(line));
  // Beside a film the length of the whole says nothing of the sound's.
  const durationS = Number(sound.duration ?? (streams.length === 1 ? format?.duration : undefined));
  return {
    codec: sound.codec_name ?? 'unknown',
    promisedDurationMs: isGuessed || !(durationS > 0) ? undefined : Math.round(durationS * 1_000),
  };
}
