// The sounds that lie on the device, each under the hash it was verified with.
import type { ProgrammeEntry } from '#protocol';
import { Transform, type Readable } from 'node:stream';
import type { DeviceDisk, HornRequest, ServerLink } from './ports';

export type Sound = ProgrammeEntry['sounds'][number];

/** The server sent more bytes than the programme promised. */
class SoundTooLong extends Error {
  override readonly name = 'SoundTooLong';
}

export class Shelf {
  private arriving: { readonly sha256: string; bytes: number } | undefined;
  private listener: () => void = () => undefined;

  private constructor(
    private readonly disk: DeviceDisk,
    private readonly held: Set<string>,
  ) {}

  static async load(disk: DeviceDisk): Promise<Shelf> {
    return new Shelf(disk, new Set(await disk.listSounds()));
  }

  /** Calls after a sound came, or was found to be gone. */
  onChange(listener: () => void): void {
    this.listener = listener;
  }

  has(sounds: readonly Sound[]): boolean {
    return sounds.every(({ sha256 }) => this.held.has(sha256));
  }

  /** How much of the sound lies here, as far as is known without asking the disk. */
  bytesOf({ sha256, bytes }: Sound): number {
    if (this.held.has(sha256)) return bytes;
    return this.arriving?.sha256 === sha256 ? Math.min(bytes, this.arriving.bytes) : 0;
  }

  hashes(): readonly string[] {
    return [...this.held];
  }

  /** The sounds as the horn needs them; undefined when one of them is gone or no longer what it was, and must be fetched anew. */
  async take(sounds: readonly Sound[]): Promise<HornRequest['sounds'] | undefined> {
    const taken = [];
    for (const { sha256, durationMs } of sounds) {
      const path = await this.disk.soundPath(sha256);
      if (path === undefined) {
        this.lose(sha256);
        return undefined;
      }
      taken.push({ sha256, path, durationMs });
    }
    return taken;
  }

  /** Fetches a sound, going on where the last attempt ended. False when what came is not what was promised. */
  async fetch({ sha256, bytes }: Sound, link: ServerLink, signal: AbortSignal): Promise<boolean> {
    const offset = await this.disk.partialSoundBytes(sha256);
    if (offset < bytes) {
      const source = await link.fetchSound(sha256, offset, signal);
      const arriving = { sha256, bytes: offset };
      this.arriving = arriving;
      const counted = atMost(source, bytes - offset, (length) => (arriving.bytes += length));
      await this.disk.writePartialSound(sha256, offset, counted);
    }
    const whole = await this.disk.finishSound(sha256);
    if (!whole) return false;
    this.held.add(sha256);
    this.listener();
    return true;
  }

  async remove(sha256: string): Promise<void> {
    this.lose(sha256);
    await this.disk.removeSound(sha256);
  }

  private lose(sha256: string): void {
    this.held.delete(sha256);
    this.listener();
  }
}

/** An endless answer must not fill the disk. */
function atMost(source: Readable, bytes: number, came: (length: number) => void): Readable {
  let left = bytes;
  const gate = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      left -= chunk.length;
      came(chunk.length);
      if (left < 0) done(new SoundTooLong(`more than ${bytes} bytes`));
      else done(null, chunk);
    },
  });
  source.once('error', (error) => gate.destroy(error));
  gate.once('close', () => source.destroy());
  return source.pipe(gate);
}
