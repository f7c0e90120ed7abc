// What a delivery costs by the queue with its whole handler, beside a job of BullMQ that does nothing. Processor time of this process: the rate
// on a machine that does nothing else. `--sizes`: how many zones.
import { Queue, Worker } from 'bullmq';
import { BullJobQueue, startWorkers, type AnyJobHandler, type JobOutcome } from '#queue';
import { TestRedis } from '../support/redis';
import { cpuUsOf, type Bench, type OpenBench } from './support/bench';
import { communeOf } from './support/busy-commune';
import { OneMoreBroadcast } from './support/one-more-broadcast';

const [ZONES, QUICK_ZONES] = [400, 100];
const CONCURRENCY = 50;
/** Deliveries of one cost: every zone so often. */
const TIMES = 5;
const DONE: JobOutcome = { kind: 'done' };
const ONCE_EACH =
  'a job is asked for once while it waits, which BullMQ looks up, and its programme is read from the database before it is said; four at a time and not fifty';

/** Resolves after so many calls. */
class Countdown {
  private left = 0;
  private done: () => void = () => undefined;

  of(count: number): Promise<void> {
    this.left = count;
    return new Promise((resolve) => (this.done = resolve));
  }

  tick(): void {
    this.left -= 1;
    if (this.left === 0) this.done();
  }
}

async function open(isQuick: boolean, sizes?: readonly number[]): Promise<OpenBench> {
  const zones = sizes?.[0] ?? (isQuick ? QUICK_ZONES : ZONES);
  const { world } = await OneMoreBroadcast.open(await communeOf(zones, 1));
  const redis = await TestRedis.start();
  const log = { warn: (message: string) => process.stderr.write(`${message}\n`) };
  const queue = await BullJobQueue.open(redis.place, log);
  const delivered = new Countdown();
  const done = () => Promise.resolve(DONE);
  const handlers: readonly AnyJobHandler[] = [
    { name: 'render', handle: done },
    { name: 'plan', handle: done },
    { name: 'settle', handle: done },
    {
      name: 'deliver',
      handle: async ({ zoneId }) => {
        await world.programmes.deliver(zoneId);
        delivered.tick();
        return DONE;
      },
    },
  ];
  const workers = startWorkers({ redis: redis.place, queue, handlers, renderConcurrency: 1, log });
  const connection = { path: redis.place.socketPath, maxRetriesPerRequest: null };
  const bareQueue = new Queue('bare', { connection });
  const ended = new Countdown();
  const bareWorker = new Worker('bare', () => Promise.resolve(), { connection, concurrency: CONCURRENCY });
  bareWorker.on('completed', () => ended.tick());
  /** In microseconds for each job, in rounds of which each is over before the next one. */
  const jobUs = async (counted: Countdown, ask: (zoneId: string) => Promise<unknown>) => {
    const costUs = await cpuUsOf(async () => {
      for (let time = 0; time < TIMES; time += 1) {
        const all = counted.of(zones);
        await Promise.all(world.zones.map(({ id }) => ask(id)));
        await all;
      }
    });
    world.link.said.length = 0;
    return costUs / TIMES / zones;
  };
  return {
    figures: [
      {
        ...{ gate: 'P5', what: `a delivery of ${zones} by the queue, programme read and said`, whyMissed: ONCE_EACH },
        ...{ beside: `an empty job, ${CONCURRENCY} at a time`, unit: 'µs CPU per job', atMost: 2, measure: 'ratio' },
        subject: () => jobUs(delivered, (zoneId) => queue.enqueue({ name: 'deliver', zoneId })),
        control: () => jobUs(ended, (zoneId) => bareQueue.add('bare', { zoneId }, { removeOnComplete: true })),
      },
    ],
    close: async () => {
      await workers.close();
      await queue.close();
      await bareWorker.close();
      await bareQueue.close();
      await redis.remove();
      await world.close();
    },
  };
}

export default { open } satisfies Bench;
