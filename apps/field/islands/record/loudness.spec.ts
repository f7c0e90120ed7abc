// Levels judged on sounds made of known parts: a tone of a given height, silence, a tone cut off at the top.
import { measure, verdictOf } from './loudness';

const RATE = 8_000;

/** A tone of 300 Hz that long and that high, cut off at full scale. */
function tone(ms: number, height: number): number[] {
  return Array.from({ length: (ms * RATE) / 1_000 }, (_, at) =>
    Math.max(-1, Math.min(1, height * Math.sin((2 * Math.PI * 300 * at) / RATE))),
  );
}
const silence = (ms: number) => tone(ms, 0);
const heard = (...parts: number[][]) => measure(Float32Array.from(parts.flat()), RATE);

it.each([
  ['a voice near the phone', 0.3, 'good'],
  ['a voice across the room', 0.004, 'quiet'],
  ['a voice too near', 3, 'clipped'],
] as const)('%s is %s', (_, height, verdict) => {
  expect(verdictOf(heard(tone(3_000, height)))).toBe(verdict);
});

it('does not count pauses against a voice', () => {
  const [spoken, withPauses] = [heard(tone(1_000, 0.1)), heard(tone(1_000, 0.1), silence(9_000))];
  expect(withPauses.speechDb).toBeCloseTo(spoken.speechDb, 0);
});

it('finds silent edges, keeps a breath around the words, and tells the longest silence', () => {
  const found = heard(silence(2_000), tone(1_000, 0.2), silence(1_500), tone(1_000, 0.2), silence(3_000));
  expect(found.sounding).toEqual({ fromMs: 1_750, toMs: 5_750 });
  expect(found.longestSilenceMs).toBe(3_000);
});

it('of nothing at all is quiet, and cuts nothing away', () => {
  const found = heard(silence(2_000));
  expect(verdictOf(found)).toBe('quiet');
  expect(found.sounding).toEqual({ fromMs: 0, toMs: 2_000 });
  expect(verdictOf(heard())).toBe('quiet');
});
