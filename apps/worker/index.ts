// The door of the worker: a module that a launcher composes, in one process with the api or alone.
export { WorkerModule } from './worker.module';
