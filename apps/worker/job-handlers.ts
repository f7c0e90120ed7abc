// Which act does which job. The catalogue in `#queue` refuses to start when one of them is missing.
import { AirPlanner, Evidence, Programmes, Recordings } from '#application';
import type { AnyJobHandler, JobOutcome } from '#queue';
import { Injectable } from '@nestjs/common';

const DONE: JobOutcome = { kind: 'done' };

@Injectable()
export class JobHandlers {
  readonly all: readonly AnyJobHandler[];

  constructor(recordings: Recordings, planner: AirPlanner, programmes: Programmes, evidence: Evidence) {
    this.all = [
      {
        name: 'render',
        handle: async ({ recordingId }, signal) => {
          await recordings.render(recordingId, signal);
          return DONE;
        },
      },
      {
        name: 'plan',
        handle: async ({ communeId }) => {
          await planner.plan(communeId);
          return DONE;
        },
      },
      {
        name: 'deliver',
        handle: async ({ zoneId }) => {
          await programmes.deliver(zoneId);
          return DONE;
        },
      },
      {
        name: 'settle',
        handle: async ({ communeId }) => {
          await evidence.settle(communeId);
          return DONE;
        },
      },
    ];
  }
}
