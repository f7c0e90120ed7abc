// The message after each slot, from evidence only.
import { anAiring, aPlayback, aRundown } from '../../../test/support/factories';
import type { Playback } from '../air/air';
import { slotSummaries, SUMMARY_AFTER_MS, SUMMARY_UNTIL_MS } from './slot-summary';

const ENDS = aRundown().endsAt;
const RUNDOWNS = [
  aRundown({ id: 'r1', villageId: 'Nà Khoang', zoneId: 'z1' }),
  aRundown({ id: 'r2', villageId: 'Nà Khoang', zoneId: 'z2' }),
  aRundown({ id: 'r3', villageId: 'Phìn Sử', zoneId: 'z3' }),
];
const AIRINGS = RUNDOWNS.map(({ id }) => anAiring({ id: `a-${id}`, rundownId: id }));

const playback = (rundownId: string, controllerId: string, own: Partial<Playback> = {}) =>
  aPlayback({
    id: `${rundownId} ${controllerId}`,
    airingId: `a-${rundownId}`,
    rundownId,
    controllerId,
    state: 'played',
    ...own,
  });

const ALL = [playback('r1', 'c1'), playback('r1', 'c2'), playback('r2', 'c3'), playback('r3', 'c4')];
const summary = (playbacks: readonly Playback[], now = ENDS + SUMMARY_AFTER_MS) =>
  slotSummaries(RUNDOWNS, AIRINGS, playbacks, now)[0];

describe('the summary of a slot', () => {
  it('says that every village played everything', () => {
    expect(summary(ALL)).toMatchObject({ slotName: 'Sáng', villagesDue: 2, villagesPlayed: 2, troubles: [] });
  });

  it('comes once receipts had a moment, and not when it is old news', () => {
    expect(summary(ALL, ENDS + SUMMARY_AFTER_MS - 1)).toBeUndefined();
    expect(summary(ALL, ENDS + SUMMARY_UNTIL_MS)).toBeDefined();
    expect(summary(ALL, ENDS + SUMMARY_UNTIL_MS + 1)).toBeUndefined();
  });

  it('waits for the village in which the slot ends last', () => {
    const late = [
      ...RUNDOWNS.slice(0, 2),
      aRundown({ id: 'r3', villageId: 'Phìn Sử', zoneId: 'z3', endsAt: ENDS + 60_000 }),
    ];
    expect(slotSummaries(late, AIRINGS, ALL, ENDS + SUMMARY_AFTER_MS)).toEqual([]);
  });

  it('names village, how many poles of how many, and why', () => {
    const missed = { state: 'missed', reason: 'device-off' } as const;
    const found = summary([playback('r1', 'c1', missed), playback('r1', 'c2', missed), ...ALL.slice(2)]);

    expect(found).toMatchObject({ villagesDue: 2, villagesPlayed: 1 });
    expect(found?.troubles).toEqual([
      { villageId: 'Nà Khoang', controllers: 2, of: 3, state: 'missed', reason: 'device-off' },
    ]);
  });

  it('never calls played what was only sent or ready', () => {
    for (const state of [
      'planned',
      'delivered',
      'ready',
      'playing',
      'interrupted',
      'unconfirmed',
      'cancelled',
    ] as const) {
      expect(summary([playback('r3', 'c4', { state }), ...ALL.slice(0, 3)])?.villagesPlayed).toBe(1);
    }
  });

  it('counts a pole once, however many items it missed', () => {
    const second = anAiring({ id: 'a2-r3', rundownId: 'r3' });
    const gone = { state: 'missed', reason: 'device-off' } as const;
    const both = [playback('r3', 'c4', gone), { ...playback('r3', 'c4', gone), id: 'again', airingId: 'a2-r3' }];
    const [found] = slotSummaries(
      RUNDOWNS,
      [...AIRINGS, second],
      [...ALL.slice(0, 3), ...both],
      ENDS + SUMMARY_AFTER_MS,
    );

    expect(found?.troubles).toEqual([
      { villageId: 'Phìn Sử', controllers: 1, of: 1, state: 'missed', reason: 'device-off' },
    ]);
  });

  it('does not ask for opening and closing, nor for what was not to go on air', () => {
    const airings = [
      ...AIRINGS,
      anAiring({ id: 'o', rundownId: 'r3', kind: 'opening' }),
      anAiring({ id: 'x', rundownId: 'r3', state: 'cancelled' }),
    ];
    const extra = ['o', 'x'].map((airingId) => ({
      ...playback('r3', 'c4', { state: 'cancelled' }),
      id: airingId,
      airingId,
    }));
    expect(slotSummaries(RUNDOWNS, airings, [...ALL, ...extra], ENDS + SUMMARY_AFTER_MS)[0]?.villagesPlayed).toBe(2);
  });

  it('names what was heard although it had been taken off the air, and what was played before that', () => {
    const off = AIRINGS.map((airing) => ({
      ...airing,
      state: 'cancelled' as const,
      reason: 'booking-cancelled' as const,
    }));
    const cancelled = { cancelledAt: ENDS, state: 'cancelled' } as const;
    const late = { cancelledAt: 1, playedAfterCancel: true };
    const all = [playback('r1', 'c1', late), playback('r2', 'c3'), playback('r3', 'c4', cancelled)];
    expect(slotSummaries(RUNDOWNS, off, all, ENDS + SUMMARY_AFTER_MS)[0]).toMatchObject({
      villagesDue: 1,
      villagesPlayed: 0,
      troubles: [{ villageId: 'Nà Khoang', controllers: 1, of: 2, state: 'played', reason: 'after-cancel' }],
    });
  });

  it('is silent about a slot in which nothing was due', () => {
    expect(slotSummaries(RUNDOWNS, [], [], ENDS + SUMMARY_AFTER_MS)).toEqual([]);
  });
});
