// Everything else that a server does meanwhile, again and again until it is told to end.

class OtherWork {
  private ending = false;
  private readonly running: Promise<void>[];

  constructor(tasks: readonly (() => Promise<unknown>)[]) {
    this.running = tasks.map(async (task) => {
      while (!this.ending) await task();
    });
  }

  /** Resolves when what was begun is over. */
  async end(): Promise<void> {
    this.ending = true;
    await Promise.all(this.running);
  }
}

/** Runs it while the other work goes on. */
export async function besides<T>(tasks: readonly (() => Promise<unknown>)[], work: () => Promise<T>): Promise<T> {
  const other = new OtherWork(tasks);
  try {
    return await work();
  } finally {
    await other.end();
  }
}
