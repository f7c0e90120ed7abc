// Series as RFC 5545 text, held against rrule-temporal: what it makes of the text is what we sound, also centuries from the start, in
// zones with summer time, with days taken out.
import fc from 'fast-check';
import { RRuleTemporal } from 'rrule-temporal';
import { addDays, instantOf, wallTimeOf } from '../calendar';
import { Problem } from '../../problem';
import { datesOf, daysOfRule, firstDateOf, lastDateOf, tidy, type Recurrence, MAX_DATES } from '../recurrence';
import { MAX_RFC5545_LENGTH, recurrenceFromRfc5545, rfc5545Of } from './rfc5545-text';
import { aSpecialDay } from '../../../../test/support/factories';
import { ORACLE_RUNS, PROPERTY_RUNS } from '../../../../test/support/property-runs';
import type { LocalDate, Weekday } from '../time';

const ZONES = [
  'Asia/Ho_Chi_Minh',
  'Europe/Berlin',
  'America/New_York',
  'America/Sao_Paulo',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
];

const HERE = 'Asia/Ho_Chi_Minh';

const zone = fc.constantFrom(...ZONES);
const two = (count: number) => String(count).padStart(2, '0');
const at = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.constantFrom(0, 15, 30, 59), fc.constantFrom(0, 30))
  .map((parts) => parts.map(two).join(':'));
const start = fc.nat(90_000).map((days) => addDays('1971-01-01', days));
const weekdays = fc.uniqueArray(fc.integer({ min: 1, max: 7 }) as fc.Arbitrary<Weekday>, { minLength: 1 });
const monthDays = fc.uniqueArray(fc.oneof(fc.integer({ min: 1, max: 31 }), fc.constant(-1)), {
  minLength: 1,
  maxLength: 5,
});

/** How long a series goes on: a day, some months, or centuries. */
const lengthDays = fc.oneof(fc.nat(3), fc.nat(400), fc.nat(150_000));

const series: fc.Arbitrary<Recurrence> = fc
  .record({
    kind: fc.constantFrom('once', 'daily', 'weekdays', 'weekly', 'monthly', 'dates'),
    from: start,
    lengthDays,
    weekdays,
    monthDays,
    steps: fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 12 }),
  })
  .map(({ kind, from, lengthDays, weekdays, monthDays, steps }): Recurrence => {
    const span = { from, until: addDays(from, lengthDays) };
    switch (kind) {
      case 'once':
        return { kind, date: from };
      case 'dates':
        return { kind, dates: steps.reduce((dates, step) => [...dates, addDays(dates.at(-1)!, step)], [from]) };
      case 'weekly':
        return { kind, days: weekdays, ...span };
      case 'monthly':
        return { kind, days: monthDays, ...span };
      default:
        return { kind: kind as 'daily' | 'weekdays', ...span };
    }
  })
  .map(tidy);

/** A window of up to two weeks somewhere in the series, at its ends as often as in the middle. */
const place = fc.record({
  share: fc.oneof(fc.constantFrom(0, 1), fc.double({ min: 0, max: 1, noNaN: true })),
  length: fc.nat(14),
});

function windowIn(recurrence: Recurrence, { share, length }: { readonly share: number; readonly length: number }) {
  const first = firstDateOf(recurrence);
  const days = (Date.parse(lastDateOf(recurrence)) - Date.parse(first)) / 86_400_000;
  const from = addDays(first, Math.round(days * share) - 10);
  return { from, before: addDays(from, length) };
}

function saidByOracle(text: string, from: LocalDate, before: LocalDate, timeZone: string): readonly LocalDate[] {
  // It wants a rule, also where RFC 5545 does without one: DTSTART alone.
  const whole = text.includes('RRULE') ? text : text.replace('\r\n', '\r\nRRULE:FREQ=DAILY;COUNT=1\r\n');
  const rule = new RRuleTemporal({ rruleString: whole.trim() });
  const [after, until] = [from, before].map((date) => new Date(instantOf(date, '00:00', timeZone)));
  return rule.between(after!, new Date(until!.getTime() - 1), true).map((each) => String(each).slice(0, 10));
}

describe('RFC 5545 text', () => {
  it('means to rrule-temporal exactly the days on which we sound', () => {
    fc.assert(
      fc.property(series, zone, at, place, fc.nat(6), (recurrence, timeZone, at, place, nth) => {
        // RFC 5545 leaves out a day on which the clock skips that time; we sound as soon as it has gone on.
        const isShown = (date: LocalDate) => wallTimeOf(instantOf(date, at, timeZone), timeZone) === at;
        // Where that is the first day of all, the oracle moves every later one to the hour after, and finds none that is taken out.
        const [first] = daysOfRule(recurrence, { from: firstDateOf(recurrence), before: '9999-12-31' });
        fc.pre(first === undefined || isShown(first));
        const window = windowIn(recurrence, place);
        const cancelledDates = datesOf(recurrence, window).filter((_, index) => index % 7 === nth);
        const text = rfc5545Of({ recurrence, at, timeZone, cancelledDates });
        const expected = text === null ? [] : saidByOracle(text, window.from, window.before, timeZone);
        expect(datesOf(recurrence, window, cancelledDates).filter(isShown)).toEqual(expected.filter(isShown));
      }),
      { numRuns: ORACLE_RUNS },
    );
  }, 120_000);

  it('is read back as the same days, the same time and the same days taken out', () => {
    fc.assert(
      fc.property(series, zone, at, place, (recurrence, timeZone, at, place) => {
        const window = windowIn(recurrence, place);
        const cancelledDates = datesOf(recurrence, window).filter((_, index) => index % 3 === 0);
        const text = rfc5545Of({ recurrence, at, timeZone, cancelledDates });
        if (text === null) {
          expect([...daysOfRule(recurrence, { from: firstDateOf(recurrence), before: '9999-12-31' })]).toEqual([]);
          return;
        }
        const read = recurrenceFromRfc5545(text, timeZone);
        expect([read.at, read.cancelledDates]).toEqual([at, cancelledDates]);
        expect(datesOf(read.recurrence, window)).toEqual(datesOf(recurrence, window));
        expect(lastDateOf(read.recurrence)).toBe(lastDateOf(recurrence));
        expect(rfc5545Of({ ...read, at, timeZone })).toBe(text);
      }),
      { numRuns: PROPERTY_RUNS },
    );
  });

  it('is as other calendars write it', () => {
    const recurrence: Recurrence = { kind: 'weekly', days: [1, 5], from: '2026-11-21', until: '2026-12-31' };
    const text = rfc5545Of({ recurrence, at: '17:00', timeZone: HERE, cancelledDates: ['2026-11-27'] });
    expect(text).toBe(
      [
        'DTSTART;TZID=Asia/Ho_Chi_Minh:20261123T170000',
        'RRULE:FREQ=WEEKLY;BYDAY=MO,FR;UNTIL=20261231T165959Z',
        'EXDATE;TZID=Asia/Ho_Chi_Minh:20261127T170000',
        '',
      ].join('\r\n'),
    );
  });

  it('folds long lines, and reads folded ones', () => {
    const dates = Array.from({ length: MAX_DATES }, (_, day) => addDays('2027-01-01', day));
    const text = rfc5545Of({
      recurrence: { kind: 'dates', dates },
      at: '05:30',
      timeZone: HERE,
      cancelledDates: dates,
    })!;
    expect(Math.max(...text.split('\r\n').map((line) => line.length))).toBe(75);
    expect(text.length).toBeLessThan(MAX_RFC5545_LENGTH);
    expect(recurrenceFromRfc5545(text, HERE)).toEqual({
      recurrence: { kind: 'dates', dates },
      at: '05:30:00',
      cancelledDates: dates,
    });
  });

  it('names special days one by one, and the days on which a series rests for them', () => {
    const specialDays = ['2027-02-06', '2027-02-07'].map((date) => aSpecialDay({ date, name: 'Tết' }));
    const told = (recurrence: Recurrence) =>
      rfc5545Of({ recurrence, at: '17:00', timeZone: HERE, cancelledDates: [], specialDays });
    expect(told({ kind: 'special', name: 'Tết', from: '2027-01-01', until: '2027-12-31' })).toBe(
      'DTSTART;TZID=Asia/Ho_Chi_Minh:20270206T170000\r\nRDATE;TZID=Asia/Ho_Chi_Minh:20270207T170000\r\n',
    );
    expect(told({ kind: 'weekdays', from: '2027-02-01', until: '2027-02-28' })).toContain('UNTIL=20270228T165959Z\r\n');
    expect(told({ kind: 'daily', from: '2027-02-01', until: '2027-02-28' })).toContain(
      'EXDATE;TZID=Asia/Ho_Chi_Minh:20270206T170000,20270207T170000\r\n',
    );
    expect(told({ kind: 'special', name: 'Rằm', from: '2027-01-01', until: '2027-12-31' })).toBeNull();
  });
});

describe('text from other calendars', () => {
  const read = (...lines: readonly string[]) => recurrenceFromRfc5545(lines.join('\n'), HERE).recurrence;
  const START = 'DTSTART;TZID=Asia/Ho_Chi_Minh:20261123T170000';
  const refused = (...lines: readonly string[]): unknown => {
    try {
      return read(...lines);
    } catch (error) {
      if (error instanceof Problem) return [error.code, error.values['part']];
      throw error;
    }
  };

  it('is kept as a rule wherever we have one', () => {
    const span = { from: '2026-11-23', until: '2026-12-31' };
    expect(read(START, 'RRULE:FREQ=DAILY;UNTIL=20261231T165959Z')).toEqual({ kind: 'daily', ...span });
    expect(read(START, 'RRULE:UNTIL=20261231;FREQ=WEEKLY')).toEqual({ kind: 'weekly', days: [1], ...span });
    expect(read(START, 'RRULE:FREQ=DAILY;BYDAY=FR,MO,TU,WE,TH;UNTIL=20261231')).toEqual({ kind: 'weekdays', ...span });
    expect(read(START, 'RRULE:FREQ=MONTHLY;BYMONTHDAY=-1,23,+5;UNTIL=20261231')).toEqual({
      kind: 'monthly',
      days: [-1, 5, 23],
      ...span,
    });
    expect(read('dtstart:20261123T170000')).toEqual({ kind: 'once', date: '2026-11-23' });
  });

  it('that counts ends on the day that the count reaches', () => {
    expect(read(START, 'RRULE:FREQ=WEEKLY;BYDAY=MO,WE;COUNT=4')).toMatchObject({ until: '2026-12-02' });
    expect(read('DTSTART;VALUE=DATE:20270131', 'RRULE:FREQ=MONTHLY;COUNT=3')).toEqual({
      kind: 'monthly',
      days: [31],
      from: '2027-01-31',
      until: '2027-05-31',
    });
  });

  it('that ends before the hour of its last day ends on the day before', () => {
    expect(read(START, 'RRULE:FREQ=DAILY;UNTIL=20261130T100000Z')).toMatchObject({ until: '2026-11-30' });
    expect(read(START, 'RRULE:FREQ=DAILY;UNTIL=20261130T095959Z')).toMatchObject({ until: '2026-11-29' });
  });

  it('with an interval becomes a list, counted from the first day of the week', () => {
    expect(read(START, 'RRULE:FREQ=DAILY;INTERVAL=3;COUNT=3')).toEqual({
      kind: 'dates',
      dates: ['2026-11-23', '2026-11-26', '2026-11-29'],
    });
    // The example of RFC 5545, 3.8.5.3: the week makes the difference.
    const every = 'RRULE:FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=';
    const first = 'DTSTART:19970805T090000';
    expect(read(first, `${every}MO`)).toMatchObject({
      dates: ['1997-08-05', '1997-08-10', '1997-08-19', '1997-08-24'],
    });
    expect(read(first, `${every}SU`)).toMatchObject({
      dates: ['1997-08-05', '1997-08-17', '1997-08-19', '1997-08-31'],
    });
    expect(read('DTSTART:20260131T090000', 'RRULE:FREQ=MONTHLY;INTERVAL=2;UNTIL=20260930')).toMatchObject({
      dates: ['2026-01-31', '2026-03-31', '2026-05-31', '2026-07-31'],
    });
  });

  it('with further days beside its rule becomes a list', () => {
    expect(read(START, 'RRULE:FREQ=DAILY;COUNT=2', 'RDATE:20261130T170000,20261124T170000')).toEqual({
      kind: 'dates',
      dates: ['2026-11-23', '2026-11-24', '2026-11-30'],
    });
  });

  it.each([
    ['FREQ=HOURLY', [START, 'RRULE:FREQ=HOURLY;COUNT=3']],
    ['FREQ=YEARLY', [START, 'RRULE:FREQ=YEARLY;COUNT=3']],
    ['BYSETPOS', [START, 'RRULE:FREQ=MONTHLY;BYDAY=MO;BYSETPOS=1;COUNT=3']],
    ['BYDAY', [START, 'RRULE:FREQ=MONTHLY;BYDAY=2MO;COUNT=3']],
    ['BYDAY', [START, 'RRULE:FREQ=WEEKLY;BYDAY=1MO;COUNT=3']],
    ['BYMONTHDAY', [START, 'RRULE:FREQ=MONTHLY;BYMONTHDAY=-2;COUNT=3']],
    ['UNTIL', [START, 'RRULE:FREQ=DAILY']],
    ['UNTIL', [START, 'RRULE:FREQ=DAILY;UNTIL=20251231']],
    ['COUNT', [START, 'RRULE:FREQ=DAILY;COUNT=0']],
    ['COUNT', [START, 'RRULE:FREQ=DAILY;COUNT=3;UNTIL=20261231']],
    ['COUNT', [START, 'RRULE:FREQ=DAILY;COUNT=999999999']],
    ['INTERVAL', [START, 'RRULE:FREQ=DAILY;INTERVAL=999999999;UNTIL=99991231']],
    ['INTERVAL', [START, 'RRULE:FREQ=DAILY;INTERVAL=2;COUNT=367']],
    ['RDATE', [START, 'RRULE:FREQ=DAILY;COUNT=367', 'RDATE:20261123T170000']],
    ['RDATE', [START, 'RDATE:20261124T180000']],
    ['EXDATE', [START, 'RRULE:FREQ=DAILY;COUNT=3', 'EXDATE;VALUE=DATE:20261124']],
    ['TZID=EUROPE/BERLIN', ['DTSTART;TZID=Europe/Berlin:20261123T170000']],
    ['DTSTART', ['DTSTART:20261123T100000Z']],
    ['DTSTART', ['DTSTART:20261131T100000']],
    ['DTSTART', [START, 'RRULE:FREQ=WEEKLY;BYDAY=TU;COUNT=3']],
    ['DTSTART', ['RRULE:FREQ=DAILY;COUNT=3']],
    ['RRULE', [START, 'RRULE:FREQ=DAILY;COUNT=3', 'RRULE:FREQ=DAILY;COUNT=3']],
    ['SUMMARY', [START, 'SUMMARY:Họp bản']],
    ['TEXT', ['x'.repeat(MAX_RFC5545_LENGTH + 1)]],
  ])('is refused for %s', (part, lines) => {
    expect(refused(...lines)).toEqual(['recurrence-unsupported', part]);
  });

  it('that is hostile is refused or read, never anything else', () => {
    const pieces = fc.constantFrom(
      ...[
        'DTSTART',
        'RRULE',
        'RDATE',
        'EXDATE',
        ':',
        ';',
        '=',
        ',',
        '\r\n',
        '\n ',
        'FREQ',
        'DAILY',
        'WEEKLY',
        'MONTHLY',
      ],
      ...[
        '20261123T170000',
        '20261123',
        '99991231',
        '00000101',
        'UNTIL',
        'COUNT',
        'INTERVAL',
        '1',
        '99999',
        'BYDAY',
        'MO',
      ],
    );
    const text = fc.oneof(
      fc.string(),
      fc.array(pieces, { maxLength: 40 }).map((each) => each.join('')),
    );
    fc.assert(
      fc.property(text, (text) => {
        expect(refused(`${START}\nRRULE:${text}`)).toBeDefined();
        expect(refused(text)).toBeDefined();
      }),
      { numRuns: PROPERTY_RUNS },
    );
  });
});
