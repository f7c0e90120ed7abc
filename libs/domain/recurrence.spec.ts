// The days of a series, checked against rrule-temporal (RFC 5545).
import { Temporal } from '@js-temporal/polyfill';
import fc from 'fast-check';
import { RRuleTemporal } from 'rrule-temporal';
import type { Recurrence, Weekday } from './booking';
import { addDays } from './calendar';
import { PROPERTY_RUNS } from '../../test/support/property-runs';
import { datesOf } from './recurrence';

const ICAL_DAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;

const date = fc.nat(3_000).map((days) => addDays('2024-01-01', days));
const days = fc.uniqueArray(fc.integer({ min: 1, max: 7 }) as fc.Arbitrary<Weekday>, { minLength: 1 });
const series: fc.Arbitrary<Recurrence> = fc
  .record({ kind: fc.constantFrom('once', 'daily', 'weekdays', 'weekly'), from: date, lengthDays: fc.nat(200), days })
  .map(({ kind, from, lengthDays, days }): Recurrence => {
    const until = addDays(from, lengthDays);
    if (kind === 'once') return { kind, date: from };
    return kind === 'weekly' ? { kind, days, from, until } : { kind: kind as 'daily' | 'weekdays', from, until };
  });

function oracle(recurrence: Recurrence): readonly string[] {
  if (recurrence.kind === 'once') return [recurrence.date];
  const { from, until } = recurrence;
  const byDay = { daily: ICAL_DAYS, weekdays: ICAL_DAYS.slice(0, 5), weekly: [] }[recurrence.kind];
  const rule = new RRuleTemporal({
    freq: 'WEEKLY',
    byDay: recurrence.kind === 'weekly' ? recurrence.days.map((day) => ICAL_DAYS[day - 1]!) : [...byDay],
    tzid: 'UTC',
    dtstart: Temporal.ZonedDateTime.from(`${from}T12:00:00[UTC]`),
    until: Temporal.ZonedDateTime.from(`${until}T12:00:00[UTC]`),
    temporal: Temporal,
  } as unknown as ConstructorParameters<typeof RRuleTemporal>[0]);
  return rule.all().map((each) => String(each).slice(0, 10));
}

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

  it('agrees with rrule-temporal in every window', () => {
    fc.assert(
      fc.property(series, date, fc.nat(60), fc.array(date, { maxLength: 5 }), (recurrence, from, length, cancelled) => {
        const before = addDays(from, length);
        const expected = oracle(recurrence).filter(
          (each) => each >= from && each < before && !cancelled.includes(each),
        );
        expect(datesOf(recurrence, { from, before }, cancelled)).toEqual(expected);
      }),
      { numRuns: PROPERTY_RUNS },
    );
  });

  it('asks as little of a series that is old and endless as of a new one', () => {
    const recurrence: Recurrence = { kind: 'daily', from: '0001-01-01', until: '9999-12-30' };
    const began = performance.now();
    for (let round = 0; round < 1_000; round++) datesOf(recurrence, { from: '2026-11-20', before: '2026-11-27' });
    expect(performance.now() - began).toBeLessThan(2_000);
  });
});
