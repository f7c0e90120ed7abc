// The folded day: nothing is lost and nothing stands twice.
import fc from 'fast-check';
import { DAY_MS, MINUTE_MS } from '#domain';
import { bandAt, bandsOf, clockText, wallMsOf } from './bands';

const slot = (name: string, from: string, to: string) => ({ id: name, name, from, to });

it('shows the slots in order with gaps between them', () => {
  const bands = bandsOf([slot('Chiều', '17:00', '18:00'), slot('Sáng', '05:30', '06:30')]);
  expect(
    bands.map(({ kind, name, fromMs, toMs }) => [kind, name, clockText(fromMs), clockText(toMs % DAY_MS)]),
  ).toEqual([
    ['gap', '', '00:00', '05:30'],
    ['slot', 'Sáng', '05:30', '06:30'],
    ['gap', '', '06:30', '17:00'],
    ['slot', 'Chiều', '17:00', '18:00'],
    ['gap', '', '18:00', '00:00'],
  ]);
});

it('cuts a slot that reaches over midnight, and one that begins inside of another', () => {
  const bands = bandsOf([slot('Đêm', '22:00', '01:00'), slot('Tối', '19:00', '22:30')]);
  expect(
    bands.filter(({ kind }) => kind === 'slot').map(({ fromMs, toMs }) => [clockText(fromMs), toMs === DAY_MS]),
  ).toEqual([
    ['19:00', false],
    ['22:30', true],
  ]);
});

const time = fc.integer({ min: 0, max: 24 * 12 - 1 }).map((five) => clockText(five * 5 * MINUTE_MS));

it('covers the whole day once, whatever the slots are', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(time, time), { maxLength: 8 }), (windows) => {
      const bands = bandsOf(windows.map(([from, to], index) => slot(String(index), from, to)));
      expect(bands[0]!.fromMs).toBe(0);
      expect(bands.at(-1)!.toMs).toBe(DAY_MS);
      bands.slice(1).forEach((band, index) => expect(band.fromMs).toBe(bands[index]!.toMs));
      for (const band of bands) expect(bandAt(bands, band.fromMs)).toBe(band);
    }),
  );
});

it('knows how long after midnight of a date an instant is there', () => {
  const zone = 'Asia/Ho_Chi_Minh';
  expect(wallMsOf(Date.parse('2026-11-24T06:30:00+07:00'), '2026-11-24', zone)).toBe(390 * MINUTE_MS);
  expect(wallMsOf(Date.parse('2026-11-25T00:10:00+07:00'), '2026-11-24', zone)).toBe(DAY_MS + 10 * MINUTE_MS);
});

it('tells seconds only where they matter', () => {
  expect([clockText(390 * MINUTE_MS), clockText(390 * MINUTE_MS + 5_000)]).toEqual(['06:30', '06:30:05']);
});
