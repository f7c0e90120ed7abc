// Looks at every decoded sample of a recording: which part of it is cut off at the top, and how its levels are spread.
// ffmpeg's own statistics count single peaks and cost three times as much.

/** How often each magnitude of a 16-bit sample occurs; the index is the magnitude, 0 to 32768. */
export type LevelHistogram = Uint32Array;

const FULL_SCALE = 32_768;
/** What lossy decoders overshoot arrives cut to this. */
const SATURATED = 32_767;
/** A flat top counts from here up: µ-law and many sound cards clip a little below full scale. */
const FLAT_TOP = 0.95 * FULL_SCALE;
/** Natural peaks touch the ceiling for a sample or two; clipping stays there. */
const SHORTEST_RUN = 3;

/** Reads interleaved signed 16-bit little-endian samples in chunks of any size. */
export class SampleMeter {
  readonly levels: LevelHistogram = new Uint32Array(FULL_SCALE + 1);
  private readonly previous: Int32Array;
  private readonly run: Uint32Array;
  private samples = 0;
  private clipped = 0;
  private oddByte: number | undefined;

  constructor(private readonly channels: number) {
    this.previous = new Int32Array(channels);
    this.run = new Uint32Array(channels);
  }

  add(chunk: Buffer): void {
    const bytes = this.oddByte === undefined ? chunk : Buffer.concat([Buffer.of(this.oddByte), chunk]);
    this.oddByte = bytes.length % 2 === 1 ? bytes[bytes.length - 1] : undefined;
    const end = bytes.length - (bytes.length % 2);
    for (let at = 0; at < end; at += 2) this.addSample(bytes.readInt16LE(at));
  }

  /** Share of samples that lie in a run at the ceiling, 0 to 1. */
  get clippedShare(): number {
    return this.samples === 0 ? 0 : this.clipped / this.samples;
  }

  private addSample(sample: number): void {
    const channel = this.samples++ % this.channels;
    const magnitude = Math.abs(sample);
    this.levels[magnitude]!++;
    if (magnitude < FLAT_TOP) {
      this.run[channel] = 0;
      return;
    }
    const goesOn = magnitude >= SATURATED || sample === this.previous[channel];
    this.previous[channel] = sample;
    const run = (this.run[channel] = goesOn ? this.run[channel]! + 1 : 1);
    if (run === SHORTEST_RUN) this.clipped += SHORTEST_RUN;
    else if (run > SHORTEST_RUN) this.clipped += 1;
  }
}
