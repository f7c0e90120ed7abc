// The one way to write. Writes of a process stand in one line, each all or nothing and durable when `run` resolves.
import type { Intent } from './intents';
import type { StoreReads, Stores } from './stores';

/**
 * What a process may remember between its reads, until a commit may have changed it. `access`: who comes by which secret, and what they may do.
 * `communes`: which there are, and their rules.
 */
export type Remembered = 'access' | 'communes';

export abstract class UnitOfWork {
  /**
   * Runs `work` in a transaction of its own. Rejects, and leaves nothing behind, when `work` rejects. No network, queue or ffmpeg call
   * belongs inside; units of work do not nest. On a full disk `work` may be run once more: it changes nothing else than the stores.
   */
  abstract run<T>(work: (stores: Stores) => Promise<T>): Promise<T>;

  /**
   * Like `run`, for what is only noted on the way: a wrong PIN, an order that nobody heard. It is no step of an intent, and is noted again
   * when it happens again.
   */
  abstract aside<T>(work: (stores: Stores) => Promise<T>): Promise<T>;

  /**
   * Runs `act` as this intent: what a unit of work of it comes to is kept in the same transaction, and a unit that an earlier request
   * committed for the same intent is not run again but comes to what it came to then. Outcomes are plain values, and
   * an answer is made of them alone: an id or a secret that was made outside of the unit is another one the second time.
   */
  abstract within<T>(intent: Intent, act: () => Promise<T>): Promise<T>;

  /**
   * Runs an act that gives an order to the poles right after its commit: its units of work go before all others that wait for their turn
   * and may use up the reserve of the disk, and the plans that they want are told to the listeners only when the act has ended, well or not, so that planning never goes before
   * the order.
   */
  abstract urgently<T>(act: () => Promise<T>): Promise<T>;

  /** Whether this runs within an intent that an earlier request did in part or in whole. */
  abstract get isRepetition(): boolean;

  /** Reads outside any transaction, on a connection of their own. */
  abstract readonly read: StoreReads;

  /** Calls back after every commit that appended events to the log, with the communes they belong to. Returns a way to stop. */
  abstract onEvents(listener: (communeIds: ReadonlySet<string>) => void): () => void;

  /** Calls back after every commit that wanted the plan of communes, with these communes. Returns a way to stop. */
  abstract onWantedPlans(listener: (communeIds: ReadonlySet<string>) => void): () => void;

  /** Calls back after every unit of work of this process that may have changed what is remembered. Returns a way to stop. */
  abstract onChanges(remembered: Remembered, listener: () => void): () => void;
}
