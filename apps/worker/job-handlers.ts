// Which act does which job. The catalogue in `#queue` refuses to start when one of them is missing.
import { AirPlanner, Evidence, Programmes, Recordings } from '#application';
import type { PlanFault } from '#domain';
import type { AnyJobHandler, JobOutcome } from '#queue';
import { Injectable } from '@nestjs/common';

const DONE: JobOutcome = { kind: 'done' };

function faultsText(faults: readonly PlanFault[]): string {
  return `could not plan ${faults.map(({ part, subjectId, reason }) => `${part} ${subjectId}: ${reason}`).join('; ')}`;
}

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
          const faults = await planner.plan(communeId);
          // The rest is planned; another try at once would find the same. The tick asks again.
          return faults.length === 0 ? DONE : { kind: 'give-up', why: faultsText(faults) };
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
