// Hours without sound, over midnight and over changes of the clocks.
import fc from 'fast-check';
import { instantOf, wallTimeOf } from './calendar';
import { PROPERTY_RUNS } from '../../../test/support/property-runs';
import { isQuietAt, nextAudibleStart, quietDuring } from './quiet-hours';
import { DAY_MS, MINUTE_MS } from './time';

const ZONE = 'Asia/Ho_Chi_Minh';
const NIGHT = { from: '21:00', to: '05:00' };
const REST = { from: '11:30', to: '13:30' };
const at = (time: string, date = '2026-11-21') => instantOf(date, time, ZONE);

describe('quiet hours', () => {
  it.each([
    ['20:59:59', false],
    ['21:00', true],
    ['23:59:59', true],
    ['00:00', true],
    ['04:59:59', true],
    ['05:00', false],
    ['12:00', true],
    ['13:30', false],
  ])('at %s it is quiet: %s', (time, quiet) => {
    expect(isQuietAt(at(time), [NIGHT, REST], ZONE)).toBe(quiet);
  });

  it('names the window that a notice would reach into', () => {
    expect(quietDuring({ from: at('20:59'), to: at('21:01') }, [REST, NIGHT], ZONE)).toMatchObject({
      window: NIGHT,
      from: at('21:00'),
      to: at('05:00', '2026-11-22'),
    });
    expect(quietDuring({ from: at('20:59'), to: at('21:00') }, [REST, NIGHT], ZONE)).toBeUndefined();
  });

  it('equal ends are the whole day: rather silent than loud by mistake', () => {
    const always = [{ from: '00:00', to: '00:00' }];
    expect(isQuietAt(at('09:00'), always, ZONE)).toBe(true);
    expect(nextAudibleStart(at('09:00'), MINUTE_MS, always, ZONE)).toBeUndefined();
  });

  it('finds the first start after neighbouring quiet hours', () => {
    const windows = [NIGHT, { from: '05:00', to: '06:00' }, { from: '06:02', to: '07:00' }];
    expect(nextAudibleStart(at('20:59'), 5 * MINUTE_MS, windows, ZONE)).toBe(at('07:00', '2026-11-22'));
    expect(nextAudibleStart(at('20:59'), MINUTE_MS, windows, ZONE)).toBe(at('20:59'));
  });

  it('agree with the clock on the wall, in every zone', () => {
    const time = fc
      .tuple(fc.nat(23), fc.nat(59))
      .map((parts) => parts.map((each) => String(each).padStart(2, '0')).join(':'));
    const zone = fc.constantFrom(ZONE, 'Europe/Berlin', 'America/Sao_Paulo');
    // Away from October's doubled hour and March's missing one, the wall clock alone decides.
    const instant = fc.integer({ min: Date.UTC(2026, 5, 1), max: Date.UTC(2026, 8, 1) });
    fc.assert(
      fc.property(time, time, zone, instant, (from, to, timeZone, now) => {
        fc.pre(from !== to);
        const shown = wallTimeOf(now, timeZone);
        const expected = from < to ? shown >= from && shown < to : shown >= from || shown < to;
        expect(isQuietAt(now, [{ from, to }], timeZone)).toBe(expected);
      }),
      { numRuns: PROPERTY_RUNS },
    );
  });

  it.each([
    ['end in the hour that is shown twice', 'Europe/Berlin', { from: '21:00', to: '02:30' }, '2026-10-24T12:00Z'],
    ['lie in the hour that is shown twice', 'Europe/Berlin', { from: '02:10', to: '02:40' }, '2026-10-24T12:00Z'],
    ['begin in the hour that is shown twice', 'Europe/Berlin', { from: '02:30', to: '05:00' }, '2026-10-24T12:00Z'],
    ['begin in the hour that is skipped', 'Europe/Berlin', { from: '02:30', to: '05:00' }, '2026-03-28T12:00Z'],
    ['end in the hour that is skipped', 'Europe/Berlin', { from: '21:00', to: '02:30' }, '2026-03-28T12:00Z'],
    [
      'end in half an hour that is shown twice',
      'Australia/Lord_Howe',
      { from: '21:00', to: '01:45' },
      '2026-04-04T02:00Z',
    ],
  ])('that %s hold whenever the clock shows them', (_, timeZone, window, from) => {
    const noon = Date.parse(from);
    for (let now = noon; now < noon + DAY_MS; now += 5 * MINUTE_MS) {
      const shown = wallTimeOf(now, timeZone).slice(0, 5);
      const isShown =
        window.from < window.to ? shown >= window.from && shown < window.to : shown >= window.from || shown < window.to;
      if (isShown) expect([shown, isQuietAt(now, [window], timeZone)]).toEqual([shown, true]);
    }
    expect(isQuietAt(noon, [window], timeZone)).toBe(false);
  });

  it('that lie in the hour that is skipped are in nobody’s way', () => {
    const change = Date.parse('2026-03-29T01:00Z');
    const around = { from: change - MINUTE_MS, to: change + MINUTE_MS };
    expect(quietDuring(around, [{ from: '02:10', to: '02:40' }], 'Europe/Berlin')).toBeUndefined();
  });

  it('the next audible start is audible, and no earlier minute is', () => {
    const windows = [NIGHT, REST, { from: '16:00', to: '16:10' }];
    fc.assert(
      fc.property(fc.nat(1_439), fc.integer({ min: 1, max: 300 }), (minute, lengthMinutes) => {
        const from = at('00:00') + minute * MINUTE_MS;
        const lengthMs = lengthMinutes * MINUTE_MS;
        const start = nextAudibleStart(from, lengthMs, windows, ZONE)!;
        const audible = (instant: number) => !quietDuring({ from: instant, to: instant + lengthMs }, windows, ZONE);
        expect(start - from).toBeLessThan(DAY_MS);
        expect(audible(start)).toBe(true);
        for (let earlier = from; earlier < start; earlier += MINUTE_MS) expect(audible(earlier)).toBe(false);
      }),
      { numRuns: 15 },
    );
  });
});
