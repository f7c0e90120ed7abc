// Two marks on a recording: which stand, and what they leave.
import { isTrim, trimmedPart } from './trim';

describe('marks', () => {
  it.each([
    [0, 1_000, true],
    [250, 90_000, true],
    [0, 999, false],
    [5_000, 4_000, false],
    [-1, 4_000, false],
    [0.5, 4_000, false],
    [0, Number.NaN, false],
  ])('from %d to %d: %s', (fromMs, toMs, stands) => {
    expect(isTrim({ fromMs, toMs })).toBe(stands);
  });

  it('leave all of it when there are none', () => {
    expect(trimmedPart(null, 8_000)).toEqual({ fromMs: 0, toMs: 8_000 });
  });

  it('never reach behind the end, wherever the phone thought it was', () => {
    expect(trimmedPart({ fromMs: 2_000, toMs: 60_000 }, 8_000)).toEqual({ fromMs: 2_000, toMs: 8_000 });
    expect(trimmedPart({ fromMs: 9_000, toMs: 12_000 }, 8_000)).toEqual({ fromMs: 8_000, toMs: 8_000 });
  });
});
