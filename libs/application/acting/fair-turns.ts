// Costly work that strangers can ask for: little of it at a time, in turn by where it comes from, so that a crowd from one place keeps nobody
// else waiting for more than one of them, and bounded, so that what cannot be done soon is refused at once.
import { Problem } from '#domain';

/** How much is done, and how much may wait. */
interface TurnLimits {
  readonly atOnce: number;
  readonly waitingOfOne: number;
  readonly waiting: number;
}

/** Where it comes from, and what is not done twice at a time. */
interface Asked {
  readonly from: string;
  readonly about: string;
}

interface Waiting extends Asked {
  readonly begin: () => void;
}

const RETRY_AFTER_SECONDS = 5;

export class FairTurns {
  /** By where they come from; whose turn is next stands first. */
  private readonly waiting = new Map<string, Waiting[]>();
  private readonly running = new Set<string>();
  private count = 0;

  constructor(private readonly limits: TurnLimits) {}

  /** Does the work when it is its turn; what is about the same is done one after the other. Throws Problem `too-many-requests`. */
  async run<T>(asked: Asked, work: () => Promise<T>): Promise<T> {
    const own = this.waiting.get(asked.from) ?? [];
    if (own.length >= this.limits.waitingOfOne || this.count >= this.limits.waiting) {
      throw new Problem('too-many-requests', { retryAfterSeconds: RETRY_AFTER_SECONDS });
    }
    await new Promise<void>((begin) => {
      this.waiting.set(asked.from, [...own, { ...asked, begin }]);
      this.count += 1;
      this.beginNext();
    });
    try {
      return await work();
    } finally {
      this.running.delete(asked.about);
      this.beginNext();
    }
  }

  private beginNext(): void {
    while (this.running.size < this.limits.atOnce) {
      const next = this.next();
      if (!next) return;
      this.running.add(next.about);
      next.begin();
    }
  }

  /** The first of the first place that has one about which nothing is done yet; the place goes behind the others. */
  private next(): Waiting | undefined {
    for (const [from, own] of this.waiting) {
      const chosen = own.find(({ about }) => !this.running.has(about));
      if (!chosen) continue;
      const rest = own.filter((each) => each !== chosen);
      this.waiting.delete(from);
      if (rest.length > 0) this.waiting.set(from, rest);
      this.count -= 1;
      return chosen;
    }
    return undefined;
  }
}
