// Every sound profile, through real ffmpeg: it can be chosen, it reaches the loudness window, it is the file that it promises, and what was
// rendered under another one can still be played.
import { createReadStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { readConfig } from '#config';
import { LOUDNESS_TARGET, RECORDING_LIMITS } from '#domain';
import { FfmpegSoundRenderer, FolderAudioStore, PROFILES, type ProfileName } from '#media';
import { kindByHand, measuredByHand, samplePath } from '../support/audio-samples';

const NAMES = Object.keys(PROFILES) as ProfileName[];
/** Speech that is quiet, noisy or lightly clipped, a warning, and music: what reaches the window least easily. */
const SAMPLES = [
  'notices/10-bao-hiem-xa-hoi-nho.m4a',
  'notices/11-thue-dat-on.mp3',
  'notices/12-the-bao-hiem-y-te-vo-nhe.wav',
  'warnings/chay-rung.ogg',
  'signature/opening.flac',
];

describe('sound profiles', () => {
  let folder: string;
  let store: FolderAudioStore;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'loa-profiles-'));
    store = await new FolderAudioStore(folder).open(0);
  });
  afterAll(() => rm(folder, { recursive: true }));

  async function renderedUnder(profile: ProfileName, name: string) {
    const { sha256 } = await store.receive(createReadStream(samplePath(name)), RECORDING_LIMITS.maxBytes);
    const media = readConfig({ LOA_SOUND_PROFILE: profile }).media;
    const outcome = await new FfmpegSoundRenderer(store, { ...media, warn: () => undefined }).render(
      sha256,
      null,
      () => undefined,
    );
    if (outcome.kind !== 'ready') throw new Error(`refused: ${outcome.code} ${JSON.stringify(outcome.values)}`);
    return outcome.rendition;
  }

  describe.each(NAMES)('%s', (profile) => {
    it.each(SAMPLES)('%s reaches the window at the length that is said', async (name) => {
      const rendition = await renderedUnder(profile, name);
      const { loudnessLufs, truePeakDbtp, durationMs } = await measuredByHand(await store.localPath(rendition.sha256));
      expect(Math.abs(loudnessLufs - LOUDNESS_TARGET.lufs)).toBeLessThanOrEqual(LOUDNESS_TARGET.toleranceLu);
      expect(truePeakDbtp).toBeLessThanOrEqual(LOUDNESS_TARGET.maxTruePeakDbtp);
      expect(Math.abs(durationMs - rendition.durationMs)).toBeLessThan(50);
    });

    it('is mono MP3 of the rates that the table says, and says its name', async () => {
      const rendition = await renderedUnder(profile, SAMPLES[0]!);
      const { sampleRateHz, bitRateKbps } = PROFILES[profile];
      expect(rendition.profile).toBe(profile);
      expect(await kindByHand(await store.localPath(rendition.sha256))).toEqual({
        ...{ container: 'mp3', codec: 'mp3', channels: 1 },
        ...{ sampleRateHz, bitRateKbps },
      });
    });
  });

  it('leave what another one rendered where it is: each rendition is found by its own hash', async () => {
    const renditions = [];
    for (const profile of NAMES) renditions.push(await renderedUnder(profile, SAMPLES[0]!));
    expect(new Set(renditions.map(({ sha256 }) => sha256)).size).toBe(NAMES.length);
    for (const { sha256, bytes } of renditions) expect(await buffer(await store.read(sha256))).toHaveLength(bytes);
  });
});
