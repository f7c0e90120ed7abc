// Samples in, bars out: the loudest sample of each stretch, wherever the chunks were cut.
import { WAVEFORM_RATE_HZ, WaveformPeaks } from './waveform-peaks';

/** One second of silence but for one sample of that height in its middle. */
function secondWith(height: number): Buffer {
  const samples = new Int16Array(WAVEFORM_RATE_HZ);
  samples[WAVEFORM_RATE_HZ / 2] = height;
  return Buffer.from(samples.buffer);
}

it('gives each bar its loudest sample, up or down', () => {
  const peaks = new WaveformPeaks();
  for (const height of [0, 16_384, -32_768]) peaks.add(secondWith(height));
  expect(peaks.waveform(3_000, 3)).toEqual({ durationMs: 3_000, peaks: [0, 50, 100] });
});

it('does not care where the chunks were cut', () => {
  const bytes = Buffer.concat([secondWith(3_277), secondWith(-6_554)]);
  const pieces = new WaveformPeaks();
  for (let at = 0; at < bytes.length; at += 1_001) pieces.add(bytes.subarray(at, at + 1_001));
  expect(pieces.waveform(2_000, 2).peaks).toEqual([10, 20]);
});

it('has fewer bars for a short sound, and none for nothing', () => {
  const peaks = new WaveformPeaks();
  expect(peaks.waveform(0).peaks).toEqual([]);
  peaks.add(secondWith(1));
  expect(peaks.waveform(1_000).peaks).toHaveLength(100);
});
