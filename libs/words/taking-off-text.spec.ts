// A cancel is told as certain only where it is.
import { DAY_MS } from '#domain';
import { takingOffTexts, type TakingOffTelling } from '.';

const NOW = Date.parse('2026-11-24T17:01:41+07:00');
const ZONE = 'Asia/Ho_Chi_Minh';
const pole = (name: string, knows: string) => {
  const mayStillBeginUntil = knows === 'asked' || knows === 'offline' ? '2026-11-24T10:02:55.000Z' : null;
  return { name, village: 'bản Poọng', knows, mayStillBeginUntil };
};
const said = (poles: TakingOffTelling['poles'], now = NOW) => takingOffTexts('vi', { poles }, now, ZONE);

it('says nothing where every pole knows, or where nothing can begin any more', () => {
  expect(takingOffTexts('vi', null, NOW, ZONE)).toEqual([]);
  expect(said([pole('Đầu bản', 'taken'), pole('Cuối bản', 'sounding')])).toEqual([]);
});

it('names who is away, and until when to the second it may begin all the same', () => {
  expect(said([pole('Đầu bản', 'offline'), pole('Giữa bản', 'taken')])).toEqual([
    'Mất liên lạc với Đầu bản (bản Poọng). Ở đó loa vẫn có thể bắt đầu phát đến 17:02:55.',
  ]);
});

it('counts those that are being told apart from those that are away', () => {
  expect(said([pole('Đầu bản', 'offline'), pole('Giữa bản', 'asked')])).toEqual([
    'Số cụm loa đang được báo: 1. Trước 17:02:55 loa vẫn có thể bắt đầu phát.',
    'Mất liên lạc với Đầu bản (bản Poọng). Ở đó loa vẫn có thể bắt đầu phát đến 17:02:55.',
  ]);
});

it('names the day where it is another', () => {
  expect(said([pole('Đầu bản', 'offline')], NOW - DAY_MS)[0]).toContain('17:02:55 thứ Ba 24/11/2026');
});
