// The queue against a real Redis that is emptied, killed and misconfigured: no change may be lost while it lives, and none may hang when it does not.
import { Redis } from 'ioredis';
import type { Job } from '#application';
import {
  BullJobQueue,
  startWorkers,
  type AnyJobHandler,
  type JobOutcome,
  type Workers,
  type WorkerSettings,
} from '#queue';
import { TestRedis } from '../support/redis';
import { until } from '../support/until';

const COMMUNE = { name: 'plan', communeId: 'c1' } as const;
const RECORDING = { name: 'render', recordingId: 'r1' } as const;
const DONE: JobOutcome = { kind: 'done' };

describe('the job queue on a real Redis', () => {
  let redis: TestRedis;
  let queue: BullJobQueue;
  let workers: Workers | undefined;
  const told: string[] = [];
  const log = { warn: (message: string) => told.push(message) };

  /** Handlers that note what they did; `acts` replaces what some of them do. */
  const ran: string[] = [];
  type Act = (job: Job, signal: AbortSignal) => Promise<JobOutcome>;
  const work = (acts: { readonly [Name in Job['name']]?: Act } = {}, rest: Partial<WorkerSettings> = {}) => {
    const handlers = (['render', 'plan', 'deliver', 'settle'] as const).map((name) => ({
      name,
      handle: (job: Job, signal: AbortSignal) => {
        ran.push(Object.values(job).join(' '));
        return acts[name]?.(job, signal) ?? Promise.resolve(DONE);
      },
    })) as unknown as AnyJobHandler[];
    workers = startWorkers({ redis: redis.place, queue, handlers, renderConcurrency: 1, log, ...rest });
  };
  const times = (run: string) => ran.filter((each) => each === run).length;

  beforeEach(async () => {
    redis = await TestRedis.start();
    queue = await BullJobQueue.open(redis.place, log);
    ran.length = told.length = 0;
  });

  afterEach(async () => {
    await workers?.close();
    workers = undefined;
    await queue.close();
    await redis.remove();
  });

  it('runs a job once although it was asked for twice, and again when asked again', async () => {
    expect(await queue.enqueue(COMMUNE)).toBe(true);
    expect(await queue.enqueue(COMMUNE)).toBe(true);
    work();
    await until(() => times('plan c1') === 1, 'the first run');
    // First in, first out: a second run would have come before this other commune's.
    await queue.enqueue({ name: 'plan', communeId: 'c2' });
    await until(() => times('plan c2') === 1, 'the run behind it');
    expect(times('plan c1')).toBe(1);
    await queue.enqueue(COMMUNE);
    await until(() => times('plan c1') === 2, 'the run that was asked for again');
  });

  it('runs once more what was asked for, even five times, while it ran', async () => {
    let open!: () => void;
    const opened = new Promise<void>((resolve) => (open = resolve));
    let running = 0;
    let together = 0;
    work({
      plan: async () => {
        together = Math.max(together, (running += 1));
        await opened;
        running -= 1;
        return DONE;
      },
    });
    await queue.enqueue(COMMUNE);
    await until(() => times('plan c1') === 1, 'the first run');
    for (let change = 0; change < 5; change += 1) expect(await queue.enqueue(COMMUNE)).toBe(true);
    open();
    await until(() => times('plan c1') === 2, 'the run for the changes');
    await queue.enqueue({ name: 'plan', communeId: 'c2' });
    await until(() => times('plan c2') === 1, 'the run behind it');
    expect([times('plan c1'), together]).toEqual([2, 1]);
  });

  it('tries again what threw, and gives up when told so', async () => {
    work({
      plan: () => (times('plan c1') < 3 ? Promise.reject(new Error('the database is busy')) : Promise.resolve(DONE)),
      render: () => Promise.resolve({ kind: 'give-up', why: 'not a sound' }),
    });
    await queue.enqueue(COMMUNE);
    await queue.enqueue(RECORDING);
    await until(() => times('plan c1') === 3, 'the third try');
    await until(() => told.some((line) => line.includes('render-r1 failed, try 1 of 3: not a sound')), 'the giving up');
    expect(times('render r1')).toBe(1);
    // A job that failed for good stands in nobody's way.
    await queue.enqueue(RECORDING);
    await until(() => times('render r1') === 2, 'the new job of the same id');
  });

  it('runs later what is not yet due, without counting it as a try', async () => {
    const early = 6;
    work({ plan: () => Promise.resolve(times('plan c1') <= early ? { kind: 'not-yet', delayMs: 20 } : DONE) });
    await queue.enqueue(COMMUNE);
    await until(() => times('plan c1') === early + 1, 'the run after more pauses than tries are allowed');
  });

  it('takes every job again after everything was flushed', async () => {
    await queue.enqueue(COMMUNE);
    await queue.enqueue(RECORDING);
    const admin = new Redis(redis.place.socketPath);
    await admin.flushall();
    admin.disconnect();
    work();
    await queue.enqueue(COMMUNE);
    await queue.enqueue(RECORDING);
    await until(() => times('plan c1') === 1 && times('render r1') === 1, 'both jobs');
  });

  it('works on after Redis was killed and came back empty', async () => {
    work();
    await queue.enqueue(COMMUNE);
    await until(() => times('plan c1') === 1, 'the run before');
    await redis.kill();
    await until(async () => !(await queue.enqueue(COMMUNE)), 'the outage to be noticed');
    await redis.start();
    await until(() => queue.enqueue(COMMUNE), 'the queue to take jobs again');
    await until(() => times('plan c1') >= 2, 'the run after', 10_000);
  }, 20_000);

  it('answers false at once, and never throws, while Redis is down', async () => {
    await redis.kill();
    const startedMs = performance.now();
    expect(await queue.enqueue(COMMUNE)).toBe(false);
    expect(await queue.enqueue(RECORDING)).toBe(false);
    expect(performance.now() - startedMs).toBeLessThan(500);
    expect(told.filter((line) => line.includes('takes no jobs'))).toHaveLength(1);
  });

  it('does what the queue refuses itself, past Redis, and nothing twice at once', async () => {
    let open!: () => void;
    const opened = new Promise<void>((resolve) => (open = resolve));
    let [running, together] = [0, 0];
    const plan: Act = async () => {
      together = Math.max(together, (running += 1));
      await opened;
      running -= 1;
      return DONE;
    };
    work({ plan, settle: () => Promise.reject(new Error('the database is busy')) });
    await redis.kill();
    for (let change = 0; change < 3; change += 1) {
      await until(async () => !(await queue.enqueue(COMMUNE)), 'the queue to refuse');
      await until(() => times('plan c1') === 1, 'the plan without Redis');
    }
    // One that fails, and one that takes long, keep no other from being done.
    await queue.enqueue({ name: 'settle', communeId: 'c1' });
    await queue.enqueue({ name: 'deliver', zoneId: 'z1' });
    await until(() => times('deliver z1') === 1, 'the delivery without Redis');
    expect(told.some((line) => line.includes('settle-c1') && line.includes('busy'))).toBe(true);
    open();
    await until(() => times('plan c1') === 2, 'the run for what was asked while it ran');
    expect(together).toBe(1);
    await redis.start();
  });

  it('leaves alone what a worker had in its hands when Redis went', async () => {
    let open!: () => void;
    const opened = new Promise<void>((resolve) => (open = resolve));
    work({ plan: () => opened.then(() => DONE) });
    await queue.enqueue(COMMUNE);
    await until(() => times('plan c1') === 1, 'the worker to begin');
    await redis.kill();
    await until(async () => !(await queue.enqueue(COMMUNE)), 'the queue to refuse');
    await queue.enqueue({ name: 'plan', communeId: 'c2' });
    await until(() => times('plan c2') === 1, 'the plan behind it');
    expect(times('plan c1')).toBe(1);
    open();
    await redis.start();
  });

  it('answers false within 3 s when Redis hangs', async () => {
    await queue.enqueue(COMMUNE);
    redis.freeze();
    const startedMs = performance.now();
    expect(await queue.enqueue(RECORDING)).toBe(false);
    expect(performance.now() - startedMs).toBeLessThan(3_000);
  });

  it('opens without Redis, says so, and takes jobs when it comes', async () => {
    await queue.close();
    await redis.kill();
    queue = await BullJobQueue.open(redis.place, log);
    expect(await queue.enqueue(COMMUNE)).toBe(false);
    expect(told).toHaveLength(1);
    await redis.start();
    await until(() => queue.enqueue(COMMUNE), 'the queue to take jobs');
  }, 15_000);

  it('replaces workers that hang, and their jobs are taken over', async () => {
    const neverEnds = new Promise<never>(() => undefined);
    const aborted: unknown[] = [];
    let hanging = true;
    const hang: Act = (_job, signal) => {
      if (!hanging) return Promise.resolve(DONE);
      signal.addEventListener('abort', () => aborted.push(signal.reason));
      return neverEnds;
    };
    work({ deliver: hang }, { patience: { canaryEveryMs: 100, silenceLimitMs: 500 } });
    for (const zoneId of ['z1', 'z2', 'z3', 'z4']) await queue.enqueue({ name: 'deliver', zoneId });
    await until(() => ran.length === 4, 'all hands to hang');
    hanging = false;
    await queue.enqueue({ name: 'settle', communeId: 'c1' });
    await until(() => times('settle c1') === 1, 'new workers');
    expect(told).toContain('The workers made no progress; new ones take over.');
    expect(aborted).toHaveLength(4);
    await until(() => times('deliver z1') === 2, 'the hanging job to be taken over', 12_000);
  }, 20_000);

  it('delivers past any number of plans that take long, and does not take these for silence', async () => {
    let open!: () => void;
    const opened = new Promise<void>((resolve) => (open = resolve));
    const plan: Act = () => opened.then(() => DONE);
    work({ plan }, { patience: { canaryEveryMs: 50, silenceLimitMs: 200 } });
    for (let commune = 1; commune <= 10; commune += 1) await queue.enqueue({ name: 'plan', communeId: `c${commune}` });
    await until(() => ran.length > 0, 'the plans to begin');
    for (let round = 1; round <= 20; round += 1) {
      await queue.enqueue({ name: 'deliver', zoneId: `z${round}` });
      await until(() => times(`deliver z${round}`) === 1, 'the delivery');
    }
    const begun = ran.filter((each) => each.startsWith('plan')).length;
    expect(begun).toBeLessThan(10);
    expect(told).toEqual([]);
    open();
    await until(() => times('plan c10') === 1, 'all plans');
  });

  it('replaces workers that hang over plans, also when others wait behind these', async () => {
    let hanging = true;
    const plan: Act = () => (hanging ? new Promise<never>(() => undefined) : Promise.resolve(DONE));
    work({ plan }, { patienceWithPlans: { canaryEveryMs: 100, silenceLimitMs: 500 } });
    for (let commune = 1; commune <= 5; commune += 1) await queue.enqueue({ name: 'plan', communeId: `c${commune}` });
    await until(() => ran.length === 2, 'all hands to hang');
    hanging = false;
    await until(() => times('plan c5') === 1, 'new workers');
    expect(told).toContain('The workers made no progress; new ones take over.');
  }, 20_000);

  it('gives a running job back when it stops, so that the next worker goes on with it', async () => {
    work({
      render: (_job, signal) => new Promise((_, reject) => (signal.onabort = () => reject(new Error('stopped')))),
    });
    await queue.enqueue(RECORDING);
    await until(() => times('render r1') === 1, 'the render to begin');
    const startedMs = performance.now();
    await workers?.close();
    expect(performance.now() - startedMs).toBeLessThan(3_000);
    expect(told).toEqual([]);
    work();
    await until(() => times('render r1') === 2, 'the render to be taken up');
  });

  it.each(['allkeys-lru', 'volatile-ttl'])('refuses a Redis with the eviction policy %s', async (policy) => {
    await redis.kill();
    await redis.start('--maxmemory-policy', policy);
    await expect(BullJobQueue.open(redis.place, log)).rejects.toThrow(`maxmemory-policy ${policy}`);
  });

  it('does not start when a job has no handler', () => {
    expect(() => startWorkers({ redis: redis.place, queue, handlers: [], renderConcurrency: 1, log })).toThrow(
      '"render"',
    );
  });
});
