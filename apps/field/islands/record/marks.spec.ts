// Marks under thumb and keys: they stop at the ends and before each other.
import { movedMarks, sentTrim, stepOf } from './marks';

const marks = { fromMs: 2_000, toMs: 5_000 };

it.each([
  ['from', 3_000, { fromMs: 3_000, toMs: 5_000 }],
  ['from', -50, { fromMs: 0, toMs: 5_000 }],
  ['from', 4_900, { fromMs: 4_000, toMs: 5_000 }],
  ['to', 7_500, { fromMs: 2_000, toMs: 7_500 }],
  ['to', 90_000, { fromMs: 2_000, toMs: 8_000 }],
  ['to', 100, { fromMs: 2_000, toMs: 3_000 }],
] as const)('the mark "%s" put at %d', (mark, at, expected) => {
  expect(movedMarks(marks, mark, at, 8_000)).toEqual(expected);
});

it.each([
  ['ArrowRight', false, 100],
  ['ArrowLeft', false, -100],
  ['ArrowRight', true, 1_000],
  ['PageUp', false, 1_000],
  ['Enter', false, undefined],
])('%s (shift %s) moves by %s', (key, shift, step) => {
  expect(stepOf(key, shift)).toBe(step);
});

it('says nothing about marks that cut nothing', () => {
  expect(sentTrim(null, 8_000)).toBeNull();
  expect(sentTrim({ fromMs: 0, toMs: 8_000 }, 8_000.4)).toBeNull();
  expect(sentTrim(marks, 8_000)).toEqual(marks);
});
