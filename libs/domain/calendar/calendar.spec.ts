// Wall time and instants, checked against the Temporal polyfill over zones with odd histories.
import { Temporal } from '@js-temporal/polyfill';
import fc from 'fast-check';
import {
  addDays,
  daysBetween,
  fullWallTime,
  instantOf,
  isLocalDate,
  isTimeZone,
  isWallTime,
  lastInstantOf,
  localDateOf,
  wallTimeOf,
  weekdayOf,
} from './calendar';
import { PROPERTY_RUNS } from '../../../test/support/property-runs';

const ZONES = [
  'Asia/Ho_Chi_Minh',
  'Europe/Berlin',
  'America/Sao_Paulo',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'Asia/Kathmandu',
] as const;

const zone = fc.constantFrom(...ZONES);
const date = fc
  .date({ min: new Date('1971-01-01'), max: new Date('2037-12-31'), noInvalidDate: true })
  .map((each) => each.toISOString().slice(0, 10));
const time = fc.nat(86_399).map((second) => new Date(second * 1_000).toISOString().slice(11, 19));

/** What Temporal says: its own `earlier`, except in a gap, where we want the first instant after it. */
function oracle(localDate: string, wallTime: string, timeZone: string): number {
  const wanted = Temporal.PlainDateTime.from(`${localDate}T${wallTime}`);
  const earlier = wanted.toZonedDateTime(timeZone, { disambiguation: 'earlier' });
  if (earlier.toPlainDateTime().equals(wanted)) return earlier.epochMilliseconds;
  return earlier.getTimeZoneTransition('next')!.epochMilliseconds;
}

describe('calendar', () => {
  it('knows that 05:30 in Mường Lát is 22:30 UTC of the day before', () => {
    expect(instantOf('2026-11-22', '05:30', 'Asia/Ho_Chi_Minh')).toBe(Date.UTC(2026, 10, 21, 22, 30));
  });

  it.each([
    ['a time that Berlin skips is the first instant after the gap', '2026-03-29', '02:30', '2026-03-29T01:00:00Z'],
    ['a time that Berlin shows twice is the earlier one', '2026-10-25', '02:30', '2026-10-25T00:30:00Z'],
    ['a half-hour gap on Lord Howe', '2026-10-04', '02:15', '2026-10-03T15:30:00Z'],
    ['a midnight that São Paulo skipped', '2018-11-04', '00:00', '2018-11-04T03:00:00Z'],
    ['a day that Samoa skipped', '2011-12-30', '12:00', '2011-12-30T10:00:00Z'],
  ])('%s', (_, localDate, wallTime, expected) => {
    const zones = {
      '2026-0': 'Europe/Berlin',
      '2026-1': 'Europe/Berlin',
      '2018-1': 'America/Sao_Paulo',
      '2011-1': 'Pacific/Apia',
    };
    const place =
      localDate === '2026-10-04' ? 'Australia/Lord_Howe' : zones[localDate.slice(0, 6) as keyof typeof zones];
    expect(new Date(instantOf(localDate, wallTime, place)).toISOString()).toBe(expected.replace('Z', '.000Z'));
  });

  it('agrees with Temporal on every date, time and zone', () => {
    fc.assert(
      fc.property(date, time, zone, (localDate, wallTime, timeZone) => {
        expect(instantOf(localDate, wallTime, timeZone)).toBe(oracle(localDate, wallTime, timeZone));
      }),
      { numRuns: PROPERTY_RUNS },
    );
  });

  it('agrees with Temporal around every change of the clocks', () => {
    const change = fc.tuple(zone, date).chain(([timeZone, localDate]) => {
      const transition = Temporal.PlainDate.from(localDate).toZonedDateTime(timeZone).getTimeZoneTransition('next');
      const instant = transition ? transition.epochMilliseconds : 0;
      return fc.tuple(fc.constant(timeZone), fc.integer({ min: instant - 10_000_000, max: instant + 10_000_000 }));
    });
    fc.assert(
      fc.property(change, ([timeZone, instant]) => {
        const there = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(timeZone);
        expect(localDateOf(instant, timeZone)).toBe(there.toPlainDate().toString());
        expect(wallTimeOf(instant, timeZone)).toBe(there.toPlainTime().toString().slice(0, 8));
        // The wall clock an hour later is, in spring, a time in the gap.
        const later = there.toPlainDateTime().add({ hours: 1 });
        const [localDate, wallTime] = [later.toPlainDate().toString(), later.toPlainTime().toString().slice(0, 8)];
        expect(instantOf(localDate, wallTime, timeZone)).toBe(oracle(localDate, wallTime, timeZone));
        // The last time that it is shown, where it is shown at all.
        const shown = there.toPlainDateTime().with({ millisecond: 0 });
        const last = shown.toZonedDateTime(timeZone, { disambiguation: 'later' }).epochMilliseconds;
        const [day, at] = [shown.toPlainDate().toString(), shown.toPlainTime().toString().slice(0, 8)];
        expect(lastInstantOf(day, at, timeZone)).toBe(last);
      }),
      { numRuns: PROPERTY_RUNS },
    );
  });

  it('counts days and weekdays as Temporal does', () => {
    fc.assert(
      fc.property(date, fc.integer({ min: -1_000, max: 1_000 }), (localDate, days) => {
        const day = Temporal.PlainDate.from(localDate);
        expect(addDays(localDate, days)).toBe(day.add({ days }).toString());
        expect(daysBetween(localDate, addDays(localDate, days))).toBe(days);
        expect(weekdayOf(localDate)).toBe(day.dayOfWeek);
      }),
      { numRuns: PROPERTY_RUNS },
    );
  });

  it('refuses days and times that do not exist', () => {
    expect(['2026-02-28', '2028-02-29'].map(isLocalDate)).toEqual([true, true]);
    expect(['2026-02-29', '2026-02-30', '2026-13-01', '26-01-01', '2026-1-1', ''].map(isLocalDate)).not.toContain(true);
    expect(['00:00', '05:30', '23:59:59'].map(isWallTime)).toEqual([true, true, true]);
    expect(['24:00', '5:30', '05:60', '05:30:60', '05:30:00.5', ''].map(isWallTime)).not.toContain(true);
    expect(['Asia/Ho_Chi_Minh', 'UTC', 'Asia/Muong_Lat'].map(isTimeZone)).toEqual([true, true, false]);
    expect(() => instantOf('2026-02-30', '05:30', 'Asia/Ho_Chi_Minh')).toThrow(RangeError);
    expect(() => instantOf('2026-02-28', '25:00', 'Asia/Ho_Chi_Minh')).toThrow(RangeError);
  });

  it('writes a wall time with its seconds', () => {
    expect(['05:30', '05:30:15'].map(fullWallTime)).toEqual(['05:30:00', '05:30:15']);
  });
});
