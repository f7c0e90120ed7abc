// What poles are put through although nothing real is to sound: drills, and the silent test of the night.
import { Injectable } from '@nestjs/common';
import { runAll } from '../acting/run-all';
import { Drills } from '../drills/drills';
import { SelfTests } from '../poles/self-tests';

@Injectable()
export class Exercises {
  constructor(
    private readonly drills: Drills,
    private readonly selfTests: SelfTests,
  ) {}

  /** Both chores of one commune; one that fails does not keep the other from being done. Throws AggregateError with what failed. */
  keep(communeId: string): Promise<void> {
    return runAll([this.drills.keep(communeId), this.selfTests.keep(communeId)]);
  }
}
