// Clipping and levels, on voices made of numbers.
import { SampleLevels } from './sample-levels';

function levelsOf(samples: readonly number[]): SampleLevels {
  const levels = new SampleLevels();
  levels.add(Buffer.from(Int16Array.from(samples).buffer));
  return levels;
}

/** A tone of 440 Hz at 16 kHz, driven by a gain into a ceiling. */
const tone = (gain: number, ceiling = 32_767) =>
  Array.from({ length: 16_000 }, (_, at) => {
    const sample = Math.round(gain * 32_767 * Math.sin((2 * Math.PI * 440 * at) / 16_000));
    return Math.max(-ceiling, Math.min(ceiling, sample));
  });

describe('clippedShare', () => {
  it('is nothing for a tone below full scale and next to nothing for one that just reaches it', () => {
    expect(levelsOf(tone(0.5)).clippedShare).toBe(0);
    expect(levelsOf(tone(1)).clippedShare).toBeLessThan(0.02);
  });

  it('is the part at the ceiling of a tone driven twice too hard', () => {
    expect(levelsOf(tone(2)).clippedShare).toBeCloseTo(2 / 3, 1);
  });

  it('sees a ceiling a little below full scale, as µ-law has it', () => {
    expect(levelsOf(tone(2, 32_124)).clippedShare).toBeGreaterThan(0.6);
  });

  it('is nothing for an empty recording', () => {
    expect(new SampleLevels().clippedShare).toBe(0);
  });

  it('does not depend on how the samples are cut into chunks', () => {
    const bytes = Buffer.from(Int16Array.from(tone(1.3)).buffer);
    const inPieces = new SampleLevels();
    for (let at = 0; at < bytes.length; at += 777) inPieces.add(bytes.subarray(at, at + 777));
    expect(inPieces.clippedShare).toBe(levelsOf(tone(1.3)).clippedShare);
  });
});

describe('lossByCuttingAt', () => {
  it('is nothing above the peaks and grows with the cut', () => {
    const levels = levelsOf(tone(0.5));
    expect(levels.lossByCuttingAt(20_000)).toBeCloseTo(0);
    expect(levels.lossByCuttingAt(8_000)).toBeGreaterThan(levels.lossByCuttingAt(12_000));
  });

  it('is what cutting a square wave to half takes: 6 dB', () => {
    expect(levelsOf([10_000, -10_000, 10_000, -10_000]).lossByCuttingAt(5_000)).toBeCloseTo(6.02, 2);
  });

  it('is nothing for silence', () => {
    expect(levelsOf([0, 0, 0]).lossByCuttingAt(100)).toBe(0);
  });
});
