// A folder that keeps its word: what was written is there whole, a torn line is gone for good, a sound is what its name says.
import { createHash } from 'node:crypto';
import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { FileDisk } from './file-disk';

const SOUND = Buffer.from('a very short sound');
const SHA256 = createHash('sha256').update(SOUND).digest('hex');

describe('a folder as a disk', () => {
  let folder: string;
  let disk: FileDisk;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'loa-disk-'));
    disk = await FileDisk.open(folder);
  });
  afterEach(async () => {
    await disk.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('writes in the order of the calls, also when a file is replaced between two lines', async () => {
    const writes = [
      disk.append('journal', ['a', 'b']),
      disk.replace('journal', Buffer.from('c\n')),
      disk.append('journal', ['d']),
    ];
    await Promise.all(writes);
    expect(await disk.lines('journal')).toEqual(['c', 'd']);
  });

  it('cuts off a torn line, so that the next one does not grow onto it', async () => {
    await disk.append('journal', ['whole']);
    await disk.close();
    await appendFile(join(folder, 'journal'), 'torn by a pow');
    expect(await disk.lines('journal')).toEqual(['whole']);
    await disk.append('journal', ['next']);
    expect(await readFile(join(folder, 'journal'), 'utf8')).toBe('whole\nnext\n');
  });

  it('knows nothing where nothing was written', async () => {
    expect([await disk.read('x'), await disk.lines('x'), await disk.soundPath(SHA256)]).toEqual([
      undefined,
      [],
      undefined,
    ]);
  });

  it('goes on with a sound where it ended, and puts it in place when it is whole', async () => {
    await disk.writePartialSound(SHA256, 0, Readable.from([SOUND.subarray(0, 7)]));
    expect(await disk.finishSound('0'.repeat(64))).toBe(false);
    expect(await disk.partialSoundBytes(SHA256)).toBe(7);
    await disk.writePartialSound(SHA256, 7, Readable.from([SOUND.subarray(7)]));
    expect(await disk.finishSound(SHA256)).toBe(true);
    expect(await disk.listSounds()).toEqual([SHA256]);
    expect(await readFile((await disk.soundPath(SHA256))!)).toEqual(SOUND);
  });

  it('throws away a sound that is not what its name says, during the download and after a restart', async () => {
    await disk.writePartialSound(SHA256, 0, Readable.from([Buffer.from('something else')]));
    expect(await disk.finishSound(SHA256)).toBe(false);
    expect(await disk.partialSoundBytes(SHA256)).toBe(0);
    await writeFile(disk.pathOf(SHA256), 'rotten');
    expect(await disk.soundPath(SHA256)).toBeUndefined();
    expect(await disk.listSounds()).toEqual([]);
  });
});
