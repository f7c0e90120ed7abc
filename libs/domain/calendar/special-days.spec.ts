// A special day only ever adds silence, lets series rest, and is one of the days that an approval is bound to by rule.
import fc from 'fast-check';
import { aBooking, aSpecialDay } from '../../../test/support/factories';
import { aloud, at, exactly, item, later, scene, TODAY, TOMORROW, ZONE } from '../../../test/support/planning-scene';
import { PROPERTY_RUNS } from '../../../test/support/property-runs';
import { endByTime } from '../planning/booking-end';
import { copiesFor } from '../preview/booking-copies';
import { bookingDigestText } from '../approvals/digest';
import { planZone } from '../planning/plan-zone';
import { isQuietAt, quietStretches } from './quiet-hours';
import { DAY_MS } from './time';

const NIGHT = [{ from: '21:00', to: '05:00' }];

describe('a special day', () => {
  it('adds silence to the usual hours, also across midnight, and never takes any away', () => {
    const days = [aSpecialDay({ date: TODAY, quietHours: [{ from: '19:00', to: '06:00' }] })];
    const stretches = quietStretches(NIGHT, { from: at('12:00'), to: at('12:00', TOMORROW) }, ZONE, days);
    expect(stretches.map(({ from, to }) => [from, to])).toEqual([
      [at('19:00'), at('06:00', TOMORROW)],
      [at('21:00'), at('05:00', TOMORROW)],
    ]);
    fc.assert(
      fc.property(
        fc.nat(3 * DAY_MS),
        fc.array(fc.constantFrom('00:00', '04:00', '12:00', '22:00'), { minLength: 2, maxLength: 2 }),
        (ms, [from, to]) => {
          const special = [aSpecialDay({ date: TODAY, quietHours: [{ from: from!, to: to! }] })];
          const [before, after] = [[], special].map((each) => {
            const instant = at('00:00') + ms;
            return quietStretches(NIGHT, { from: instant, to: instant + 1 }, ZONE, each).length > 0;
          });
          expect(before && !after).toBe(false);
          expect(before).toBe(isQuietAt(at('00:00') + ms, NIGHT, ZONE));
        },
      ),
      { numRuns: PROPERTY_RUNS },
    );
  });

  it('silences what was booked for it and lets a series rest, with the reason', () => {
    const daily = item('Thời sự', { recurrence: { kind: 'daily', from: TODAY, until: TOMORROW }, ...exactly('17:00') });
    const request = scene([daily, item('Đúng ngày', exactly('17:30'))]);
    const rest = aSpecialDay({ date: TODAY, quietHours: [{ from: '17:20', to: '18:00' }], seriesRest: true });
    expect(aloud(planZone(later('12:05', request, { specialDays: [rest] })))).toEqual([
      '17:00:00 Thời sự cancelled special-day',
      '17:30:00 Đúng ngày dropped quiet-hours',
      '17:00:00 Thời sự',
    ]);
  });

  it('may still be entered until the last day of a series that goes by its name', () => {
    const recurrence = { kind: 'special', name: 'Tết', from: TODAY, until: TOMORROW } as const;
    const booking = aBooking({ recurrence, state: 'approved' });
    const { limits } = scene([]);
    const end = (now: number) => endByTime(booking, [], ZONE, now, limits, []);
    expect([end(at('12:00')), end(at('23:59', TOMORROW)), end(at('12:00', TOMORROW) + DAY_MS)]).toEqual([
      undefined,
      undefined,
      'finish',
    ]);
  });
});

it('lists of days mean the same in any order', () => {
  const of = (dates: readonly string[], days: readonly number[]) =>
    [{ kind: 'dates', dates } as const, { kind: 'monthly', days, from: TODAY, until: TOMORROW } as const].map(
      (recurrence) =>
        bookingDigestText({
          announcementDigest: 'a',
          controllerIds: [],
          start: { kind: 'slot', slotId: 's' },
          recurrence,
          repeats: 1,
        }),
    );
  expect(of([TOMORROW, TODAY, TODAY], [15, -1, 2])).toEqual(of([TODAY, TOMORROW], [-1, 2, 15]));
  expect(of([TODAY], [2])).not.toEqual(of([TOMORROW], [3]));
});

it('a copy leaves out what the day has already, what was cancelled there, and what nobody approved', () => {
  const on = (id: string, own: Parameters<typeof aBooking>[0]) =>
    aBooking({ id, announcementId: id, recurrence: { kind: 'once', date: TODAY }, state: 'finished', ...own });
  const series = { kind: 'daily', from: TODAY, until: TOMORROW } as const;
  const bookings = [
    on('sounded', {}),
    on('daily', { recurrence: series, state: 'approved' }),
    on('cancelled that day', { recurrence: series, state: 'approved', cancelledDates: [TODAY] }),
    on('unapproved', { state: 'missed' }),
    on('copied already', {}),
    on('the copy', {
      announcementId: 'copied already',
      recurrence: { kind: 'once', date: TOMORROW },
      state: 'proposed',
    }),
  ];
  expect(copiesFor(bookings, 'yesterday', TOMORROW, []).map(({ copyOf }) => copyOf)).toEqual(['sounded']);
  expect(copiesFor(bookings, 'last-week', TOMORROW, [])).toEqual([]);
});
