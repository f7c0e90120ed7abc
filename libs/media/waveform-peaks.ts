// Looks at a decoded sound for its shape: how high it goes, ten milliseconds at a time, folded into the bars that a screen draws.
import type { Waveform } from '#domain';

/** Enough for a desk screen; a phone draws every second one. */
const WAVEFORM_BARS = 800;
/** The rate at which ffmpeg hands out the samples to look at; what voices are made of is below. */
export const WAVEFORM_RATE_HZ = 8_000;
const BLOCK_SAMPLES = WAVEFORM_RATE_HZ / 100;
const FULL_SCALE = 32_768;

export class WaveformPeaks {
  private readonly blocks: number[] = [];
  private highest = 0;
  private inBlock = 0;
  private oddByte: Buffer | undefined;

  /** Takes signed 16-bit little-endian samples of one channel, in chunks of any size. */
  add(chunk: Buffer): void {
    const bytes = this.oddByte ? Buffer.concat([this.oddByte, chunk]) : chunk;
    this.oddByte = bytes.length % 2 === 1 ? Buffer.from(bytes.subarray(-1)) : undefined;
    for (let at = 0; at + 1 < bytes.length; at += 2) {
      this.highest = Math.max(this.highest, Math.abs(bytes.readInt16LE(at)));
      this.inBlock += 1;
      if (this.inBlock === BLOCK_SAMPLES) this.endBlock();
    }
  }

  /** The shape of all that was added, at most `bars` bars over its length. */
  waveform(durationMs: number, bars = WAVEFORM_BARS): Waveform {
    const blocks = this.inBlock > 0 ? [...this.blocks, this.highest] : this.blocks;
    const count = Math.min(bars, blocks.length);
    const peaks = Array.from({ length: count }, (_, bar) => {
      const part = blocks.slice(
        Math.floor((bar * blocks.length) / count),
        Math.floor(((bar + 1) * blocks.length) / count),
      );
      return Math.round((100 * Math.max(...part)) / FULL_SCALE);
    });
    return { durationMs, peaks };
  }

  private endBlock(): void {
    this.blocks.push(this.highest);
    this.highest = 0;
    this.inBlock = 0;
  }
}
