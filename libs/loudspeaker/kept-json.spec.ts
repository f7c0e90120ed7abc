// What a device keeps from one power-on to the next: read as written, also by a later version; never a reason not to come up.
import { z } from 'zod';
import { FakeTime } from '../../test/support/fake-device-clock';
import { MemoryDisk, MemoryPlatters } from '../../test/support/memory-disk';
import { readKept, writeKept, type KeptFile } from './kept-json';

const LEVELS: KeptFile<{ level: number }> = { name: 'levels', version: 2, schema: z.strictObject({ level: z.int() }) };

describe('what a device keeps', () => {
  const platters = new MemoryPlatters();
  const disk = new MemoryDisk(platters, { time: new FakeTime(0), writeMs: () => 0, survives: () => true });
  let noted: unknown[];
  const read = () => readKept(disk, LEVELS, (event, details) => noted.push([event, details]));
  beforeEach(() => (noted = []));

  it('is read as it was written, with its version', async () => {
    await writeKept(disk, LEVELS, { level: 7 });
    expect(JSON.parse(String(platters.files.get('levels')))).toEqual({ version: 2, level: 7 });
    expect(await read()).toEqual({ level: 7 });
  });

  it('is read as it was written before there were versions', async () => {
    platters.files.set('levels', Buffer.from('{"level":7}'));
    expect([await read(), noted]).toEqual([{ level: 7 }, []]);
  });

  it.each([
    ['a newer program wrote it', '{"version":3,"level":7}', 'a newer program wrote it (version 3; this one knows 2)'],
    ['it is torn', '{"version":2,"lev', 'SyntaxError'],
    ['it does not fit', '{"version":2}', 'expected number'],
  ])('counts as not there, with a note, when %s', async (_what, text, wrong) => {
    platters.files.set('levels', Buffer.from(text));
    expect(await read()).toBeUndefined();
    expect(noted).toEqual([['kept.unreadable', { name: 'levels', error: expect.stringContaining(wrong) }]]);
  });
});
