// How much may sound and how loud: the arithmetic, and what the planner and the preview of a booking make of it.
import { capOverrun, fullDays, isCapped, loudestPercent, strictestLimits } from './broadcast-limits';
import { wallTimeOf } from '../calendar/calendar';
import { planZone, type BookedItem, type PlanRequest } from '../planning/plan-zone';
import type { BroadcastLimits } from '../places/rules';
import {
  aloud,
  at,
  CLOSING,
  EVENING,
  exactly,
  item,
  later,
  MORNING,
  OPENING,
  scene,
  stop,
  TODAY,
  TOMORROW,
  UNCAPPED,
  ZONE,
} from '../../../test/support/planning-scene';
import { previewed } from '../../../test/support/previewed';
import { MINUTE_MS, SECOND_MS } from '../calendar/time';

const limits = (change: Partial<BroadcastLimits>) => ({ broadcastLimits: { ...UNCAPPED, ...change } });
const reasonOf = (request: PlanRequest, title: string) => {
  const { reason, reasonValues } = planZone(request).airings.find((airing) => airing.title === title)!;
  return { reason, ...reasonValues };
};

describe('the caps', () => {
  const cap = { ...UNCAPPED, maxRundownMs: 10 * MINUTE_MS, maxDayMs: 15 * MINUTE_MS };
  const sound = (rundownId: string, startsAt: number, minutes: number) => ({
    rundownId,
    startsAt,
    durationMs: minutes * MINUTE_MS,
  });

  it('allow exactly what they say, and name every millisecond above', () => {
    const beside = [sound('sáng', at('05:30'), 4)];
    expect(capOverrun([sound('sáng', at('05:40'), 6)], beside, cap, ZONE)).toBeUndefined();
    expect(capOverrun([{ ...sound('sáng', at('05:40'), 6), durationMs: 360_001 }], beside, cap, ZONE)).toEqual({
      cap: 'rundown-cap',
      byMs: 1,
      maxMs: 10 * MINUTE_MS,
    });
  });

  it('count a sound on the local day on which it starts', () => {
    const lateEvening = [sound('đêm', at('23:55'), 9)];
    expect(capOverrun([sound('đêm 2', at('23:59:59'), 7)], lateEvening, cap, ZONE)).toMatchObject({
      cap: 'day-cap',
      byMs: MINUTE_MS,
    });
    expect(capOverrun([sound('đêm 2', at('00:00', TOMORROW), 7)], lateEvening, cap, ZONE)).toBeUndefined();
  });

  it('count items, never what opens and closes, never an emergency', () => {
    expect(isCapped({ kind: 'item', messageClass: 'priority' })).toBe(true);
    expect(isCapped({ kind: 'opening', messageClass: 'normal' })).toBe(false);
    expect(isCapped({ kind: 'closing', messageClass: 'normal' })).toBe(false);
    expect(isCapped({ kind: 'item', messageClass: 'emergency' })).toBe(false);
    expect(isCapped({ kind: 'emergency', messageClass: 'emergency' })).toBe(false);
  });

  it('know which days have no room left', () => {
    const beside = [sound('sáng', at('05:30'), 9), sound('sáng mai', at('05:30', TOMORROW), 8)];
    const span = { from: at('12:00'), to: at('12:00', '2026-11-23') };
    expect(fullDays(7 * MINUTE_MS, beside, span, cap, ZONE)).toEqual([
      { from: at('00:00'), to: at('00:00', TOMORROW) },
    ]);
  });
});

describe('the limits of a village', () => {
  it('are the strictest of its own and the commune’s, in everything', () => {
    const evening = { from: '20:00', to: '21:00', maxPercent: 50 };
    const noon = { from: '11:00', to: '13:00', maxPercent: 60 };
    const commune = { maxRundownMs: 45, maxDayMs: 90, minGapMs: 2, volumeBands: [evening] };
    expect(strictestLimits(commune, null)).toEqual(commune);
    expect(strictestLimits(commune, { maxRundownMs: 60, maxDayMs: 30, minGapMs: 5, volumeBands: [noon] })).toEqual({
      maxRundownMs: 45,
      maxDayMs: 30,
      minGapMs: 5,
      volumeBands: [evening, noon],
    });
    expect(strictestLimits(commune, { maxRundownMs: 30, minGapMs: 1 })).toEqual({
      ...commune,
      maxRundownMs: 30,
    });
  });
});

describe('the volume', () => {
  const bands = [
    { from: '20:00', to: '05:00', maxPercent: 40 },
    { from: '04:00', to: '06:00', maxPercent: 30 },
  ];

  it.each([
    ['19:59:59', 100],
    ['20:00', 40],
    ['00:30', 40],
    ['04:30', 30],
    ['05:59', 30],
    ['06:00', 100],
  ])('at %s is at most %d percent: of two bands the quieter holds, also across midnight', (time, percent) => {
    expect(loudestPercent(at(time), bands, ZONE)).toBe(percent);
  });

  it('stays low in the hour that is shown twice until its end is shown for the last time', () => {
    const low = [{ from: '21:00', to: '02:30', maxPercent: 40 }];
    const shownTwice = ['2026-10-25T00:15Z', '2026-10-25T01:15Z', '2026-10-25T01:30Z'];
    expect(shownTwice.map((instant) => loudestPercent(Date.parse(instant), low, 'Europe/Berlin'))).toEqual([
      40, 40, 100,
    ]);
  });
});

describe('the planner under caps', () => {
  it('drops what makes the rundown too long, and still takes a shorter one', () => {
    const request = scene(
      [
        item('A', { minutes: 8, createdAt: 1 }),
        item('B', { minutes: 4, createdAt: 2 }),
        item('C', { minutes: 2, createdAt: 3 }),
      ],
      { ...limits({ maxRundownMs: 10 * MINUTE_MS }), opening: OPENING, closing: CLOSING },
    );
    expect(aloud(planZone(request))).toEqual([
      '17:00:00 B dropped rundown-cap',
      '17:00:00 opening',
      '17:00:12 A',
      '17:08:14 C',
      '17:10:16 closing',
    ]);
    expect(reasonOf(request, 'B')).toEqual({ reason: 'rundown-cap', byMs: 4 * MINUTE_MS, maxMs: 10 * MINUTE_MS });
  });

  it('drops what is too much for the day, over all its rundowns, and starts anew the next day', () => {
    const daily = { recurrence: { kind: 'daily', from: TODAY, until: TOMORROW } } as const;
    const request = scene(
      [item('Bóng đá', { ...exactly('19:45'), minutes: 6, ...daily }), item('Họp', { minutes: 5 })],
      limits({ maxDayMs: 10 * MINUTE_MS }),
    );
    expect(aloud(planZone(request))).toEqual(['17:00:00 Họp dropped day-cap', '19:45:00 Bóng đá', '19:45:00 Bóng đá']);
    expect(reasonOf(request, 'Họp')).toEqual({ reason: 'day-cap', byMs: MINUTE_MS, maxMs: 10 * MINUTE_MS });
  });

  it('lets the heavier class choose first', () => {
    const request = scene(
      [item('Họp', { createdAt: 1 }), item('Rét đậm', { messageClass: 'priority' })],
      limits({ maxRundownMs: 3 * MINUTE_MS }),
    );
    expect(aloud(planZone(request))).toEqual(['17:00:00 Họp dropped rundown-cap', '17:00:00 Rét đậm']);
  });

  it('neither counts an emergency nor holds it back', () => {
    const request = scene(
      [item('Lũ', { messageClass: 'emergency', minutes: 9 }), item('Họp'), item('Chợ', { createdAt: at('12:00') })],
      limits({ maxRundownMs: 2 * MINUTE_MS }),
    );
    expect(aloud(planZone(request))).toEqual(['17:00:00 Chợ dropped rundown-cap', '17:00:00 Lũ', '17:09:02 Họp']);
  });

  it('places after midnight what the day before has no minutes for', () => {
    const night = { ...EVENING, id: 'đêm', name: 'Đêm', from: '23:50', to: '00:20' };
    const inNight = { start: { kind: 'slot', slotId: night.id } } as const;
    const request = scene([item('A', { ...inNight, createdAt: 1 }), item('B', inNight)], {
      ...limits({ maxDayMs: 3 * MINUTE_MS }),
      slots: [night],
      quietHours: [],
    });
    expect(aloud(planZone(request))).toEqual(['23:50:00 A', '00:00:00 B']);
  });

  it('counts of a notice that repeats across midnight on each day its own repeats', () => {
    const night = { ...EVENING, id: 'đêm', name: 'Đêm', from: '23:50', to: '00:20' };
    const request = scene([item('A', { start: { kind: 'slot', slotId: night.id }, minutes: 4, repeats: 2 })], {
      ...limits({ maxDayMs: 5 * MINUTE_MS }),
      slots: [night],
      quietHours: [],
      stops: [stop('23:50', '23:57')],
    });
    expect(aloud(planZone(request))).toEqual(['23:57:00 A', '00:01:02 A']);
  });

  it('leaves alone what is frozen or sounding when a cap is lowered, and drops the rest', () => {
    const items = [
      item('A', { minutes: 5, createdAt: 1 }),
      item('B', { minutes: 5, createdAt: 2 }),
      item('C', { minutes: 5, createdAt: 3 }),
    ];
    // At 17:01 A sounds, B (17:05:02) and C (17:10:04) are inside the lock; at 16:58 C is not.
    const strict = limits({ maxRundownMs: MINUTE_MS });
    const sounding = later('17:01', scene(items), strict);
    expect(aloud(planZone(sounding))).toEqual(['17:00:00 A', '17:05:02 B', '17:10:04 C']);
    const before = later('16:58', scene(items), strict);
    expect(aloud(planZone(before))).toEqual(['17:00:00 A', '17:00:00 C dropped rundown-cap', '17:05:02 B']);
  });

  it('brings back after a stop only what still fits under the caps', () => {
    const cap = limits({ maxRundownMs: 3 * MINUTE_MS });
    const request = scene([item('Họp', exactly('17:05')), item('Chợ', { createdAt: at('12:00') })], cap);
    const stopped = later('16:45', request, { stops: [stop('17:00', '17:10')] });
    expect(aloud(planZone(stopped))).toEqual(['17:05:00 Họp cancelled stopped', '17:10:00 Chợ']);
    const lifted = later('17:01', stopped, { stops: [stop('17:00', '17:10', { liftedAt: at('17:01') })] });
    expect(aloud(planZone(lifted))).toEqual(['17:05:00 Họp dropped locked', '17:10:00 Chợ']);
  });

  it('does not count what was taken off the air', () => {
    const cancelled = item('Chợ', { ...exactly('17:02'), state: 'cancelled' });
    const cap = limits({ maxRundownMs: 3 * MINUTE_MS });
    const first = scene([item('Chợ', exactly('17:02'))], cap);
    const instead = later('16:30', first, { items: [cancelled, item('Họp', exactly('17:05'))] });
    const stopped = later('16:45', instead, { stops: [stop('17:04', '17:08')] });
    const lifted = later('17:00', stopped, { stops: [stop('17:04', '17:08', { liftedAt: at('17:00') })] });
    expect(aloud(planZone(lifted))).toEqual(['17:02:00 Chợ cancelled booking-cancelled', '17:05:00 Họp']);
  });

  it('keeps the least silence of the place', () => {
    const request = scene([item('A', { createdAt: 1 }), item('B')], limits({ minGapMs: 30 * SECOND_MS }));
    expect(aloud(planZone(request))).toEqual(['17:00:00 A', '17:02:30 B']);
  });
});

describe('the preview of a booking under caps', () => {
  const wish = (sketch: Parameters<typeof item>[1]): BookedItem =>
    item('Mới', { createdAt: at('12:00'), state: 'proposed', approvedAt: null, ...sketch });

  it('says by how much the rundown would be too long, and offers rundowns with minutes left', () => {
    const request = scene([item('Họp', { minutes: 8 })], limits({ maxRundownMs: 10 * MINUTE_MS }));
    const told = previewed([{ request, candidate: wish({ minutes: 4 }) }], { days: 3 });
    expect(told.conflicts).toEqual([
      { kind: 'rundown-cap', zoneId: 'poọng', localDate: TODAY, byMs: 2 * MINUTE_MS, maxMs: 10 * MINUTE_MS },
    ]);
    expect(told.alternatives[0]).toMatchObject({
      start: { kind: 'slot', slotId: MORNING.id },
      recurrence: { kind: 'once', date: TOMORROW },
    });
  });

  it('offers for an exact time on a full day the first minute of the next one that may sound', () => {
    const request = scene([item('Họp', { minutes: 8 })], limits({ maxDayMs: 10 * MINUTE_MS }));
    const told = previewed([{ request, candidate: wish({ ...exactly('19:00'), minutes: 4 }) }], { days: 3 });
    expect(told.conflicts).toMatchObject([{ kind: 'day-cap', byMs: 2 * MINUTE_MS }]);
    expect(told.alternatives.map(({ firstStartsAt }) => wallTimeOf(firstStartsAt, ZONE))).toEqual([
      '05:00:00',
      '05:04:00',
      '05:08:00',
    ]);
  });

  it('counts what a heavier item would push over a cap as in its way', () => {
    const request = scene([item('Họp', { minutes: 8 })], limits({ maxRundownMs: 10 * MINUTE_MS }));
    const told = previewed([{ request, candidate: wish({ minutes: 4, messageClass: 'priority' }) }], { days: 3 });
    expect(told.conflicts).toEqual([
      { kind: 'rundown-cap', zoneId: 'poọng', localDate: TODAY, byMs: 2 * MINUTE_MS, maxMs: 10 * MINUTE_MS },
    ]);
  });
});
