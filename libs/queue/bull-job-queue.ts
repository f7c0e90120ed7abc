// The port `JobQueue` done with BullMQ: the side that asks for work.
import { once } from 'node:events';
import { Queue } from 'bullmq';
import type { Redis } from 'ioredis';
import { JobQueue } from '#application';
import { ruleOf, type QueuedJob, type QueueName } from './jobs';
import { promptConnection, refuseEviction, type QueueLog, type RedisPlace } from './redis';

/** How long the start waits for a Redis that neither answers nor refuses. */
const START_PATIENCE_MS = 5_000;

/** The longest that a request may wait for a Redis that hangs. */
const ENQUEUE_LIMIT_MS = 2_000;

/** Failed jobs stay this long to be looked at; a kept one never stands in the way of a new one. */
const KEEP_FAILED = { count: 200, age: 7 * 24 * 3600 };

export class BullJobQueue extends JobQueue {
  private readonly queues = new Map<QueueName, Queue>();
  private refusing = false;
  private refused: (job: QueuedJob) => void = () => undefined;

  private constructor(
    private readonly connection: Redis,
    private readonly keyPrefix: string,
    private readonly log: QueueLog,
  ) {
    super();
  }

  /** Connects. Throws when Redis would throw jobs away; a Redis that is not there yet is only logged, the tick makes up for it. */
  static async open(place: RedisPlace, log: QueueLog): Promise<BullJobQueue> {
    const connection = promptConnection(place);
    const queue = new BullJobQueue(connection, place.keyPrefix, log);
    // What goes wrong is told by the command it goes wrong for; ioredis only needs someone to listen.
    connection.on('error', (error) => queue.tellRefusing(error));
    try {
      await once(connection, 'ready', { signal: AbortSignal.timeout(START_PATIENCE_MS) }).catch((error: unknown) =>
        queue.tellRefusing(error),
      );
      if (connection.status === 'ready') await refuseEviction(connection);
      return queue;
    } catch (error) {
      connection.disconnect();
      throw error;
    }
  }

  async enqueue(job: QueuedJob): Promise<boolean> {
    try {
      await within(ENQUEUE_LIMIT_MS, this.add(job));
      this.refusing = false;
      return true;
    } catch (error) {
      this.tellRefusing(error);
      this.refused(job);
      return false;
    }
  }

  /** Calls with every job that could not be taken. */
  onRefused(listener: (job: QueuedJob) => void): void {
    this.refused = listener;
  }

  /** Ends the connection; jobs that were taken stay in Redis. */
  async close(): Promise<void> {
    await Promise.allSettled([...this.queues.values()].map((queue) => queue.close()));
    this.connection.disconnect();
  }

  private async add(job: QueuedJob): Promise<void> {
    const { queue: name, attempts, backoffMs, first, id } = ruleOf(job);
    const queue = await this.queue(name);
    await queue.add(job.name, job, {
      attempts,
      lifo: first,
      backoff: { type: 'exponential', delay: backoffMs },
      // One waiting job per id; asked for while it runs, it runs once more afterwards.
      deduplication: { id, keepLastIfActive: true },
      removeOnComplete: true,
      removeOnFail: KEEP_FAILED,
    });
  }

  private async queue(name: QueueName): Promise<Queue> {
    // A BullMQ queue that is born while Redis is away waits for it, and one whose first command failed stays broken.
    if (this.connection.status !== 'ready') throw new Error(`Redis is not reachable (${this.connection.status})`);
    const known = this.queues.get(name);
    if (known !== undefined) return known;
    const queue = new Queue(name, { connection: this.connection, prefix: this.keyPrefix });
    queue.on('error', (error) => this.tellRefusing(error));
    await queue.waitUntilReady();
    this.queues.set(name, queue);
    return queue;
  }

  /** Says once, not every tick, that jobs are not taken. */
  private tellRefusing(error: unknown): void {
    if (!this.refusing) this.log.warn(`The queue takes no jobs, they are done without it: ${String(error)}`);
    this.refusing = true;
  }
}

async function within(limitMs: number, work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`Redis did not answer within ${limitMs} ms`)), limitMs);
  });
  await Promise.race([work, limit]).finally(() => clearTimeout(timer));
}
