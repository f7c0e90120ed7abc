// What an installation says to its api when it composes it.
import type { Config } from '#config';

/** Fulfilled when the thing is usable now; rejects with why not. */
export type ReadinessCheck = () => Promise<unknown>;

export interface ApiOptions {
  readonly config: Config;
  /** What else must be usable besides database and sound folder, by name: the queue, the broker. */
  readonly readiness: Readonly<Record<string, ReadinessCheck>>;
}

/** Nest token of the `ApiOptions`. */
export const API_OPTIONS = Symbol('ApiOptions');
