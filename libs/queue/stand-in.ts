// Does what the queue refuses, so that a day passes without Redis: in this process, one job at a time of each queue, and never one that a worker
// has in its hands.
import { isCanary, ruleOf, type JobOutcome, type QueuedJob, type QueueName } from './jobs';
import type { QueueLog } from './redis';

/** Whose work it does. */
interface Work {
  run(job: QueuedJob, signal: AbortSignal): Promise<JobOutcome>;
  /** Whether a worker is at the job of that id. */
  isTaken(id: string): boolean;
  readonly log: QueueLog;
}

export class StandIn {
  private readonly stopping = new AbortController();
  private readonly waiting = new Map<string, QueuedJob>();
  /** What each queue's hand is at. */
  private readonly running = new Map<QueueName, { readonly id: string; readonly ended: Promise<void> }>();

  constructor(private readonly work: Work) {}

  /** Takes a job that the queue refused. One that waits already waits once; asked for while it runs, it runs once more afterwards. */
  take(job: QueuedJob): void {
    if (isCanary(job.name) || this.stopping.signal.aborted) return;
    const { id, queue } = ruleOf(job);
    this.waiting.set(id, job);
    if (!this.running.has(queue)) this.next(queue);
  }

  /** Whether it is at the job of that id. */
  isAt(id: string): boolean {
    return [...this.running.values()].some((each) => each.id === id);
  }

  /** Takes nothing more, and tells what runs to stop. Resolves when that has ended. */
  async stop(): Promise<void> {
    this.stopping.abort();
    this.waiting.clear();
    await Promise.all([...this.running.values()].map(({ ended }) => ended));
  }

  private next(queue: QueueName): void {
    const [found] = [...this.waiting].filter(([, job]) => ruleOf(job).queue === queue);
    if (!found) return;
    const [id, job] = found;
    this.waiting.delete(id);
    const ended = this.run(id, job).finally(() => {
      this.running.delete(queue);
      this.next(queue);
    });
    this.running.set(queue, { id, ended });
  }

  /** Never rejects: the tick asks again for what failed, and for what a worker had. */
  private async run(id: string, job: QueuedJob): Promise<void> {
    // Whoever asked goes on first.
    await Promise.resolve();
    if (this.work.isTaken(id)) return;
    const { log } = this.work;
    try {
      const outcome = await this.work.run(job, this.stopping.signal);
      if (outcome.kind === 'give-up') log.warn(`Job ${id} failed without the queue: ${outcome.why}`);
    } catch (error) {
      if (!this.stopping.signal.aborted) log.warn(`Job ${id} failed without the queue: ${String(error)}`);
    }
  }
}
