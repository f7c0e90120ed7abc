// The days of a series: by rules of the calendar, by lists, by the names of special days. rfc5545.spec.ts holds the same function against an
// established library.
import fc from 'fast-check';
import { aSpecialDay } from '../../../test/support/factories';
import { PROPERTY_RUNS } from '../../../test/support/property-runs';
import { addDays } from './calendar';
import { datesOf, partBefore, partFrom, tidy, type Recurrence } from './recurrence';

const YEAR = { from: '2027-01-01', before: '2028-01-01' };

describe('days of a series', () => {
  it('sounds on Monday, Wednesday and Friday of one week', () => {
    const recurrence: Recurrence = { kind: 'weekly', days: [1, 3, 5], from: '2026-11-16', until: '2026-11-22' };
    expect(datesOf(recurrence, { from: '2026-01-01', before: '2027-01-01' })).toEqual([
      '2026-11-16',
      '2026-11-18',
      '2026-11-20',
    ]);
  });

  it('leaves out a day that was cancelled, and counts the last day in', () => {
    const recurrence: Recurrence = { kind: 'daily', from: '2026-11-20', until: '2026-11-23' };
    const window = { from: '2026-11-01', before: '2026-12-01' };
    expect(datesOf(recurrence, window, ['2026-11-22'])).toEqual(['2026-11-20', '2026-11-21', '2026-11-23']);
  });

  it('passes over months that do not have the day', () => {
    const recurrence: Recurrence = { kind: 'monthly', days: [30, -1], from: '2027-01-31', until: '2027-05-30' };
    expect(datesOf(recurrence, YEAR)).toEqual([
      '2027-01-31',
      '2027-02-28',
      '2027-03-30',
      '2027-03-31',
      '2027-04-30',
      '2027-05-30',
    ]);
  });

  it('sounds once on a day that the rule names twice', () => {
    const recurrence: Recurrence = { kind: 'monthly', days: [31, -1], from: '2027-01-01', until: '2027-02-28' };
    expect(datesOf(recurrence, YEAR)).toEqual(['2027-01-31', '2027-02-28']);
  });

  it('reaches the last day of the calendar and goes no further', () => {
    const window = { from: '9999-12-30', before: '9999-12-31' };
    for (const kind of ['daily', 'weekdays'] as const) {
      expect(datesOf({ kind, from: '2026-11-21', until: '9999-12-31' }, window)).toEqual(['9999-12-30']);
    }
    const monthly: Recurrence = { kind: 'monthly', days: [30, 31], from: '2026-11-21', until: '9999-12-31' };
    expect(datesOf(monthly, window)).toEqual(['9999-12-30']);
  });

  it('follows a list of days, such as those of the moon', () => {
    const dates = ['2027-02-06', '2027-02-20', '2027-03-08'];
    expect(datesOf({ kind: 'dates', dates }, { from: '2027-02-07', before: '2027-03-08' })).toEqual(['2027-02-20']);
    expect(datesOf({ kind: 'dates', dates }, YEAR, ['2027-02-20'])).toEqual(['2027-02-06', '2027-03-08']);
  });
});

describe('special days', () => {
  const specialDays = [
    aSpecialDay({ date: '2027-03-08', name: 'Mùng một', seriesRest: false }),
    aSpecialDay({ date: '2027-02-06', name: 'Mùng một', seriesRest: true }),
    aSpecialDay({ date: '2027-02-06', name: 'Tết', seriesRest: true }),
    aSpecialDay({ date: '2027-02-20', name: 'Rằm', seriesRest: true }),
  ];
  const dates = (recurrence: Recurrence) => datesOf(recurrence, YEAR, [], specialDays);

  it('can be booked by their name, whenever they are entered', () => {
    const byName: Recurrence = { kind: 'special', name: 'Mùng một', from: '2027-01-01', until: '2027-12-31' };
    expect(dates(byName)).toEqual(['2027-02-06', '2027-03-08']);
    expect(dates({ ...byName, from: '2027-02-07' })).toEqual(['2027-03-08']);
    expect(datesOf(byName, YEAR, ['2027-03-08'], specialDays)).toEqual(['2027-02-06']);
  });

  it('let series rest, and nothing that was booked for the very day', () => {
    const span = { from: '2027-02-05', until: '2027-02-07' };
    expect(dates({ kind: 'daily', ...span })).toEqual(['2027-02-05', '2027-02-07']);
    expect(dates({ kind: 'weekly', days: [6], ...span })).toEqual([]);
    expect(dates({ kind: 'weekdays', ...span })).toEqual(['2027-02-05']);
    expect(dates({ kind: 'monthly', days: [6, 7], ...span })).toEqual(['2027-02-07']);
    expect(dates({ kind: 'once', date: '2027-02-06' })).toEqual(['2027-02-06']);
    expect(dates({ kind: 'dates', dates: ['2027-02-06'] })).toEqual(['2027-02-06']);
    expect(dates({ kind: 'special', name: 'Tết', ...span })).toEqual(['2027-02-06']);
  });
});

describe('a series cut in two', () => {
  const days = fc.nat(400).map((count) => addDays('2027-01-01', count));
  const recurrence: fc.Arbitrary<Recurrence> = fc.oneof(
    fc.record({ kind: fc.constant('once' as const), date: days }),
    fc.record({ kind: fc.constantFrom('daily' as const, 'weekdays' as const), from: days, until: days }),
    fc.record({ kind: fc.constant('monthly' as const), days: fc.constant([1, 15, -1]), from: days, until: days }),
    fc.record({ kind: fc.constant('dates' as const), dates: fc.array(days, { minLength: 1 }) }).map(tidy),
  );

  it('has the same days as the whole, each in one part', () => {
    const always = { from: '2026-01-01', before: '2029-01-01' };
    fc.assert(
      fc.property(recurrence, days, (whole, date) => {
        const parts = [partBefore(whole, date), partFrom(whole, date)].map((part) =>
          part ? datesOf(part, always) : [],
        );
        expect(parts.flat()).toEqual(datesOf(whole, always));
        expect(parts[0]!.every((each) => each < date) && parts[1]!.every((each) => each >= date)).toBe(true);
      }),
      { numRuns: PROPERTY_RUNS },
    );
  });
});
