// Real ffmpeg over every sample: what phones make becomes what horns need, what is bad is refused for its own reason, and nothing stays behind.
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import type { RenderOutcome } from '#application';
import { LOUDNESS_TARGET, RECORDING_LIMITS, type Trim } from '#domain';
import { checkFfmpeg, FfmpegSoundRenderer, FolderAudioStore } from '#media';
import { make, measuredByHand, samplePath, samplesIn } from '../support/audio-samples';
import { withCover } from '../support/hostile/cover';

jest.setTimeout(60_000);

const PATHS = { ffmpegPath: 'ffmpeg', ffprobePath: 'ffprobe', searchPath: process.env['PATH']! };
const OPTIONS = { ...PATHS, profile: 'horn-mp3-64' } as const;

describe('recordings through ffmpeg', () => {
  let folder: string;
  let store: FolderAudioStore;
  let renderer: FfmpegSoundRenderer;
  const warnings: string[] = [];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'loa-media-'));
    store = await new FolderAudioStore(folder).open(0);
    renderer = new FfmpegSoundRenderer(store, { ...OPTIONS, warn: (sentence) => warnings.push(sentence) });
  });
  afterAll(() => rm(folder, { recursive: true }));
  afterEach(async () => expect(await readdir(join(folder, 'tmp'))).toEqual([]));

  const made = (name: string) => join(folder, name);

  async function receive(path: string): Promise<string> {
    return (await store.receive(createReadStream(path), RECORDING_LIMITS.maxBytes)).sha256;
  }

  async function render(path: string, onProgress: (share: number) => void = () => undefined): Promise<RenderOutcome> {
    return renderer.render(await receive(path), null, onProgress);
  }

  /** Judges an outcome without believing it: the stored bytes are hashed and measured anew. */
  async function expectGood(outcome: RenderOutcome) {
    if (outcome.kind !== 'ready') throw new Error(`refused: ${outcome.code} ${JSON.stringify(outcome.values)}`);
    const { rendition } = outcome;
    const bytes = await buffer(await store.read(rendition.sha256));
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(rendition.sha256);
    expect(bytes.length).toBe(rendition.bytes);

    const byHand = await measuredByHand(await store.localPath(rendition.sha256));
    expect(Math.abs(byHand.loudnessLufs - LOUDNESS_TARGET.lufs)).toBeLessThanOrEqual(LOUDNESS_TARGET.toleranceLu);
    expect(byHand.truePeakDbtp).toBeLessThanOrEqual(LOUDNESS_TARGET.maxTruePeakDbtp);
    expect(Math.abs(byHand.durationMs - rendition.durationMs)).toBeLessThan(50);
    return outcome;
  }

  it('finds its programs', async () => {
    expect(await checkFfmpeg(PATHS)).toEqual({ ffmpeg: expect.any(String), ffprobe: expect.any(String) });
  });

  describe('good recordings', () => {
    const good = (['notices', 'warnings', 'drill', 'signature'] as const).flatMap(samplesIn);
    it.each(good)('%s reaches the window', async (name) => {
      const { warnings } = await expectGood(await render(samplePath(name)));
      expect(warnings).toEqual(name.includes('vo-nhe') ? ['lightly-clipped'] : []);
    });

    it.each([
      ['GSM', 'libgsm_ms'],
      ['µ-law', 'pcm_mulaw'],
    ])('a telephone prompt, %s inside WAV, reaches the window', async (_, codec) => {
      const path = made(`${codec}.wav`);
      await make('-i', samplePath('notices/05-chay-rung.wav'), '-ar', '8000', '-ac', '1', '-c:a', codec, path);
      await expectGood(await render(path));
    });

    it('a film with sound gives its sound', async () => {
      const path = made('film.mp4');
      const film = ['-f', 'lavfi', '-i', 'testsrc=size=64x48:rate=5:duration=60', '-c:v', 'mpeg4', '-c:a', 'aac'];
      await make('-i', samplePath('signature/opening.flac'), ...film, path);
      await expectGood(await render(path));
    });

    it('a song whose cover says it is of 12,000 x 12,000 gives its sound', async () => {
      const path = made('cover.mp3');
      await writeFile(path, withCover(await readFile(samplePath('notices/02-cat-dien.mp3')), 12_000));
      await expectGood(await render(path));
    });

    it('a WAV written while recording, which never learned its length, is whole', async () => {
      const path = made('streamed.wav');
      const toPipe = ['-t', '5', '-f', 'wav', '-seekable', '0', `file:${path}`];
      await make('-i', samplePath('notices/09-khai-giang.flac'), ...toPipe);
      await expectGood(await render(path));
    });

    it('silent edges go, and a quarter of a second around the words stays', async () => {
      const path = made('edges.wav');
      const edges = 'atrim=1:5,asetpts=PTS-STARTPTS,adelay=3000:all=1,apad=pad_dur=4';
      await make('-i', samplePath('notices/05-chay-rung.wav'), '-af', edges, path);
      const { rendition } = await expectGood(await render(path));
      expect(rendition.durationMs).toBeGreaterThan(4_000);
      expect(rendition.durationMs).toBeLessThan(5_000);
    });

    it('the same bytes give the same rendition, and progress only goes forward to its end', async () => {
      const shares: number[] = [];
      const first = await expectGood(
        await render(samplePath('notices/02-cat-dien.mp3'), (share) => shares.push(share)),
      );
      const second = await expectGood(await render(samplePath('notices/02-cat-dien.mp3')));
      expect(second).toEqual(first);
      expect(shares).toEqual([...shares].sort((a, b) => a - b));
      expect(shares.at(-1)).toBeGreaterThan(0.95);
    });
  });

  describe('a trimmed recording', () => {
    const trimmed = async (path: string, trim: Trim) => renderer.render(await receive(path), trim, () => undefined);

    it('sounds between its marks, and its gain is that of the part', async () => {
      // Five loud seconds before five that are 30 dB quieter: measured as a whole the quiet ones would stay quiet.
      const path = made('loud-then-quiet.wav');
      const twice =
        'atrim=1:6,asetpts=PTS-STARTPTS,asplit[loud][same];[same]volume=-30dB[quiet];[loud][quiet]concat=v=0:a=1';
      await make('-i', samplePath('notices/05-chay-rung.wav'), '-filter_complex', twice, path);
      const { rendition, original } = await expectGood(await trimmed(path, { fromMs: 5_500, toMs: 9_000 }));
      expect(rendition.durationMs).toBeGreaterThan(2_500);
      expect(rendition.durationMs).toBeLessThan(3_700);
      expect(original.durationMs).toBe(3_500);
      expect(original.loudnessLufs).toBeLessThan(-40);
    });

    it('shows the shape of the whole beside that of the part', async () => {
      const outcome = await expectGood(
        await trimmed(samplePath('notices/05-chay-rung.wav'), { fromMs: 0, toMs: 4_000 }),
      );
      const { original, rendition } = outcome.waveforms;
      expect(original.durationMs).toBeGreaterThan(rendition.durationMs + 1_000);
      expect(original.peaks).toHaveLength(800);
      expect(rendition.durationMs).toBe(outcome.rendition.durationMs);
      for (const { peaks } of [original, rendition]) {
        expect(Math.max(...peaks)).toBeGreaterThan(30);
        expect(Math.max(...peaks)).toBeLessThanOrEqual(100);
        expect(Math.min(...peaks)).toBeLessThan(Math.max(...peaks));
      }
    });

    it('whose marks lie behind its end says nothing', async () => {
      const outcome = await trimmed(samplePath('notices/05-chay-rung.wav'), { fromMs: 3_000_000, toMs: 3_010_000 });
      expect(outcome).toMatchObject({ kind: 'refused', code: 'recording-too-short' });
    });

    it('that ends before its header says is broken, even where the marks end earlier', async () => {
      const outcome = await trimmed(samplePath('bad/truncated.m4a'), { fromMs: 0, toMs: 2_000 });
      expect(outcome).toMatchObject({ kind: 'refused', code: 'recording-broken' });
    });
  });

  describe('bad recordings', () => {
    it.each([
      ['bad/empty.mp3', 'recording-empty'],
      ['bad/silent.wav', 'recording-silent'],
      ['bad/too-short.wav', 'recording-too-short'],
      ['bad/hard-clipped.wav', 'recording-clipped'],
      ['bad/truncated.m4a', 'recording-broken'],
      ['bad/without-index.m4a', 'recording-broken'],
      ['bad/video-without-sound.mp4', 'recording-no-audio-stream'],
      ['bad/text.mp3', 'recording-not-audio'],
      ['bad/playlist.mp3', 'recording-not-audio'],
      ['bad/concat.mp3', 'recording-not-audio'],
    ])('%s is refused: %s', async (name, code) => {
      expect(await render(samplePath(name))).toMatchObject({ kind: 'refused', code });
    });

    it('every bad sample has its line above', () => {
      expect(samplesIn('bad')).toHaveLength(10);
    });

    it.each(['playlist', 'concat'])('a %s that could reach its target reads none of it', async (kind) => {
      // Unlike the sample, the target of this one does exist where the playlist stands: in the store.
      const target = await store.localPath(await receive(samplePath('notices/02-cat-dien.mp3')));
      const path = made(`${kind}.mp3`);
      const playlist = `#EXTM3U\n#EXT-X-TARGETDURATION:30\n#EXTINF:30,\n${target}\n#EXT-X-ENDLIST\n`;
      const relative = target.slice(target.lastIndexOf('sounds/') + 'sounds/'.length);
      await writeFile(path, kind === 'playlist' ? playlist : `ffconcat version 1.0\nfile '../${relative}'\n`);
      expect(await render(path)).toMatchObject({ kind: 'refused', code: 'recording-not-audio' });
    });

    it('a WAV that was cut off is broken, though what is left of it decodes well', async () => {
      const whole = await buffer(createReadStream(samplePath('notices/05-chay-rung.wav')));
      await writeFile(made('cut.wav'), whole.subarray(0, whole.length / 2));
      expect(await render(made('cut.wav'))).toMatchObject({ kind: 'refused', code: 'recording-broken' });
    });

    it('more than an hour is refused, whether the header says so or hides it', async () => {
      const hour = ['-f', 'lavfi', '-i', 'sine=frequency=300:sample_rate=8000:duration=3605', '-c:a', 'flac'];
      await make(...hour, made('says-so.flac'));
      await make('-i', made('says-so.flac'), '-c', 'copy', '-f', 'matroska', '-live', '1', made('hides-it.mka'));
      for (const name of ['says-so.flac', 'hides-it.mka']) {
        expect(await render(made(name))).toMatchObject({ kind: 'refused', code: 'recording-too-long' });
      }
    }, 180_000);

    it('the next recording is fine after all of them', async () => {
      await expectGood(await render(samplePath('notices/09-khai-giang.flac')));
    });
  });

  it('stops at once when aborted, and leaves nothing', async () => {
    const sha256 = await receive(samplePath('notices/12-the-bao-hiem-y-te-vo-nhe.wav'));
    const abort = new AbortController();
    const stopWhileRendering = (share: number) => {
      // Past the examination: the rendition is being written.
      if (share > 0.35) abort.abort(new Error('the worker is going down'));
    };
    await expect(renderer.render(sha256, null, stopWhileRendering, abort.signal)).rejects.toThrow(
      'the worker is going down',
    );
  });

  it('throws, to be tried again, when a process takes too long', async () => {
    const hurried = new FfmpegSoundRenderer(store, { ...OPTIONS, warn: () => undefined, timeoutMs: 1 });
    const sha256 = await receive(samplePath('notices/09-khai-giang.flac'));
    await expect(hurried.render(sha256, null, () => undefined)).rejects.toThrow('ran longer than 1 ms');
  });

  it('throws, and does not blame the recording, when ffmpeg is missing', async () => {
    const lost = new FfmpegSoundRenderer(store, { ...OPTIONS, ffprobePath: '/nowhere/ffprobe', warn: () => undefined });
    const sha256 = await receive(samplePath('notices/09-khai-giang.flac'));
    await expect(lost.render(sha256, null, () => undefined)).rejects.toThrow('/nowhere/ffprobe');
  });

  it('says at most once for each tool what this machine cannot limit', () => {
    expect(warnings.length).toBeLessThanOrEqual(5);
  });
});
