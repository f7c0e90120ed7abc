// Times, lengths and counts as people write them here.
import { dateText, dayAndTimeText, durationText, languageOf, listText, numberText, timeText } from './index';

const ZONE = 'Asia/Ho_Chi_Minh';

it('shows the wall time of the place, never that of the machine', () => {
  const instant = Date.parse('2026-11-22T23:30:00Z');
  expect(timeText(instant, ZONE)).toBe('06:30');
  expect(dayAndTimeText('vi', instant, ZONE)).toBe('06:30 thứ Hai 23/11/2026');
});

it.each([
  ['2026-11-23', 'thứ Hai 23/11/2026', 'Monday 23/11/2026'],
  ['2026-11-29', 'Chủ Nhật 29/11/2026', 'Sunday 29/11/2026'],
])('writes the day %s', (date, vi, en) => {
  expect([dateText('vi', date), dateText('en', date)]).toEqual([vi, en]);
});

it.each([
  [400, '0,4 giây', '0.4 seconds'],
  [1_000, '1 giây', '1 second'],
  [200_000, '3 phút 20 giây', '3 minutes 20 seconds'],
  [3_600_000, '1 giờ', '1 hour'],
  [90_061_000, '1 ngày 1 giờ', '1 day 1 hour'],
])('writes %d ms', (ms, vi, en) => {
  expect([durationText('vi', ms), durationText('en', ms)]).toEqual([vi, en]);
});

it('writes counts and lists as the language does', () => {
  expect([numberText('vi', 1_240), numberText('en', 1_240)]).toEqual(['1.240', '1,240']);
  expect(listText('vi', ['Láo', 'Vàng', 'Mới'])).toBe('Láo, Vàng và Mới');
});

it.each([
  [undefined, 'vi'],
  ['', 'vi'],
  ['en', 'en'],
  ['en-US,en;q=0.9,vi;q=0.8', 'en'],
  ['fr,vi;q=0.5,en;q=0.4', 'vi'],
  ['en;q=0, vi;q=0.1', 'vi'],
  ['zh', 'vi'],
])('answers "%s" in %s', (header, language) => {
  expect(languageOf(header)).toBe(language);
});
