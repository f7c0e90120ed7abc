// The store on a real disk: what is kept is whole and under its hash, what fails leaves nothing.
import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { asStorageProblem, FolderAudioStore } from './folder-audio-store';

// Bytes are made durable here, which a busy disk takes its time for.
jest.setTimeout(30_000);

const NOW_MS = Date.parse('2026-03-01T05:00:00Z');
const HOUR_MS = 60 * 60 * 1_000;

const sha256Of = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

describe('FolderAudioStore', () => {
  let folder: string;
  let store: FolderAudioStore;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'loa-store-'));
    store = await new FolderAudioStore(folder).open(NOW_MS);
  });
  afterEach(() => rm(folder, { recursive: true }));

  const temporaryFiles = () => readdir(join(folder, 'tmp'));

  it('keeps received bytes under their hash, readable whole and in part', async () => {
    const bytes = randomBytes(300_000);
    const stored = await store.receive(Readable.from([bytes.subarray(0, 100_000), bytes.subarray(100_000)]), 300_000);

    expect(stored).toEqual({ sha256: sha256Of(bytes), bytes: 300_000 });
    expect(await store.size(stored.sha256)).toBe(300_000);
    expect(await buffer(await store.read(stored.sha256))).toEqual(bytes);
    expect(await buffer(await store.read(stored.sha256, { start: 10, end: 19 }))).toEqual(bytes.subarray(10, 20));
    expect(await store.localPath(stored.sha256)).toBe(join(folder, 'sounds', stored.sha256.slice(0, 2), stored.sha256));
    expect(await temporaryFiles()).toEqual([]);
  });

  it('keeps one copy when the same bytes come twice, and heals a copy damaged on disk', async () => {
    const bytes = randomBytes(1_000);
    const { sha256 } = await store.receive(Readable.from([bytes]), 1_000);
    await writeFile(await store.localPath(sha256), 'rotten');

    await store.receive(Readable.from([bytes]), 1_000);

    expect(await readdir(join(folder, 'sounds', sha256.slice(0, 2)))).toEqual([sha256]);
    expect(await readFile(await store.localPath(sha256))).toEqual(bytes);
  });

  it('refuses one byte too many, stops reading the source, and leaves nothing', async () => {
    const source = Readable.from([Buffer.alloc(1_000), Buffer.alloc(1), Buffer.alloc(1_000)]);

    await expect(store.receive(source, 1_000)).rejects.toMatchObject({
      code: 'recording-too-large',
      values: { maxBytes: 1_000 },
    });
    expect(source.destroyed).toBe(true);
    expect(await temporaryFiles()).toEqual([]);
    expect(await readdir(join(folder, 'sounds'))).toEqual([]);
  });

  it('leaves nothing when the sender breaks off', async () => {
    const source = Readable.from(
      (async function* () {
        yield Buffer.alloc(500);
        throw new Error('the line went dead');
      })(),
    );

    await expect(store.receive(source, 1_000)).rejects.toThrow('the line went dead');
    expect(await temporaryFiles()).toEqual([]);
    expect(await readdir(join(folder, 'sounds'))).toEqual([]);
  });

  it('adopts a finished file of our own making', async () => {
    const path = await store.temporaryPath('.mp3');
    await writeFile(path, 'a rendition');

    const stored = await store.adopt(path);

    expect(stored).toEqual({ sha256: sha256Of(Buffer.from('a rendition')), bytes: 11 });
    expect((await buffer(await store.read(stored.sha256))).toString()).toBe('a rendition');
    expect(await temporaryFiles()).toEqual([]);
  });

  it('clears leftovers older than an hour at opening, and nothing younger', async () => {
    for (const [name, ageMs] of [
      ['old.part', 2 * HOUR_MS],
      ['young.part', HOUR_MS / 2],
    ] as const) {
      const path = join(folder, 'tmp', name);
      await writeFile(path, 'x');
      await utimes(path, (NOW_MS - ageMs) / 1_000, (NOW_MS - ageMs) / 1_000);
    }

    await new FolderAudioStore(folder).open(NOW_MS);

    expect(await temporaryFiles()).toEqual(['young.part']);
  });

  it('knows nothing of unknown hashes, nor of names that are no hash', async () => {
    expect(await store.size('0'.repeat(64))).toBeUndefined();
    expect(await store.size('../tmp')).toBeUndefined();
    await expect(store.read('0'.repeat(64))).rejects.toMatchObject({ code: 'not-found' });
    await expect(store.localPath('../tmp')).rejects.toMatchObject({ code: 'not-found' });
  });

  it('calls a full disk by its name, and no other error', () => {
    const diskFull = Object.assign(new Error('write'), { code: 'ENOSPC' });
    const denied = Object.assign(new Error('open'), { code: 'EACCES' });

    expect(asStorageProblem(diskFull)).toMatchObject({ code: 'storage-full' });
    expect(asStorageProblem(denied)).toBe(denied);
  });
});
