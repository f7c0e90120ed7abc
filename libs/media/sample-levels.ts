// Looks at every decoded sample of a recording: how its levels are spread, and which part of it is cut off at the top. ffmpeg's own statistics
// cost five times as much, and do not see what a lossy codec made of a clipped voice.

const FULL_SCALE = 32_768;
/** A recording whose highest sample stays below this did not touch its ceiling. */
const NEAR_FULL_SCALE = 0.9 * FULL_SCALE;

/** How often each magnitude of a 16-bit sample occurs. */
export class SampleLevels {
  private readonly counts = new Uint32Array(FULL_SCALE + 1);
  private samples = 0;
  private oddByte: Buffer | undefined;

  /** Takes signed 16-bit little-endian samples in chunks of any size. */
  add(chunk: Buffer): void {
    const bytes = this.oddByte ? Buffer.concat([this.oddByte, chunk]) : chunk;
    const length = bytes.length >> 1;
    this.oddByte = bytes.length % 2 === 1 ? Buffer.from(bytes.subarray(-1)) : undefined;
    // An hour of stereo is 300 million samples: read as machine words they cost a twentieth of `readInt16LE`.
    const aligned = bytes.byteOffset % 2 === 0 ? bytes : Buffer.from(new Uint8Array(bytes).buffer);
    const samples = new Int16Array(aligned.buffer, aligned.byteOffset, length);
    const { counts } = this;
    for (let at = 0; at < length; at += 1) counts[Math.abs(samples[at]!)]!++;
    this.samples += length;
  }

  /**
   * Share of samples at the ceiling, 0 to 1. The ceiling is the highest magnitude that occurs, because µ-law, 8 bit and many sound cards end a
   * little below full scale, while what lossy codecs overshoot arrives cut to full scale. A natural peak touches it a few times in a million.
   */
  get clippedShare(): number {
    const highest = this.counts.findLastIndex((count) => count > 0);
    if (highest < NEAR_FULL_SCALE) return 0;
    // The negative side of 16 bit reaches one further than the positive.
    return (this.counts[highest]! + this.counts[highest - 1]!) / this.samples;
  }

  /** What plain cutting at a magnitude would take from the loudness, in LU, 0 or more; the magnitude may be any number above 0. */
  lossByCuttingAt(magnitude: number): number {
    let energy = 0;
    let cutEnergy = 0;
    this.counts.forEach((count, level) => {
      energy += count * level * level;
      cutEnergy += count * Math.min(level, magnitude) ** 2;
    });
    return energy === 0 ? 0 : -10 * Math.log10(cutEnergy / energy);
  }
}
