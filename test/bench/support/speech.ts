// A speech that waits to be rendered, and the renderer of the server for it.
import { createReadStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RECORDING_LIMITS } from '#domain';
import { FfmpegSoundRenderer, FolderAudioStore } from '#media';
import { make, samplePath } from '../../support/audio-samples';

export class Speech {
  private constructor(
    readonly folder: string,
    /** The file as it was recorded. */
    readonly path: string,
    private readonly store: FolderAudioStore,
    private readonly sha256: string,
  ) {}

  static async open(minutes: number): Promise<Speech> {
    const folder = await mkdtemp(join(tmpdir(), 'loa-bench-'));
    const path = join(folder, 'speech.m4a');
    await make('-stream_loop', '-1', '-i', samplePath('notices/05-chay-rung.wav'), '-t', String(minutes * 60), path);
    const store = await new FolderAudioStore(folder).open(0);
    const { sha256 } = await store.receive(createReadStream(path), RECORDING_LIMITS.maxBytes);
    return new Speech(folder, path, store, sha256);
  }

  /** Renders it for horns; resolves with how loud it has become. */
  async render(ffmpegPath = 'ffmpeg', ffprobePath = 'ffprobe'): Promise<number> {
    const programs = { ffmpegPath, ffprobePath, searchPath: process.env['PATH']! };
    const options = { profile: 'horn-mp3-64', ...programs, warn: () => undefined } as const;
    const outcome = await new FfmpegSoundRenderer(this.store, options).render(this.sha256, null, () => undefined);
    const loudnessLufs = outcome.kind === 'ready' ? outcome.rendition.measure.loudnessLufs : undefined;
    if (loudnessLufs === undefined) throw new Error('the speech was refused');
    return loudnessLufs;
  }

  remove(): Promise<void> {
    return rm(this.folder, { recursive: true });
  }
}
