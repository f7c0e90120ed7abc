// Builds the command lines of ffmpeg and ffprobe; the only file that knows fluent-ffmpeg. It builds and does not run: running by it would first ask
// ffmpeg for all its abilities, would probe the input without any allow-list as soon as somebody listens for progress, and can limit nothing.
import fluentFfmpeg from 'fluent-ffmpeg';
import { RECORDING_LIMITS, type Trim } from '#domain';
import type { OutputProfile } from './profiles';
import type { RenderPlan } from './render-plan';
import { WAVEFORM_RATE_HZ } from './waveform-peaks';

/** File descriptors on which ffmpeg answers. */
export const PROGRESS_PIPE = 1;
export const LOUDNESS_PIPE = 3;
export const SAMPLES_PIPE = 4;
export const WAVEFORM_PIPE = 5;

/** Containers that phones make. A playlist that would read other files is none of them, whatever its name says. */
const CONTAINERS = 'mp3,aac,mov,mp4,m4a,3gp,3g2,mj2,ogg,matroska,webm,wav,amr,caf,flac';

/** A film of a phone has three or four. */
const STREAMS_AT_MOST = 16;

/** A picture is not even looked at: a cover of 12,000 x 12,000 would take half a gigabyte to learn of what kind it is. */
const NO_PICTURE = ['-max_pixels', '1'] as const;

const GUARD = [
  ...['-protocol_whitelist', 'file,pipe', '-format_whitelist', CONTAINERS],
  ...['-max_streams', String(STREAMS_AT_MOST), ...NO_PICTURE],
] as const;

/** One second more than allowed, so that what is too long shows. */
const DECODE_LIMIT_S = RECORDING_LIMITS.maxDurationMs / 1_000 + 1;
const FADE_S = 0.01;

/** Asks for the container, its length and its streams, as JSON. */
export function probeArguments(path: string): string[] {
  return [
    ...['-hide_banner', '-loglevel', 'repeat+level+warning'],
    ...GUARD,
    ...['-print_format', 'json'],
    ...['-show_entries', 'format=format_name,duration:stream=codec_type,codec_name,duration'],
    `file:${path}`,
  ];
}

/**
 * Decodes a recording once, to the end, and measures the part between its marks as a horn would get it: mono and without the depths. The
 * loudness comes on `LOUDNESS_PIPE`; the untouched samples of all channels, 16 bit, on `SAMPLES_PIPE`; the shape of the whole on
 * `WAVEFORM_PIPE`.
 */
export function measureArguments(path: string, profile: OutputProfile, trim: Trim | null): string[] {
  const command = guardedInput(path)
    .output('-')
    .outputOptions(...ONE_SOUND)
    .audioFilters([...hornFilters(profile), ...trimFilters(trim), ...LOUDNESS_METER])
    .format('null')
    .output(`pipe:${SAMPLES_PIPE}`)
    .outputOptions(...ONE_SOUND);
  if (trim) command.audioFilters(trimFilters(trim));
  return argumentsOf(withWaveform(command.format('s16le')));
}

/** Writes the rendition of a recording. The same bytes always give the same rendition. */
export function renderArguments(path: string, target: string, plan: RenderPlan, profile: OutputProfile): string[] {
  const command = guardedInput(path)
    // A plain path: only then does the builder let ffmpeg write over the result of an earlier try.
    .output(target)
    .outputOptions(...ONE_SOUND)
    .audioFilters([...hornFilters(profile), ...planFilters(plan)])
    .audioCodec('libmp3lame')
    .audioBitrate(profile.bitRateKbps)
    .audioChannels(1)
    .audioFrequency(profile.sampleRateHz)
    .outputOptions('-map_metadata', '-1', '-map_chapters', '-1', '-fflags', '+bitexact', '-flags:a', '+bitexact')
    .outputOptions('-fs', String(renditionBytesAtMost(profile)))
    .format('mp3');
  return argumentsOf(command);
}

/** Decodes a finished rendition and measures it, nothing taken away. */
export function verifyArguments(path: string): string[] {
  const command = guardedInput(path)
    .output('-')
    .outputOptions(...ONE_SOUND)
    .audioFilters([...LOUDNESS_METER])
    .format('null');
  return argumentsOf(withWaveform(command));
}

/** No rendition of an allowed recording is larger. */
export function renditionBytesAtMost(profile: OutputProfile): number {
  return Math.ceil(((profile.bitRateKbps * 1_000) / 8) * DECODE_LIMIT_S * 1.1);
}

const ONE_SOUND = ['-map', '0:a:0', '-vn', '-sn', '-dn'] as const;

const LOUDNESS_METER = ['ebur128=metadata=1:peak=true', `ametadata=mode=print:file='pipe\\:${LOUDNESS_PIPE}'`] as const;

function guardedInput(path: string): fluentFfmpeg.FfmpegCommand {
  return fluentFfmpeg(`file:${path}`)
    .inputOptions('-nostdin', '-hide_banner', '-loglevel', 'repeat+level+error')
    .inputOptions('-progress', `pipe:${PROGRESS_PIPE}`, '-threads', '1', '-filter_threads', '1')
    .inputOptions(...GUARD, '-t', String(DECODE_LIMIT_S));
}

/** One more output: the whole sound as few samples as show its shape, true to its time stamps. */
function withWaveform(command: fluentFfmpeg.FfmpegCommand): fluentFfmpeg.FfmpegCommand {
  return command
    .output(`pipe:${WAVEFORM_PIPE}`)
    .outputOptions(...ONE_SOUND)
    .audioFilters([KEEP_TIME])
    .audioChannels(1)
    .audioFrequency(WAVEFORM_RATE_HZ)
    .format('s16le');
}

/** The builder puts numbers among its strings. */
function argumentsOf(command: fluentFfmpeg.FfmpegCommand): string[] {
  return command._getArguments().map(String);
}

/** Gaps in the time stamps (a phone that sends nothing while nobody speaks) become silence. */
const KEEP_TIME = 'aresample=async=1:first_pts=0';

/** Channels become one, depths go. */
function hornFilters(profile: OutputProfile): string[] {
  return [KEEP_TIME, 'aformat=sample_fmts=fltp:channel_layouts=mono', `highpass=f=${profile.highPassHz}`];
}

function trimFilters(trim: Trim | null): string[] {
  if (!trim) return [];
  return [`atrim=start=${trim.fromMs / 1_000}:end=${trim.toMs / 1_000}`, 'asetpts=PTS-STARTPTS'];
}

function planFilters({ span, gainDb, ceilingDbfs }: RenderPlan): string[] {
  const durationS = (span.endMs - span.startMs) / 1_000;
  return [
    `atrim=start=${span.startMs / 1_000}:duration=${durationS}`,
    'asetpts=PTS-STARTPTS',
    `afade=t=in:d=${FADE_S}`,
    `afade=t=out:st=${Math.max(0, durationS - FADE_S)}:d=${FADE_S}`,
    `volume=${gainDb}dB`,
    `alimiter=limit=${(10 ** (ceilingDbfs / 20)).toFixed(4)}:attack=2:release=10:level=disabled`,
  ];
}
