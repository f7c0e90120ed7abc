// Waiting, for what is gathered before it is done. In tests nobody waits, or exactly as long as the test says.

export abstract class Timer {
  /** Resolves after that long. */
  abstract wait(durationMs: number): Promise<void>;
}
