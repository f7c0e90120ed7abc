// The one place that asks for a plan because something was changed: acts only note in their unit of work that they want one. The tick asks
// again for what was lost on the way.
import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { JobQueue } from '../ports/job-queue';
import { UnitOfWork } from '../ports/unit-of-work';

@Injectable()
export class WantedPlans implements OnApplicationShutdown {
  private readonly logger = new Logger('planning');
  private readonly asking = new Set<Promise<void>>();

  /** From now on every commit of this process that wants a plan asks for its `plan` job. Nobody waits for the queue. */
  constructor(
    unitOfWork: UnitOfWork,
    private readonly jobs: JobQueue,
  ) {
    unitOfWork.onWantedPlans((communeIds) => {
      for (const communeId of communeIds) this.ask(communeId);
    });
  }

  /** Lets what is under way reach the queue. */
  async onApplicationShutdown(): Promise<void> {
    await Promise.all(this.asking);
  }

  private ask(communeId: string): void {
    const asked = this.enqueue(communeId);
    this.asking.add(asked);
    void asked.finally(() => this.asking.delete(asked));
  }

  /** Never rejects. A queue that takes no jobs says so itself. */
  private async enqueue(communeId: string): Promise<void> {
    try {
      await this.jobs.enqueue({ name: 'plan', communeId });
    } catch (error) {
      this.logger.error(`the plan of ${communeId} could not be asked for, the tick will: ${String(error)}`);
    }
  }
}
