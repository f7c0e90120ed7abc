// The door of the queue: ask for jobs, work on jobs. No type of BullMQ passes it.
export { BullJobQueue } from './bull-job-queue';
export type { AnyJobHandler, JobOutcome } from './jobs';
export { privateRedisArguments, type RedisPlace } from './redis';
export { startWorkers, type Workers, type WorkerSettings } from './workers';
