// From what the next keys of a test's communes are worked out: remembered until a test makes it forget.
import { CommuneSeeds } from '#application';

export class SeedsInMemory extends CommuneSeeds {
  readonly seeds: string[] = [];

  override all(): Promise<readonly string[]> {
    return Promise.resolve(this.seeds);
  }

  override add(seed: string): Promise<void> {
    this.seeds.push(seed);
    return Promise.resolve();
  }
}
