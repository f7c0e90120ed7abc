// The memory of a device: what it wrote it knows, what it forgot it never plays, and what the server has not acknowledged it keeps.
import { DAY_MS } from '#domain';
import { FakeTime } from '../../test/support/fake-device-clock';
import { MemoryDisk, MemoryPlatters } from '../../test/support/memory-disk';
import { Journal } from './journal';

const START = 100 * DAY_MS;

describe('the journal', () => {
  const platters = new MemoryPlatters();
  let now = START;
  const open = () => {
    const disk = new MemoryDisk(platters, { time: new FakeTime(START), writeMs: () => 0, survives: () => false });
    return Journal.open(
      disk,
      () => ({ at: now, uncertaintyMs: 0, uptimeMs: 0 }),
      () => `epoch-${Math.random()}`,
      () => undefined,
    );
  };
  const play = async (journal: Journal, playbackId: string) => {
    await journal.record({ kind: 'started', playbackId, airingId: playbackId });
    await journal.record({ kind: 'played', playbackId, airingId: playbackId, startedAt: now, playedMs: 1 });
  };

  beforeEach(() => {
    platters.files.clear();
    now = START;
  });

  it('knows everything again after a restart, under the same epoch and with the next number', async () => {
    const journal = await open();
    await journal.rememberFrom(START);
    await play(journal, 'a');
    await journal.acknowledge(1);
    const again = await open();
    expect(again.deviceEpoch).toBe(journal.deviceEpoch);
    expect(again.fateOf('a')).toBe('ended');
    expect(again.remembersFrom).toBe(START);
    expect(again.unacknowledged(9).map(({ sequence }) => sequence)).toEqual([2]);
    await play(again, 'b');
    expect(again.unacknowledged(9).map(({ sequence }) => sequence)).toEqual([2, 3, 4]);
  });

  it('forgets, when it is compacted, only what is acknowledged and old, and then starts nothing of that time', async () => {
    const journal = await open();
    await journal.rememberFrom(START);
    await play(journal, 'old');
    await journal.acknowledge(2);
    await play(journal, 'old but unacknowledged');
    now = START + 9 * DAY_MS;
    await play(journal, 'new');
    await journal.compact(now);
    for (const memory of [journal, await open()]) {
      expect(memory.fateOf('old')).toBe('none');
      expect(memory.remembersFrom).toBeGreaterThan(START + DAY_MS);
      expect(memory.fateOf('old but unacknowledged')).toBe('ended');
      expect(memory.fateOf('new')).toBe('ended');
      expect(memory.unacknowledged(9).map(({ sequence }) => sequence)).toEqual([3, 4, 5, 6]);
    }
  });

  it('loses nothing that is recorded while it is compacted', async () => {
    const journal = await open();
    const before = play(journal, 'before');
    const compacted = journal.compact(now);
    const after = play(journal, 'after');
    await Promise.all([before, compacted, after]);
    const again = await open();
    expect([again.fateOf('before'), again.fateOf('after')]).toEqual(['ended', 'ended']);
    expect(again.unacknowledged(9).map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4]);
  });

  it('remembers what sounded and counts, in full or as far as it came, until it is old', async () => {
    const journal = await open();
    const counted = async (playbackId: string, fact: { playedMs: number; startedAt: number | null }) => {
      await journal.count({ playbackId, rundownId: 'rundown', durationMs: 10 });
      await journal.record({ kind: 'interrupted', playbackId, airingId: playbackId, reason: 'stopped', ...fact });
    };
    await counted('cut short', { startedAt: START, playedMs: 4 });
    await counted('measured a little too long', { startedAt: START + 20, playedMs: 12 });
    await counted('never begun', { startedAt: null, playedMs: 0 });
    await play(journal, 'not counted');
    const sounded = [
      { rundownId: 'rundown', startsAt: START, durationMs: 4 },
      { rundownId: 'rundown', startsAt: START + 20, durationMs: 10 },
    ];
    for (const memory of [journal, await open()]) {
      expect(memory.counted).toEqual(sounded);
      expect(memory.silentSince).toBe(START + 32);
    }
    await journal.compact(START + DAY_MS);
    expect((await open()).counted).toEqual(sounded);
    await journal.acknowledge(5);
    await journal.compact(START + 9 * DAY_MS);
    for (const memory of [journal, await open()]) expect(memory.counted).toEqual([]);
  });

  it('waits again with everything that it still has, once for each epoch of the server, also over a power cut', async () => {
    const journal = await open();
    await play(journal, 'a');
    await play(journal, 'b');
    await journal.acknowledge(3);
    expect([journal.heldFrom, journal.unacknowledged(9)[0]?.sequence]).toEqual([1, 4]);
    expect(await journal.sendAgainTo(2)).toBe(true);
    for (const memory of [journal, await open()]) {
      expect([memory.acknowledged, memory.unacknowledged(9)[0]?.sequence]).toEqual([0, 1]);
      expect(await memory.sendAgainTo(2)).toBe(false);
    }
    // What was forgotten is not promised any more.
    await journal.acknowledge(3);
    await journal.compact(START + 9 * DAY_MS);
    expect(await journal.sendAgainTo(3)).toBe(true);
    expect([journal.heldFrom, journal.acknowledged]).toEqual([4, 3]);
  });

  it('ignores an acknowledgement of what was never recorded', async () => {
    const journal = await open();
    await play(journal, 'a');
    await journal.acknowledge(99);
    expect(journal.unacknowledged(9)).toHaveLength(2);
  });

  it('a line torn by a power cut never happened; a flipped bit anywhere is a new epoch', async () => {
    const journal = await open();
    await play(journal, 'a');
    const file = platters.files.get('journal')!;
    platters.files.set('journal', file.subarray(0, file.length - 5));
    expect((await open()).fateOf('a')).toBe('started');
    // Without the end of the last line that line is a torn one.
    for (let at = 0; at < file.length - 1; at += 1) {
      const flipped = Buffer.from(file);
      flipped[at]! ^= 1;
      platters.files.set('journal', flipped);
      expect((await open()).deviceEpoch).not.toBe(journal.deviceEpoch);
    }
  });
});
