// Between time and place on the screen: where a time stands in its band, which time the pointer is at, and what lies beside what.
import type { Band } from './bands';

type Stretch = Pick<Band, 'fromMs' | 'toMs'>;

/** Where that time stands in the band: 0 at its beginning, 1 at its end; what lies outside is moved to the edge. */
export function shareOf(ms: number, { fromMs, toMs }: Stretch): number {
  return Math.min(1, Math.max(0, (ms - fromMs) / (toMs - fromMs)));
}

/** The time under a pointer so many pixels into a band of that width, on the grid of `stepMs`, always inside of the band. */
export function timeUnder(x: number, width: number, band: Stretch, stepMs: number): number {
  const ms = band.fromMs + (x / width) * (band.toMs - band.fromMs);
  const onGrid = Math.round(ms / stepMs) * stepMs;
  const first = Math.ceil(band.fromMs / stepMs) * stepMs;
  const last = Math.ceil(band.toMs / stepMs) * stepMs - stepMs;
  return Math.min(Math.max(first, last), Math.max(first, onGrid));
}

/** Something with a place along the band, in any unit. */
interface Placed {
  readonly from: number;
  readonly width: number;
}

/** The lane of each, counted from 0: the first in which it covers nothing that came before it. */
export function lanesOf(placed: readonly Placed[]): readonly number[] {
  const ends: number[] = [];
  return placed.map(({ from, width }) => {
    const free = ends.findIndex((end) => end <= from);
    const lane = free === -1 ? ends.length : free;
    ends[lane] = from + width;
    return lane;
  });
}
