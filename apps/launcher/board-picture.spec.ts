// The board in the terminal, line by line.
import { boardChanges, boardLines, type BoardPicture } from './board-picture';

const NOW = Date.parse('2026-11-21T16:58:07+07:00');

const PICTURE: BoardPicture = {
  now: NOW,
  timeZone: 'Asia/Ho_Chi_Minh',
  next: { slotName: 'Buổi chiều', startsAt: NOW + 113_000, endsAt: NOW + 900_000 },
  villages: [
    { name: 'Nà Mạ', online: 4, controllers: 4, words: 'Buổi tới: 4 sẵn sàng' },
    { name: 'Chợ Phiên', online: 3, controllers: 4, words: 'Buổi tới: 3 sẵn sàng' },
  ],
  events: Array.from({ length: 9 }, (_, index) => ({ at: NOW - index * 1_000, words: `việc ${index}` })),
};

describe('the board in the terminal', () => {
  it('shows the clock, what comes next, each village and the latest events', () => {
    expect(boardLines(PICTURE, 100)).toEqual([
      '16:58:07   Buổi tới: Buổi chiều, 17:00:00 (còn 2 phút)',
      '  Nà Mạ      4/4 cụm loa  Buổi tới: 4 sẵn sàng',
      '  Chợ Phiên  3/4 cụm loa  Buổi tới: 3 sẵn sàng',
      '  16:58:07  việc 0',
      '  16:58:06  việc 1',
      '  16:58:05  việc 2',
      '  16:58:04  việc 3',
      '  16:58:03  việc 4',
      '  16:58:02  việc 5',
    ]);
  });

  it.each([
    [NOW + 113_000, 'Đang phát: Buổi chiều, đến 17:13:07'],
    [NOW + 112_001, 'Buổi tới: Buổi chiều, 17:00:00 (còn 1 giây)'],
  ])('says at %d what is on air', (now, words) => {
    expect(boardLines({ ...PICTURE, now }, 100)[0]).toContain(words);
  });

  it('never breaks a line of a narrow terminal', () => {
    expect(boardLines(PICTURE, 30).every((line) => line.length <= 30)).toBe(true);
  });

  it('tells only the villages that changed where nothing can be drawn', () => {
    const [first, second] = PICTURE.villages;
    const after = { ...PICTURE, villages: [first!, { ...second!, online: 4 }] };
    expect(boardChanges(undefined, PICTURE)).toHaveLength(2);
    expect(boardChanges(PICTURE, after)).toEqual(['16:58:07  Chợ Phiên: 4/4 cụm loa, Buổi tới: 3 sẵn sàng']);
    expect(boardChanges(PICTURE, { ...PICTURE, now: NOW + 1_000 })).toEqual([]);
  });
});
