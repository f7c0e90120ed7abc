// Gathers what comes from many at once, so that it costs one act and not one each. What comes in a quiet time does not wait: it is taken at once,
// and whatever comes within the rest after it, or while an act is under way, is taken together.
import { Problem } from '#domain';
import type { Timer } from '../ports/timer';

export interface GathererLimits {
  /** From the beginning of one act to the beginning of the next, unless there is a full load before. */
  readonly restMs: number;
  /** What one act may weigh; a single thing that weighs more is taken alone. */
  readonly mostAtOnce: number;
  /** What may weigh on the memory while it waits; more is refused. */
  readonly mostWaiting: number;
}

interface Waiting<Thing> {
  readonly thing: Thing;
  readonly weight: number;
  readonly settle: (outcome: PromiseSettledResult<void>) => void;
}

export class Gatherer<Thing> {
  private readonly waiting: Waiting<Thing>[] = [];
  private weight = 0;
  private taking = false;
  private tellFull: () => void = () => undefined;

  /** `take` says of each thing what became of it; when it throws, that became of all. */
  constructor(
    private readonly timer: Timer,
    private readonly limits: GathererLimits,
    private readonly take: (things: readonly Thing[]) => Promise<readonly PromiseSettledResult<void>[]>,
  ) {}

  /** Settles as the thing does. Rejects with Problem `unavailable` at once when too much waits already. */
  add(thing: Thing, weight: number): Promise<void> {
    if (this.waiting.length > 0 && this.weight + weight > this.limits.mostWaiting) {
      return Promise.reject(new Problem('unavailable'));
    }
    return new Promise((resolve, reject) => {
      const settle = (outcome: PromiseSettledResult<void>) =>
        outcome.status === 'fulfilled' ? resolve() : reject(outcome.reason as Error);
      this.waiting.push({ thing, weight, settle });
      this.weight += weight;
      if (this.isFull) this.tellFull();
      if (!this.taking) void this.takeAll();
    });
  }

  private get isFull(): boolean {
    return this.weight >= this.limits.mostAtOnce;
  }

  private async takeAll(): Promise<void> {
    this.taking = true;
    while (this.waiting.length > 0) {
      const rest = this.timer.wait(this.limits.restMs);
      const load = this.nextLoad();
      (await this.outcomesOf(load)).forEach((outcome, place) => load[place]!.settle(outcome));
      if (!this.isFull) await Promise.race([rest, new Promise<void>((resolve) => (this.tellFull = resolve))]);
    }
    this.taking = false;
  }

  /** The oldest, as many as one act may take. */
  private nextLoad(): readonly Waiting<Thing>[] {
    let [count, weight] = [0, 0];
    for (const next of this.waiting) {
      if (count > 0 && weight + next.weight > this.limits.mostAtOnce) break;
      count += 1;
      weight += next.weight;
    }
    this.weight -= weight;
    return this.waiting.splice(0, count);
  }

  private async outcomesOf(load: readonly Waiting<Thing>[]): Promise<readonly PromiseSettledResult<void>[]> {
    try {
      return await this.take(load.map(({ thing }) => thing));
    } catch (reason) {
      return load.map(() => ({ status: 'rejected', reason }));
    }
  }
}
