// A folder as the disk of a device. Replaced files are renamed into place, appended lines are synced, a torn line is cut off.
import { DeviceDisk } from '#loudspeaker';
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, readdir, readFile, rename, rm, stat, truncate, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

const SOUND = '.mp3';
const PARTIAL = '.part';

export class FileDisk extends DeviceDisk {
  private readonly turns = new Map<string, Promise<void>>();
  private readonly appending = new Map<string, FileHandle>();
  private readonly verified = new Set<string>();

  private constructor(private readonly folder: string) {
    super();
  }

  /** Uses the folder, making it when it is not there. */
  static async open(folder: string): Promise<FileDisk> {
    await mkdir(join(folder, 'sounds'), { recursive: true, mode: 0o700 });
    return new FileDisk(folder);
  }

  /** The path at which a sound lies or would lie. */
  pathOf(sha256: string): string {
    return join(this.folder, 'sounds', `${sha256}${SOUND}`);
  }

  override async read(name: string): Promise<Buffer | undefined> {
    return unlessMissing(() => readFile(join(this.folder, name)));
  }

  override replace(name: string, content: Uint8Array): Promise<void> {
    return this.inTurn(name, async () => {
      await this.appending.get(name)?.close();
      this.appending.delete(name);
      const path = join(this.folder, name);
      const file = await open(`${path}.new`, 'w', 0o600);
      try {
        await file.writeFile(content);
        await file.datasync();
      } finally {
        await file.close();
      }
      await rename(`${path}.new`, path);
      await syncFolder(this.folder);
    });
  }

  override append(name: string, lines: readonly string[]): Promise<void> {
    return this.inTurn(name, async () => {
      let file = this.appending.get(name);
      if (!file) {
        file = await open(join(this.folder, name), 'a', 0o600);
        this.appending.set(name, file);
      }
      await file.appendFile(lines.map((line) => `${line}\n`).join(''));
      await file.datasync();
    });
  }

  override async lines(name: string): Promise<readonly string[]> {
    const bytes = await this.read(name);
    if (!bytes) return [];
    const end = bytes.lastIndexOf('\n') + 1;
    if (end < bytes.length) await truncate(join(this.folder, name), end);
    return bytes.subarray(0, end).toString('utf8').split('\n').slice(0, -1);
  }

  override async soundPath(sha256: string): Promise<string | undefined> {
    const path = this.pathOf(sha256);
    if (this.verified.has(sha256)) return path;
    const hash = await unlessMissing(() => hashOf(path));
    if (hash === undefined) return undefined;
    if (hash !== sha256) await rm(path);
    else this.verified.add(sha256);
    return hash === sha256 ? path : undefined;
  }

  override async partialSoundBytes(sha256: string): Promise<number> {
    return (await unlessMissing(() => stat(this.partOf(sha256))))?.size ?? 0;
  }

  override async writePartialSound(sha256: string, offset: number, source: Readable): Promise<void> {
    const part = this.partOf(sha256);
    if (offset > 0) await truncate(part, offset);
    await pipeline(source, createWriteStream(part, { flags: offset > 0 ? 'a' : 'w', mode: 0o600 }));
  }

  override async finishSound(sha256: string): Promise<boolean> {
    const part = this.partOf(sha256);
    if ((await unlessMissing(() => hashOf(part))) !== sha256) {
      await rm(part, { force: true });
      return false;
    }
    const file = await open(part, 'r');
    try {
      await file.datasync();
    } finally {
      await file.close();
    }
    await rename(part, this.pathOf(sha256));
    this.verified.add(sha256);
    return true;
  }

  override async listSounds(): Promise<readonly string[]> {
    const names = await readdir(join(this.folder, 'sounds'));
    return names.filter((name) => name.endsWith(SOUND)).map((name) => name.slice(0, -SOUND.length));
  }

  override async removeSound(sha256: string): Promise<void> {
    this.verified.delete(sha256);
    await rm(this.pathOf(sha256), { force: true });
  }

  /** Lets go of open files, after everything that was asked for is written. */
  async close(): Promise<void> {
    await Promise.allSettled(this.turns.values());
    await Promise.all([...this.appending.values()].map((file) => file.close()));
    this.appending.clear();
  }

  private partOf(sha256: string): string {
    return join(this.folder, 'sounds', `${sha256}${PARTIAL}`);
  }

  private inTurn(name: string, act: () => Promise<void>): Promise<void> {
    const before = this.turns.get(name) ?? Promise.resolve();
    const turn = before.then(act, act); // Whoever asked before hears of a failure; this is another matter.
    this.turns.set(name, turn);
    return turn;
  }
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function unlessMissing<T>(act: () => Promise<T>): Promise<T | undefined> {
  try {
    return await act();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
