// The meter's log, as ffmpeg writes it: ten readings a second, each looking back 400 ms.
import { LoudnessLog } from './loudness-log';

function logOf(momentaryLufs: readonly number[], integrated: number, peak = 0.5): LoudnessLog {
  const log = new LoudnessLog();
  momentaryLufs.forEach((lufs, frame) => {
    log.add(`frame:${frame} pts:${frame * 4_410} pts_time:${frame / 10}\nlavfi.r128.M=${lufs}\n`);
    log.add(`lavfi.r128.I=${integrated}\nlavfi.r128.true_peaks_ch0=${peak}\nlavfi.r128.true_peak=${peak}\n`);
  });
  return log;
}

const SILENCE = -120;
const repeated = (lufs: number, times: number) => Array.from({ length: times }, () => lufs);

describe('LoudnessLog', () => {
  it('keeps the last integrated loudness and the highest peak', () => {
    const log = logOf([-20, -20], -23.4, 0.841);
    expect(log.loudnessLufs).toBe(-23.4);
    expect(log.truePeakDbtp).toBeCloseTo(-1.5, 1);
  });

  it('reads lines that arrive in pieces', () => {
    const log = new LoudnessLog();
    for (const piece of ['lavfi.r1', '28.I=-2', '0.5\nlavfi']) log.add(piece);
    expect(log.loudnessLufs).toBe(-20.5);
  });

  it('knows no loudness below the gate and no peak of digital silence', () => {
    const log = logOf(repeated(SILENCE, 30), -70, 0);
    expect(log.loudnessLufs).toBeUndefined();
    expect(log.truePeakDbtp).toBeUndefined();
    expect(log.soundingPart(3_000)).toEqual({ startMs: 0, endMs: 0 });
  });

  it('cuts silent edges and keeps a quarter of a second around the sound', () => {
    // Sound from 2.0 s to 5.0 s of 8 s: the readings see it until 400 ms after its end.
    const log = logOf([...repeated(SILENCE, 20), ...repeated(-20, 34), ...repeated(SILENCE, 26)], -20);
    expect(log.soundingPart(8_000)).toEqual({ startMs: 1_750, endMs: 5_350 });
  });

  it('cuts nothing from a recording that sounds from end to end, nor from one in a noisy room', () => {
    expect(logOf(repeated(-20, 50), -20).soundingPart(5_040)).toEqual({ startMs: 0, endMs: 5_040 });
    const noisy = [...repeated(-45, 20), ...repeated(-20, 20), ...repeated(-45, 20)];
    expect(logOf(noisy, -20).soundingPart(6_000)).toEqual({ startMs: 0, endMs: 6_000 });
  });

  it('finds the edges of a quiet voice by its own measure', () => {
    const log = logOf([...repeated(-90, 20), ...repeated(-55, 34), ...repeated(-90, 26)], -55);
    expect(log.soundingPart(8_000)).toEqual({ startMs: 1_750, endMs: 5_350 });
  });
});
