// When time alone ends a booking.
import { endByTime } from './booking-end';
import {
  at,
  EVENING,
  exactly,
  item,
  MORNING,
  NOON,
  scene,
  TODAY,
  TOMORROW,
  ZONE,
} from '../../../test/support/planning-scene';

const end = (sketch: Parameters<typeof item>[1], now: number) =>
  endByTime(item('Tin', sketch).booking, [MORNING, NOON, EVENING], ZONE, now, scene([]).limits);

describe('time ends', () => {
  const proposed = { state: 'proposed' } as const;
  const soonest = { ...proposed, start: { kind: 'soonest' }, lateReason: 'lũ về' } as const;

  it.each([
    ['a proposal for an exact time with its lock', { ...proposed, ...exactly('17:00') }, at('16:49:59'), at('16:50')],
    [
      'a proposal with a reason with the lead time',
      { ...proposed, ...exactly('17:00'), lateReason: 'lũ' },
      at('16:59:39'),
      at('16:59:40'),
    ],
    ['a proposal in a slot with the end of the slot', proposed, at('17:49:59'), at('17:50')],
    ['what nobody approved as soon as possible with its day', soonest, at('23:59:30'), at('00:00', TOMORROW)],
  ])('%s', (_, sketch, still, over) => {
    expect([end(sketch, still), end(sketch, over)]).toEqual([undefined, 'run_out']);
  });

  it('an approved booking when no day of it is left', () => {
    expect(end({}, at('23:59'))).toBeUndefined();
    expect(end({}, at('00:00', TOMORROW))).toBe('finish');
    expect(end({ cancelledDates: [TODAY] }, at('08:00'))).toBe('finish');
  });
});
