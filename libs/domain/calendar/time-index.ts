// Things by the time they take, so that what is near an instant is found without looking at everything else.
import { HOUR_MS, overlaps, type Interval } from './time';

/** One thing, and which it is of those that were added. */
interface Kept<T> extends Interval {
  readonly value: T;
  readonly order: number;
}

/** Grows while it is used. A question costs what lies near the interval asked for, not what was added. */
export class TimeIndex<T> {
  private readonly byHour = new Map<number, Kept<T>[]>();
  private count = 0;

  /** Adds what takes this time. */
  add({ from, to }: Interval, value: T): void {
    const kept = { from, to, value, order: this.count };
    this.count += 1;
    for (let hour = hourOf(from); hour * HOUR_MS < to; hour += 1) {
      const there = this.byHour.get(hour);
      if (there) there.push(kept);
      else this.byHour.set(hour, [kept]);
    }
  }

  /** What shares an instant with the interval, by start, then in the order in which it was added. */
  near(interval: Interval): readonly T[] {
    return this.keptNear(interval)
      .sort((a, b) => a.from - b.from || a.order - b.order)
      .map(({ value }) => value);
  }

  /** Whether anything shares an instant with the interval. */
  touches(interval: Interval): boolean {
    return this.keptNear(interval).length > 0;
  }

  private keptNear(interval: Interval): Kept<T>[] {
    const first = hourOf(interval.from);
    const found: Kept<T>[] = [];
    for (let hour = first; hour * HOUR_MS < interval.to; hour += 1) {
      for (const kept of this.byHour.get(hour) ?? []) {
        // It stands in every hour that it touches, and is found in the first of them.
        const isFirst = hour === first || hourOf(kept.from) === hour;
        if (isFirst && overlaps(kept, interval)) found.push(kept);
      }
    }
    return found;
  }
}

function hourOf(instant: number): number {
  return Math.floor(instant / HOUR_MS);
}
