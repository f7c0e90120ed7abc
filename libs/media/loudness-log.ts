// Reads what ffmpeg's EBU R128 meter writes down ten times a second: the loudness and peak of the whole, and where sound begins and ends.

/** Part of a recording, in milliseconds from its start. */
export interface SoundSpan {
  readonly startMs: number;
  readonly endMs: number;
}

const STEP_MS = 100;
/** One reading of momentary loudness looks back this far. */
const WINDOW_MS = 400;
/** The meter reports this when nothing passed its gate. */
const GATE_LUFS = -70;
/** Edges this far below the loudness of the whole are silence: a breath or the last ring of a chime is not. */
const EDGE_BELOW_LU = 30;
/** Kept before the first and after the last sound, so that no word is clipped. */
const EDGE_KEPT_MS = 250;

/** Takes the log in pieces and keeps one number for each reading. */
export class LoudnessLog {
  private readonly momentaryLufs: number[] = [];
  private integrated = GATE_LUFS;
  private peak = 0;
  private unfinishedLine = '';

  add(text: string): void {
    const lines = (this.unfinishedLine + text).split('\n');
    this.unfinishedLine = lines.pop() ?? '';
    for (const line of lines) this.addLine(line);
  }

  /** Integrated loudness in LUFS, undefined when nothing was above the gate. */
  get loudnessLufs(): number | undefined {
    return this.integrated > GATE_LUFS ? this.integrated : undefined;
  }

  /** True peak in dBTP, undefined for digital silence. */
  get truePeakDbtp(): number | undefined {
    return this.peak > 0 ? 20 * Math.log10(this.peak) : undefined;
  }

  /** The sound without its silent edges; empty when all is silence. `durationMs` is the length of the whole. */
  soundingPart(durationMs: number): SoundSpan {
    const thresholdLufs = Math.max(GATE_LUFS, this.integrated - EDGE_BELOW_LU);
    const isSound = (lufs: number) => lufs > thresholdLufs;
    const first = this.momentaryLufs.findIndex(isSound);
    const last = this.momentaryLufs.findLastIndex(isSound);
    if (first < 0) return { startMs: 0, endMs: 0 };
    const lastIsEnd = last === this.momentaryLufs.length - 1;
    return {
      startMs: Math.max(0, first * STEP_MS - EDGE_KEPT_MS),
      endMs: lastIsEnd ? durationMs : Math.min(durationMs, (last + 1) * STEP_MS - (WINDOW_MS - STEP_MS) + EDGE_KEPT_MS),
    };
  }

  private addLine(line: string): void {
    const [key, value] = line.split('=');
    if (key === 'lavfi.r128.M') this.momentaryLufs.push(Number(value));
    else if (key === 'lavfi.r128.I') this.integrated = Number(value);
    else if (key?.startsWith('lavfi.r128.true_peaks_ch')) this.peak = Math.max(this.peak, Number(value));
  }
}
