// What a village head may put on air alone: short, in the commune's hours, and not at all where the commune says no.
import { DEFAULT_RULES } from '../places/rules';
import { instantOf } from '../calendar/calendar';
import { MINUTE_MS } from '../calendar/time';
import { mayAirVillageNotice } from './village-notice';

const ZONE = 'Asia/Ho_Chi_Minh';
const rule = DEFAULT_RULES.villageNotices;
const lasting = (time: string, minutes: number, date = '2026-11-21') => {
  const from = instantOf(date, time, ZONE);
  return { from, to: from + minutes * MINUTE_MS };
};

describe('a notice of the village', () => {
  it.each([
    ['at noon', lasting('12:00', 3), 'ok'],
    ['as the hours begin', lasting('05:00', 3), 'ok'],
    ['that ends with the hours', lasting('20:57', 3), 'ok'],
    ['that runs out of the hours', lasting('20:58', 3), 'village-notice-hours'],
    ['before the hours', lasting('04:59', 1), 'village-notice-hours'],
    ['a second too long', { ...lasting('12:00', 3), to: lasting('12:00', 3).to + 1_000 }, 'village-notice-too-long'],
  ] as const)('%s', (_name, interval, verdict) => {
    expect(mayAirVillageNotice(rule, interval, ZONE)).toBe(verdict);
  });

  it('is off where the commune switched it off', () => {
    expect(mayAirVillageNotice({ ...rule, allowed: false }, lasting('12:00', 1), ZONE)).toBe('village-notice-off');
  });

  it('may sound in hours that reach over midnight', () => {
    const late = { ...rule, windows: [{ from: '22:00', to: '01:00' }] };
    expect(mayAirVillageNotice(late, lasting('00:30', 3), ZONE)).toBe('ok');
    expect(mayAirVillageNotice(late, lasting('01:00', 3), ZONE)).toBe('village-notice-hours');
  });
});
