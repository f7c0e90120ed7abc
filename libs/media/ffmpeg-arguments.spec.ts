// The command lines, read as a person at a terminal would read them.
import {
  measureArguments,
  probeArguments,
  renderArguments,
  renditionBytesAtMost,
  verifyArguments,
} from './ffmpeg-arguments';
import { PROFILES } from './profiles';

const profile = PROFILES['horn-mp3-64'];
const plan = { span: { startMs: 350, endMs: 12_350 }, gainDb: 7.25, ceilingDbfs: -6 };

const everyCommand: [string, string[]][] = [
  ['probe', probeArguments('/sounds/ab')],
  ['measure', measureArguments('/sounds/ab', profile, null)],
  ['render', renderArguments('/sounds/ab', '/tmp/out.mp3', plan, profile)],
  ['verify', verifyArguments('/sounds/ab')],
];

/** The value after an option that stands once. */
const valueOf = (args: readonly string[], option: string) => args[args.indexOf(option) + 1];

describe.each(everyCommand)('every command on foreign bytes: %s', (name, args) => {
  it('reads this one file and nothing it points at', () => {
    const isInput = name === 'probe' ? args.at(-1) : valueOf(args, '-i');
    expect(isInput).toBe('file:/sounds/ab');
    expect(valueOf(args, '-protocol_whitelist')).toBe('file,pipe');
    const containers = valueOf(args, '-format_whitelist')?.split(',');
    expect(containers).toEqual(
      expect.arrayContaining(['mp3', 'aac', 'mov', 'ogg', 'matroska', 'wav', 'amr', 'caf', 'flac']),
    );
    for (const reader of ['hls', 'concat', 'dash', 'sdp', 'image2']) expect(containers).not.toContain(reader);
  });

  it('states its guard before its input', () => {
    expect(args.indexOf('-format_whitelist')).toBeLessThan(args.indexOf('file:/sounds/ab'));
  });

  it('looks at no picture and at few streams, however large and many the file says they are', () => {
    for (const [option, most] of [
      ['-max_pixels', '1'],
      ['-max_streams', '16'],
    ] as const) {
      expect(valueOf(args, option)).toBe(most);
      expect(args.indexOf(option)).toBeLessThan(args.indexOf('file:/sounds/ab'));
    }
  });

  it('consists of strings alone', () => {
    for (const arg of args) expect(typeof arg).toBe('string');
  });

  if (name === 'probe') return;

  it('decodes the first sound, a little over an hour of it at most, and waits for no terminal', () => {
    expect(args).toContain('-nostdin');
    expect(valueOf(args, '-t')).toBe('3601');
    expect(args.indexOf('-t')).toBeLessThan(args.indexOf('-i'));
    expect(args.join(' ')).toContain('-map 0:a:0 -vn -sn -dn');
  });
});

describe('the render command', () => {
  const args = renderArguments('/sounds/ab', '/tmp/out.mp3', plan, profile);

  it('trims, amplifies and limits as planned, after the shaping for horns', () => {
    expect(valueOf(args, '-filter:a')?.split(',')).toEqual([
      'aresample=async=1:first_pts=0',
      'aformat=sample_fmts=fltp:channel_layouts=mono',
      'highpass=f=120',
      'atrim=start=0.35:duration=12',
      'asetpts=PTS-STARTPTS',
      'afade=t=in:d=0.01',
      'afade=t=out:st=11.99:d=0.01',
      'volume=7.25dB',
      'alimiter=limit=0.5012:attack=2:release=10:level=disabled',
    ]);
  });

  it('writes the profile, without anything of the original but its sound, and over an earlier try', () => {
    const line = args.join(' ');
    expect(line).toContain('-acodec libmp3lame -b:a 64k -ac 1 -ar 44100');
    expect(line).toContain('-map_metadata -1 -map_chapters -1 -fflags +bitexact -flags:a +bitexact');
    expect(args).toContain('-y');
    expect(args.at(-1)).toBe('/tmp/out.mp3');
  });

  it('caps the file a little above an hour of its bit rate', () => {
    expect(valueOf(args, '-fs')).toBe(String(renditionBytesAtMost(profile)));
    expect(renditionBytesAtMost(profile) / (64_000 / 8)).toBeGreaterThan(3_600);
  });

  it('follows another profile without further change', () => {
    const low = { bitRateKbps: 32, sampleRateHz: 22_050, highPassHz: 200 };
    const line = renderArguments('/sounds/ab', '/tmp/out.mp3', plan, low).join(' ');
    expect(line).toContain('-b:a 32k -ac 1 -ar 22050');
    expect(line).toContain('highpass=f=200');
  });
});

describe('the measure command', () => {
  const pipe = (args: readonly string[], number: number) => args.slice(0, args.indexOf(`pipe:${number}`) + 1).join(' ');

  it('measures what the render command will amplify, and hands out the untouched samples and the shape', () => {
    const args = measureArguments('/sounds/ab', profile, null);
    const shaping = 'aresample=async=1:first_pts=0,aformat=sample_fmts=fltp:channel_layouts=mono,highpass=f=120';
    expect(valueOf(args, '-filter:a')).toBe(
      `${shaping},ebur128=metadata=1:peak=true,ametadata=mode=print:file='pipe\\:3'`,
    );
    expect(pipe(args, 4)).toMatch(/-map 0:a:0 -vn -sn -dn -f s16le pipe:4$/);
    expect(pipe(args, 5)).toMatch(
      /-ac 1 -ar 8000 -filter:a aresample=async=1:first_pts=0 -map 0:a:0 -vn -sn -dn -f s16le pipe:5$/,
    );
  });

  it('measures the part between the marks, and still shows the shape of the whole', () => {
    const args = measureArguments('/sounds/ab', profile, { fromMs: 1_250, toMs: 9_000 });
    const cut = 'atrim=start=1.25:end=9,asetpts=PTS-STARTPTS';
    expect(valueOf(args, '-filter:a')).toContain(`highpass=f=120,${cut},ebur128`);
    expect(pipe(args, 4)).toContain(`-filter:a ${cut} `);
    expect(args.slice(args.indexOf('pipe:4')).join(' ')).not.toContain('atrim');
  });
});

describe('the verify command', () => {
  it('measures the rendition as it is', () => {
    expect(valueOf(verifyArguments('/sounds/ab'), '-filter:a')).toMatch(/^ebur128=/);
  });
});
