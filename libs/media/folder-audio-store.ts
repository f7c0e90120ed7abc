// Keeps sound bytes in a folder, each file under the hash of its content. A file appears under its final name whole and durable, or not at all.
import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readdir, rename, rm, stat, statfs } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { AudioStore, type ByteRange, type StoredSound } from '#application';
import { Problem, type Instant } from '#domain';

/** Leftovers of a crash are removed at opening once they are this old; younger ones may belong to a process still at work. */
const LEFTOVER_AGE_MS = 60 * 60 * 1_000;

const SHA256 = /^[0-9a-f]{64}$/;

/** `<folder>/sounds/ab/abcd…` holds what is kept, `<folder>/tmp` what is still being written. */
export class FolderAudioStore extends AudioStore {
  private readonly sounds: string;
  private readonly temporary: string;

  constructor(folder: string) {
    super();
    this.sounds = join(folder, 'sounds');
    this.temporary = join(folder, 'tmp');
  }

  /** Makes the folders and removes what earlier processes left half-written. `nowMs` is the present instant. */
  async open(nowMs: number): Promise<this> {
    await mkdir(this.sounds, { recursive: true, mode: 0o700 });
    await mkdir(this.temporary, { recursive: true, mode: 0o700 });
    for (const name of await readdir(this.temporary)) {
      const path = join(this.temporary, name);
      const found = await stat(path).catch(undefinedWhenMissing);
      if (found && nowMs - found.mtimeMs > LEFTOVER_AGE_MS) await rm(path, { recursive: true, force: true });
    }
    return this;
  }

  override async receive(
    source: Readable,
    maxBytes: number,
    expectedSha256: string | null = null,
  ): Promise<StoredSound> {
    const path = await this.temporaryPath('.part');
    try {
      const received = await writeHashed(source, path, maxBytes);
      if (expectedSha256 !== null && received.sha256 !== expectedSha256) throw new Problem('upload-damaged');
      await this.keep(path, received.sha256);
      return received;
    } catch (error) {
      throw asStorageProblem(error);
    } finally {
      // After a success the file has moved away; after a failure nothing may stay behind.
      await rm(path, { force: true });
    }
  }

  override async adopt(filePath: string): Promise<StoredSound> {
    const file = await open(filePath, 'r+');
    const hash = createHash('sha256');
    let bytes = 0;
    try {
      for await (const chunk of file.createReadStream({ autoClose: false }) as AsyncIterable<Buffer>) {
        hash.update(chunk);
        bytes += chunk.length;
      }
      await file.sync();
    } finally {
      await file.close();
    }
    const sha256 = hash.digest('hex');
    await this.keep(filePath, sha256);
    return { sha256, bytes };
  }

  override async size(sha256: string): Promise<number | undefined> {
    if (!SHA256.test(sha256)) return undefined;
    const found = await stat(this.pathOf(sha256)).catch(undefinedWhenMissing);
    return found?.size;
  }

  override async read(sha256: string, range?: ByteRange): Promise<Readable> {
    const file = await open(await this.localPath(sha256), 'r');
    return file.createReadStream(range && { start: range.start, end: range.end });
  }

  override async localPath(sha256: string): Promise<string> {
    if ((await this.size(sha256)) === undefined) throw new Problem('not-found', { sha256 });
    return this.pathOf(sha256);
  }

  override async remove(sha256: string, writtenBefore: Instant): Promise<void> {
    if (!SHA256.test(sha256)) return;
    const path = this.pathOf(sha256);
    const found = await stat(path).catch(undefinedWhenMissing);
    if (found && found.mtimeMs < writtenBefore) await rm(path, { force: true });
  }

  override async freeBytes(): Promise<number> {
    const { bavail, bsize } = await statfs(this.sounds);
    return bavail * bsize;
  }

  override async temporaryPath(suffix: string): Promise<string> {
    await mkdir(this.temporary, { recursive: true, mode: 0o700 });
    return join(this.temporary, `${randomUUID()}${suffix}`);
  }

  /** Renames over what may be there: the bytes are the same by name, and a copy damaged on disk is healed. */
  private async keep(path: string, sha256: string): Promise<void> {
    const target = this.pathOf(sha256);
    const created = await mkdir(dirname(target), { recursive: true, mode: 0o700 });
    await rename(path, target);
    await syncFolder(dirname(target));
    if (created) await syncFolder(this.sounds);
  }

  private pathOf(sha256: string): string {
    return join(this.sounds, sha256.slice(0, 2), sha256);
  }
}

/** Writes a stream to a new file chunk by chunk, durable when this resolves. */
async function writeHashed(source: Readable, path: string, maxBytes: number): Promise<StoredSound> {
  const hash = createHash('sha256');
  let bytes = 0;
  const file = await open(path, 'wx', 0o640);
  try {
    for await (const chunk of source as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      if (bytes > maxBytes) throw new Problem('recording-too-large', { maxBytes });
      hash.update(chunk);
      await file.writeFile(chunk);
    }
    await file.sync();
  } finally {
    await file.close();
  }
  return { sha256: hash.digest('hex'), bytes };
}

/** A rename survives a power cut only once the folder that holds the name was written too. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** A full disk or quota becomes the Problem `storage-full`; every other error stays what it is. */
export function asStorageProblem(error: unknown): unknown {
  const code = errorCode(error);
  return code === 'ENOSPC' || code === 'EDQUOT' ? new Problem('storage-full') : error;
}

function undefinedWhenMissing(error: unknown): undefined {
  if (errorCode(error) === 'ENOENT') return undefined;
  throw error;
}

function errorCode(error: unknown): string | undefined {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : undefined;
}
