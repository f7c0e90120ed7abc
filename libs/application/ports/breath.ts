// Letting others go first, for what computes long: requests, orders and receipts share the thread with it. In tests it is at once, or when the
// test says so.

export abstract class Breath {
  /** Resolves when what was ready has had its turn; at once while the process was not held for long. */
  abstract taken(): Promise<void>;
}
