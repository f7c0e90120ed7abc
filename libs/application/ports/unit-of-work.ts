// The one way to write. Writes of a process stand in one line, each all or nothing and durable when `run` resolves.
import type { StoreReads, Stores } from './stores';

export abstract class UnitOfWork {
  /**
   * Runs `work` in a transaction of its own. Rejects, and leaves nothing behind, when `work` rejects. No network, queue or ffmpeg call
   * belongs inside; units of work do not nest.
   */
  abstract run<T>(work: (stores: Stores) => Promise<T>): Promise<T>;

  /** Reads outside any transaction, on a connection of their own. */
  abstract readonly read: StoreReads;

  /** Calls back after every commit that appended events to the log, with the communes they belong to. Returns a way to stop. */
  abstract onEvents(listener: (communeIds: ReadonlySet<string>) => void): () => void;
}
