// A disk in memory that survives power cuts the way a real one does: what was finished stays, what was under way may or may not be there.
import { DeviceDisk } from '#loudspeaker';
import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import type { FakeTime } from './fake-device-clock';

/** What lies on the platters. */
export class MemoryPlatters {
  readonly files = new Map<string, Buffer>();
  readonly partial = new Map<string, Buffer>();
  readonly sounds = new Map<string, Buffer>();
}

/** How the disk behaves. */
interface DiskBehaviour {
  readonly time: FakeTime;
  /** How long a write takes, in milliseconds. */
  readonly writeMs: () => number;
  /** Whether a write that the power cut caught got down in full. */
  readonly survives: () => boolean;
}

/** The platters from one power-on to the next. */
export class MemoryDisk extends DeviceDisk {
  private off = false;
  private broken = false;
  private turn: Promise<void> = Promise.resolve();
  private readonly underWay = new Set<() => void>();

  constructor(
    private readonly platters: MemoryPlatters,
    private readonly manners: DiskBehaviour,
  ) {
    super();
  }

  /** Every later write fails, as on a full or dying disk. */
  break(): void {
    this.broken = true;
  }

  /** Power cut: each write under way is down or not, and nobody hears of it. */
  die(): void {
    this.off = true;
    for (const write of this.underWay) if (this.manners.survives()) write();
  }

  override async read(name: string): Promise<Buffer | undefined> {
    return this.platters.files.get(name);
  }

  override replace(name: string, content: Uint8Array): Promise<void> {
    return this.write(() => this.platters.files.set(name, Buffer.from(content)));
  }

  override append(name: string, lines: readonly string[]): Promise<void> {
    const text = Buffer.from(lines.map((line) => `${line}\n`).join(''));
    return this.write(() =>
      this.platters.files.set(name, Buffer.concat([this.platters.files.get(name) ?? Buffer.alloc(0), text])),
    );
  }

  override async lines(name: string): Promise<readonly string[]> {
    const text = this.platters.files.get(name)?.toString('utf8') ?? '';
    return text.split('\n').slice(0, -1);
  }

  override async soundPath(sha256: string): Promise<string | undefined> {
    const bytes = this.platters.sounds.get(sha256);
    return bytes && sha256Of(bytes) === sha256 ? `/sounds/${sha256}` : undefined;
  }

  override async partialSoundBytes(sha256: string): Promise<number> {
    return this.platters.partial.get(sha256)?.length ?? 0;
  }

  override async writePartialSound(sha256: string, offset: number, source: Readable): Promise<void> {
    for await (const chunk of source) {
      const before = this.platters.partial.get(sha256)?.subarray(0, offset) ?? Buffer.alloc(0);
      this.platters.partial.set(sha256, Buffer.concat([before, chunk as Buffer]));
      offset += (chunk as Buffer).length;
    }
  }

  override async finishSound(sha256: string): Promise<boolean> {
    const bytes = this.platters.partial.get(sha256) ?? Buffer.alloc(0);
    this.platters.partial.delete(sha256);
    if (sha256Of(bytes) !== sha256) return false;
    this.platters.sounds.set(sha256, bytes);
    return true;
  }

  override async listSounds(): Promise<readonly string[]> {
    return [...this.platters.sounds.keys()];
  }

  override async removeSound(sha256: string): Promise<void> {
    this.platters.sounds.delete(sha256);
  }

  /** One write after the other, each with its time. */
  private write(apply: () => void): Promise<void> {
    const next = () => this.writeNow(apply);
    this.turn = this.turn.then(next, next);
    return this.turn;
  }

  private writeNow(apply: () => void): Promise<void> {
    return new Promise((resolve, reject) => {
      if (this.off) return; // Nobody is there to hear of it.
      if (this.broken) return reject(new Error('disk failed'));
      this.underWay.add(apply);
      const finish = () => {
        if (this.off) return;
        this.underWay.delete(apply);
        apply();
        resolve();
      };
      const tookMs = this.manners.writeMs();
      if (tookMs === 0) finish();
      else this.manners.time.at(this.manners.time.nowMs + tookMs, finish);
    });
  }
}

export function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
