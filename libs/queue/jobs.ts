// Every job on one page: which queue it goes to, how often it is tried, and by what id two of them are the same job.
import type { Job } from '#application';

/** Queues by temper, each with its own hands: neither slow CPU work nor the plan of a large commune stands in front of what is bound to the clock. */
export type QueueName = 'media' | 'plans' | 'air';

/** By these this room sees that work goes on: one for each queue that is watched. */
export type CanaryName = 'canary' | 'plans-canary';

/** What travels through the queues: the jobs of the application, and the canaries. */
export type QueuedJob = Job | { readonly name: 'canary' } | { readonly name: 'plans-canary' };

export type JobName = Job['name'];

/** The job of one name. */
export type JobNamed<Name extends QueuedJob['name']> = Extract<QueuedJob, { readonly name: Name }>;

interface JobRule<Name extends QueuedJob['name']> {
  readonly queue: QueueName;
  /** Tries in all, the first among them. */
  readonly attempts: number;
  /** Pause before the second try; it doubles with each further one. */
  readonly backoffMs: number;
  /** It goes before the others that wait in its queue. */
  readonly first?: true;
  /** Jobs of the same id are one job while they wait. Never holds a colon, which BullMQ keeps for itself. */
  readonly id: (job: JobNamed<Name>) => string;
}

// prettier-ignore
export const JOBS: { readonly [Name in QueuedJob['name']]: JobRule<Name> } = {
  render:  { queue: 'media', attempts: 3, backoffMs: 5_000, id: (job) => `render-${job.recordingId}` },
  plan:    { queue: 'plans', attempts: 4, backoffMs: 500,   id: (job) => `plan-${job.communeId}` },
  deliver: { queue: 'air',   attempts: 4, backoffMs: 500,   id: (job) => `deliver-${job.zoneId}` },
  settle:  { queue: 'air',   attempts: 4, backoffMs: 500,   id: (job) => `settle-${job.communeId}` },
  canary:  { queue: 'air',   attempts: 1, backoffMs: 0,     id: () => 'canary', first: true },
  'plans-canary': { queue: 'plans', attempts: 1, backoffMs: 0, id: () => 'plans-canary', first: true },
};

/** Whether it only shows that work goes on. */
export function isCanary(name: QueuedJob['name']): name is CanaryName {
  return name === 'canary' || name === 'plans-canary';
}

/** The rule of one job, with its type matched to it. */
export function ruleOf(job: QueuedJob): {
  readonly queue: QueueName;
  readonly attempts: number;
  readonly backoffMs: number;
  readonly first: boolean;
  readonly id: string;
} {
  const { queue, attempts, backoffMs, first = false, id } = JOBS[job.name] as JobRule<QueuedJob['name']>;
  return { queue, attempts, backoffMs, first, id: id(job) };
}

/** How a job ended when it did not throw. A thrown error is the fourth outcome: try again later. */
export type JobOutcome =
  | { readonly kind: 'done' }
  /** No further try can help. */
  | { readonly kind: 'give-up'; readonly why: string }
  /** Too early: run it again after this pause. Does not count as a try. */
  | { readonly kind: 'not-yet'; readonly delayMs: number };

/** Does one kind of job. `signal` aborts when the workers stop or lose the job; whoever then throws gives the job back. */
interface JobHandler<Name extends JobName = JobName> {
  readonly name: Name;
  handle(job: JobNamed<Name>, signal: AbortSignal): Promise<JobOutcome>;
}

/** A handler of any one job. */
export type AnyJobHandler = { [Name in JobName]: JobHandler<Name> }[JobName];

/** The handlers by name. Throws at start when a job has no handler or two. */
export function handlersByName(handlers: readonly AnyJobHandler[]): ReadonlyMap<string, AnyJobHandler> {
  const byName = new Map<string, AnyJobHandler>();
  for (const handler of handlers) {
    if (byName.has(handler.name)) throw new Error(`The job "${handler.name}" has two handlers.`);
    byName.set(handler.name, handler);
  }
  const orphan = Object.keys(JOBS).find((name) => !isCanary(name as QueuedJob['name']) && !byName.has(name));
  if (orphan !== undefined) throw new Error(`The job "${orphan}" has no handler.`);
  return byName;
}
