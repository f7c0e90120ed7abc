// An index by time finds what looking through everything would find, in the same order.
import fc from 'fast-check';
import { TimeIndex } from './time-index';
import { HOUR_MS, MINUTE_MS, overlaps } from './time';

const interval = fc
  .record({ at: fc.integer({ min: -2_000, max: 2_000 }), minutes: fc.integer({ min: 1, max: 600 }) })
  .map(({ at, minutes }) => ({ from: at * MINUTE_MS, to: (at + minutes) * MINUTE_MS }));

it('finds what shares an instant with the interval, by start and then as it was added', () => {
  fc.assert(
    fc.property(fc.array(interval), interval, (intervals, asked) => {
      const index = new TimeIndex<number>();
      intervals.forEach((each, number) => index.add(each, number));
      const expected = intervals
        .map((each, number) => ({ ...each, number }))
        .filter((each) => overlaps(each, asked))
        .sort((a, b) => a.from - b.from || a.number - b.number)
        .map(({ number }) => number);
      expect(index.near(asked)).toEqual(expected);
      expect(index.touches(asked)).toBe(expected.length > 0);
    }),
  );
});

it('takes what ends where something begins for two things', () => {
  const index = new TimeIndex<string>();
  index.add({ from: 0, to: HOUR_MS }, 'before');
  expect(index.touches({ from: HOUR_MS, to: 2 * HOUR_MS })).toBe(false);
});
