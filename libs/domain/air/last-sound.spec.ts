// Until when something on air can be taken off it, and what began although it was.
import fc from 'fast-check';
import { aPlayback } from '../../../test/support/factories';
import { at, exactly, item, scene, stop } from '../../../test/support/planning-scene';
import { beganAfterCancel, type Playback } from './air';
import { CLOCK_SLACK_MS, lastSoundOf, lastStartOf, mayStillBegin, mayStillSound } from './last-sound';
import { planZone, type PlanRequest } from '../planning/plan-zone';
import { MINUTE_MS, SECOND_MS } from '../calendar/time';

const STARTS = at('17:01:35');
const SIX = { minutes: 0.1, lateLimitMs: MINUTE_MS };

/** One item of six seconds at 17:01:35, planned in the morning; then `happens`, and it is planned again at `now`. */
function replanned(now: number, happens: Partial<PlanRequest>, sketch: object = SIX): string | null {
  const request = scene([item('Tin', { ...exactly('17:01:35'), ...sketch })], { now: at('12:00') });
  const plan = planZone(request);
  const [airing] = planZone({
    ...request,
    existing: plan.airings,
    existingRundowns: plan.rundowns,
    now,
    ...happens,
  }).airings;
  return airing!.reason;
}

const ended = (state: 'cancelled' | 'declined' | 'replaced', sketch: object = SIX) => ({
  items: [item('Tin', { ...exactly('17:01:35'), ...sketch, state })],
});

describe('an item that starts at 17:01:35, sounds six seconds and may be a minute late', () => {
  const airing = { startsAt: STARTS, durationMs: 6 * SECOND_MS, lateLimitMs: MINUTE_MS };

  it('is over six seconds after its last start, and by a clock that is wrong a little later', () => {
    expect(lastStartOf(airing)).toBe(at('17:02:35'));
    expect(lastSoundOf(airing)).toBe(at('17:02:41'));
    expect([mayStillBegin(airing, at('17:02:54')), mayStillBegin(airing, at('17:02:55'))]).toEqual([true, false]);
    expect([mayStillSound(airing, at('17:03:00')), mayStillSound(airing, at('17:03:01'))]).toEqual([true, false]);
  });

  it.each([
    ['cancelled as it should have ended', ended('cancelled'), 'booking-cancelled'],
    ['declined after its approval was lost', ended('declined'), 'booking-declined'],
    ['given way', ended('replaced'), 'booking-replaced'],
    [
      'taken out on this day',
      { items: [item('Tin', { ...exactly('17:01:35'), ...SIX, cancelledDates: ['2026-11-21'] })] },
      'day-cancelled',
    ],
    [
      'edited, so that its approval is lost',
      { items: [item('Tin', { ...exactly('17:01:35'), ...SIX, state: 'proposed', approvedAt: null })] },
      'announcement-voided',
    ],
    ['not asked for any more: its content has changed', { items: [] }, 'announcement-voided'],
    ['silenced by a stop or a mute', { stops: [stop('17:01:41', '17:11:41')] }, 'stopped'],
  ] as const)('can be %s', (_, happens, reason) => {
    expect(replanned(at('17:01:41'), happens)).toBe(reason);
    expect(replanned(at('17:03:00'), happens)).toBe(reason);
    expect(replanned(at('17:03:01'), happens)).toBeNull();
  });

  it('stays as it was recorded once every pole has said how it ended', () => {
    expect(
      replanned(at('17:01:41'), { ...ended('cancelled'), endedIds: new Set(['airing/Tin/poọng/2026-11-21/0/0']) }),
    ).toBeNull();
  });
});

it('whatever the late limit, the length and the instant: what a pole may still sound is taken off, and nothing that is over', () => {
  const seconds = (max: number) => fc.integer({ min: 0, max });
  fc.assert(
    fc.property(
      seconds(3_600),
      fc.integer({ min: 1, max: 600 }),
      fc.integer({ min: 0, max: 6_000 }),
      (late, length, after) => {
        const sketch = { minutes: length / 60, lateLimitMs: late * SECOND_MS };
        const now = STARTS + after * SECOND_MS;
        const durationMs = (length / 60) * MINUTE_MS;
        const may = now < STARTS + late * SECOND_MS + CLOCK_SLACK_MS + durationMs;
        expect(replanned(now, ended('cancelled', sketch), sketch)).toBe(
          may || after * SECOND_MS < durationMs ? 'booking-cancelled' : null,
        );
      },
    ),
  );
});

describe('what began after the cancel', () => {
  const began = (own: Partial<Playback>) => beganAfterCancel(aPlayback({ cancelledAt: STARTS, ...own }));

  it('is marked by the instant of its first sample', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -120_000, max: 120_000 }),
        fc.integer({ min: 1, max: 600_000 }),
        (late, playedMs) => {
          const evidence = { startedAt: STARTS + late, playedMs };
          for (const state of ['playing', 'played', 'interrupted'] as const) {
            expect(began({ ...evidence, state })).toBe(late >= 0);
            expect(began({ ...evidence, state, cancelledAt: null })).toBe(false);
          }
        },
      ),
    );
  });

  it('is nothing that never sounded', () => {
    expect(began({ state: 'interrupted', startedAt: null, playedMs: 0, reason: 'cancelled' })).toBe(false);
    expect(began({ state: 'cancelled' })).toBe(false);
    expect(began({ state: 'refused', reason: 'cancelled' })).toBe(false);
  });
});
