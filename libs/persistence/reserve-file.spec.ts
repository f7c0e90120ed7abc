// The reserve of the database as a file of its own, and what SQLite itself says when it may not grow.
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Stores } from '#application';
import { temporaryDatabase, type TemporaryDatabase } from '../../test/support/database';
import { aRecording, NOON } from '../../test/support/factories';
import { ReserveFile } from './reserve-file';

const SIZES = { wholeBytes: 4_000, pieceBytes: 1_500, urgentBytes: 2_000 };

describe('the file', () => {
  let folder: string;
  let path: string;
  const reported: string[] = [];
  const reserve = (sizes = SIZES) =>
    new ReserveFile(join(folder, 'loa-lang.sqlite'), (error) => reported.push(String(error)), sizes);
  const size = async () => (await stat(path)).size;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'loa-reserve-'));
    path = join(folder, 'loa-lang.sqlite-reserve');
    reported.length = 0;
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('is taken from the disk, given back in pieces, and taken anew', async () => {
    expect(await reserve().missingBytes()).toBe(4_000);
    await reserve().refill();
    expect([await size(), await reserve().missingBytes()]).toEqual([4_000, 0]);
    expect((await stat(path)).blocks).toBeGreaterThan(0);
    expect(await reserve().giveBack({ isUrgent: false })).toBe(true);
    expect([await size(), await reserve().missingBytes()]).toEqual([2_500, 1_500]);
    expect(reported).toEqual([expect.stringContaining('2500 bytes are left')]);
    await reserve().refill();
    expect(await size()).toBe(4_000);
  });

  it('leaves its last part to what is urgent', async () => {
    await reserve().refill();
    const given = async (isUrgent: boolean) => [await reserve().giveBack({ isUrgent }), await size()];
    expect([await given(false), await given(false), await given(false)]).toEqual([
      [true, 2_500],
      [true, 1_000],
      [false, 1_000],
    ]);
    expect([await given(true), await given(true)]).toEqual([
      [true, 0],
      [false, 0],
    ]);
  });

  it('does not take the last that the disk has', async () => {
    await reserve({ ...SIZES, wholeBytes: Number.MAX_SAFE_INTEGER }).refill();
    expect(await reserve().missingBytes()).toBe(4_000);
    expect(await reserve().giveBack({ isUrgent: true })).toBe(false);
  });
});

describe('a database that may not grow', () => {
  let database: TemporaryDatabase;
  const recordings = Array.from({ length: 200 }, (_, place) => aRecording({ id: `recording-${place}` }));
  const write = <T>(work: (stores: Stores) => Promise<T>) => database.unitOfWork.run(work);
  const grow = async (pages: number) => {
    const { writer } = database.unitOfWork as unknown as { writer: { query(sql: string): Promise<unknown> } };
    await writer.query(`PRAGMA max_page_count = ${pages}`);
  };
  const kept = async () => (await database.unitOfWork.read.recordings.unfinished()).length;

  beforeEach(async () => {
    database = await temporaryDatabase();
    await grow(1);
  });
  afterEach(() => database.remove());

  const writeAll = () =>
    write(async ({ recordings: store, events, apart }) => {
      for (const recording of recordings) await apart(() => store.insert(recording));
      const happening = {
        communeId: 'commune-1',
        at: NOON,
        kind: 'stop.lifted',
        actor: 'system',
        subjectId: 's',
      } as const;
      await events.append(happening);
    });

  it('refuses in words of its own, and nothing of the unit is there', async () => {
    database.disk.pieces.left = 0;
    await expect(writeAll()).rejects.toMatchObject({ code: 'database-full' });
    expect(await kept()).toBe(0);
  });

  it('does the whole unit once when room is given, and tells of it once', async () => {
    const told: string[][] = [];
    database.unitOfWork.onEvents((communeIds) => told.push([...communeIds]));
    const giveBack = jest.spyOn(database.disk, 'giveBack').mockImplementation(async () => {
      await grow(1_000_000);
      return true;
    });
    await writeAll();
    expect(giveBack.mock.calls).toEqual([[{ isUrgent: false }]]);
    expect(await kept()).toBe(recordings.length);
    expect(told).toEqual([['commune-1']]);
    expect(await database.unitOfWork.read.events.lastSequence('commune-1')).toBe(1);
    await database.unitOfWork.urgently(() => write(async () => undefined));
    expect(database.reported).toEqual([]);
  });
});
