// The side of BullMQ that does the work: one worker per queue, four outcomes per job, and a watchdog that replaces workers which fell silent.
import { DelayedError, UnrecoverableError, Worker, type Job as BullJob } from 'bullmq';
import type { BullJobQueue } from './bull-job-queue';
import {
  handlersByName,
  isCanary,
  ruleOf,
  type AnyJobHandler,
  type CanaryName,
  type JobNamed,
  type JobOutcome,
  type JobName,
  type QueuedJob,
  type QueueName,
} from './jobs';
import { ProgressWatchdog, type Patience } from './progress-watchdog';
import { patientOptions, type QueueLog, type RedisPlace } from './redis';
import { StandIn } from './stand-in';

/** What the workers need. `renderConcurrency`: recordings rendered at the same time. */
export interface WorkerSettings {
  readonly redis: RedisPlace;
  readonly queue: BullJobQueue;
  readonly handlers: readonly AnyJobHandler[];
  readonly renderConcurrency: number;
  readonly log: QueueLog;
  readonly patience?: Patience;
  readonly patienceWithPlans?: Patience;
}

const PATIENCE: Patience = { canaryEveryMs: 5_000, silenceLimitMs: 15_000 };

/** A plan of a large commune may take minutes, and all hands may be at one: that is no silence. */
const PATIENCE_WITH_PLANS: Patience = { canaryEveryMs: 30_000, silenceLimitMs: 10 * 60_000 };

/** How long a job waits that is being done without the queue. */
const STAND_IN_PAUSE_MS = 500;

/** How long running jobs may go on after they were told to stop. */
const STOP_PATIENCE_MS = 7_000;

/** A crashed worker's plan or air job is taken over after about 5 s; a render may block longer without being thought dead. */
const TEMPERS = {
  media: { lockDuration: 30_000, stalledInterval: 10_000 },
  plans: { lockDuration: 5_000, stalledInterval: 2_000 },
  air: { lockDuration: 5_000, stalledInterval: 2_000 },
} as const;

/** Plans of so many communes at once: each has one unit of work in the line of the writer, behind which a receipt may stand. */
const PLANS_CONCURRENCY = 2;

/** Air jobs wait for the database most of the time, so a few may wait side by side. */
const AIR_CONCURRENCY = 4;

/** Starts working. Throws when a job has no handler or two. */
export function startWorkers(settings: WorkerSettings): Workers {
  return new Workers(settings, handlersByName(settings.handlers));
}

/** The running workers. */
export class Workers {
  private readonly watchdogs: Readonly<Record<CanaryName, ProgressWatchdog>>;
  private readonly standIn: StandIn;
  private crew: Crew;

  constructor(
    private readonly settings: WorkerSettings,
    private readonly handlers: ReadonlyMap<string, AnyJobHandler>,
  ) {
    this.watchdogs = {
      canary: this.watchdog('canary', settings.patience ?? PATIENCE),
      'plans-canary': this.watchdog('plans-canary', settings.patienceWithPlans ?? PATIENCE_WITH_PLANS),
    };
    this.crew = this.hire();
    this.standIn = new StandIn({
      run: (job, signal) => this.work(job, signal),
      isTaken: (id) => this.crew.isAt(id),
      log: settings.log,
    });
    settings.queue.onRefused((job) => this.standIn.take(job));
    for (const watchdog of Object.values(this.watchdogs)) watchdog.start();
  }

  /** False while the queue takes jobs but no worker works on them. */
  get progressing(): boolean {
    return Object.values(this.watchdogs).every(({ progressing }) => progressing);
  }

  /** Takes no new job, tells running ones to stop, and gives back what does not end in time. Takes at most about 9 s. */
  async close(): Promise<void> {
    for (const watchdog of Object.values(this.watchdogs)) watchdog.stop();
    await Promise.all([this.crew.dismiss(STOP_PATIENCE_MS), atMost(STOP_PATIENCE_MS, [this.standIn.stop()])]);
  }

  private watchdog(name: CanaryName, patience: Patience): ProgressWatchdog {
    const work = {
      sendCanary: () => this.settings.queue.enqueue({ name }),
      restart: () => this.restart(),
      monotonicMs: () => performance.now(),
    };
    return new ProgressWatchdog(work, patience);
  }

  private restart(): void {
    this.settings.log.warn('The workers made no progress; new ones take over.');
    const silent = this.crew;
    this.crew = this.hire();
    // Silent workers may never answer, so nobody waits for their leaving.
    void silent.dismiss();
  }

  private hire(): Crew {
    const concurrency = { media: this.settings.renderConcurrency, plans: PLANS_CONCURRENCY, air: AIR_CONCURRENCY };
    return new Crew(this.settings, concurrency, (job, signal) => {
      // Done without the queue just now: this one, which was asked for since, comes after it.
      if (this.standIn.isAt(ruleOf(job).id)) return Promise.resolve({ kind: 'not-yet', delayMs: STAND_IN_PAUSE_MS });
      return this.work(job, signal);
    });
  }

  private async work(job: QueuedJob, signal: AbortSignal): Promise<JobOutcome> {
    if (isCanary(job.name)) {
      this.watchdogs[job.name].answered();
      return { kind: 'done' };
    }
    const handler = this.handlers.get(job.name);
    if (handler === undefined) return { kind: 'give-up', why: `nobody knows the job "${job.name as string}"` };
    return handler.handle(job as JobNamed<JobName> as never, signal);
  }
}

/** One generation of workers, which stops together. */
class Crew {
  private readonly stopping = new AbortController();
  private readonly workers: readonly Worker[];
  private readonly inHand = new Set<string>();

  constructor(
    private readonly settings: Pick<WorkerSettings, 'redis' | 'log'>,
    concurrency: Readonly<Record<QueueName, number>>,
    private readonly work: (job: QueuedJob, signal: AbortSignal) => Promise<JobOutcome>,
  ) {
    this.workers = (['media', 'plans', 'air'] as const).map((queue) => this.worker(queue, concurrency[queue]));
  }

  /** Whether one of them is at the job of that id. */
  isAt(id: string): boolean {
    return this.inHand.has(id);
  }

  /** Lets running jobs end within the patience; without any, leaves them where they are. */
  async dismiss(patienceMs?: number): Promise<void> {
    this.stopping.abort();
    const pauses = () => this.workers.map((worker) => worker.pause());
    if (patienceMs !== undefined) await atMost(patienceMs, pauses());
    const goodbyes = this.workers.map((worker) => worker.close(true));
    await atMost(2_000, goodbyes);
  }

  private worker(queue: QueueName, concurrency: number): Worker {
    const { redis, log } = this.settings;
    const worker = new Worker(queue, (job, token) => this.process(job, token), {
      connection: patientOptions(redis),
      prefix: redis.keyPrefix,
      concurrency,
      runRetryDelay: 1_000,
      ...TEMPERS[queue],
    });
    worker.on('failed', (job, error) =>
      log.warn(
        `Job ${job?.deduplicationId ?? queue} failed, try ${job?.attemptsMade} of ${job?.opts.attempts}: ${error.message}`,
      ),
    );
    // A Redis that is away says so every second; once is enough until work goes on.
    let told = '';
    worker.on('completed', () => (told = ''));
    worker.on('error', (error) => {
      if (error.message !== told) log.warn(`Worker of ${queue}: ${error.message}`);
      told = error.message;
    });
    return worker;
  }

  /** The only place where an outcome becomes what BullMQ understands. */
  private async process(bullJob: BullJob<QueuedJob>, token: string | undefined): Promise<void> {
    const outcome = await this.outcome(bullJob.data);
    if (outcome.kind === 'give-up') throw new UnrecoverableError(outcome.why);
    if (outcome.kind === 'not-yet') {
      // eslint-disable-next-line no-restricted-syntax -- BullMQ wants an instant of this machine's clock, never of the demo clock
      await bullJob.moveToDelayed(Date.now() + outcome.delayMs, token);
      throw new DelayedError();
    }
  }

  private async outcome(job: QueuedJob): Promise<JobOutcome> {
    const { signal } = this.stopping;
    const { id } = ruleOf(job);
    try {
      this.inHand.add(id);
      return await this.work(job, signal);
    } catch (error) {
      // Told to stop, not failed: the next worker takes it at once, and no try is lost.
      if (signal.aborted) return { kind: 'not-yet', delayMs: 0 };
      throw error;
    } finally {
      this.inHand.delete(id);
    }
  }
}

/** Waits for endings, but not longer. What goes wrong in them the workers' own error event tells. */
async function atMost(limitMs: number, endings: readonly Promise<unknown>[]): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<void>((resolve) => (timer = setTimeout(resolve, limitMs)));
  await Promise.race([Promise.allSettled(endings), limit]);
  clearTimeout(timer);
}
