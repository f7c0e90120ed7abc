// What poles are put through although nothing real is to sound: drills, and the silent test of the night.
import { Injectable } from '@nestjs/common';
import { Drills } from './drills';
import { SelfTests } from './self-tests';

@Injectable()
export class Exercises {
  constructor(
    private readonly drills: Drills,
    private readonly selfTests: SelfTests,
  ) {}

  /** Both chores of one commune; one that fails does not keep the other from being done. Throws AggregateError with what failed. */
  async keep(communeId: string): Promise<void> {
    const chores = [this.drills.keep(communeId), this.selfTests.keep(communeId)];
    const failures = (await Promise.allSettled(chores)).flatMap((outcome) =>
      outcome.status === 'rejected' ? [outcome.reason as unknown] : [],
    );
    if (failures.length > 0) throw new AggregateError(failures, failures.map(String).join('; '));
  }
}
