// What is asked of the workers. The database is the truth and the queue a hint: a lost job is queued again by the tick, a double one is harmless.

/** A piece of work by the id of what it is about; everything else is read from the database when it runs. */
export type Job =
  /** Make a rendition of a recording. */
  | { readonly name: 'render'; readonly recordingId: string }
  /** Derive a commune's rundowns, airings and playbacks for the horizon. Asked for by `WantedPlans` and the tick alone. */
  | { readonly name: 'plan'; readonly communeId: string }
  /** Publish a zone's current programme to its controllers. */
  | { readonly name: 'deliver'; readonly zoneId: string }
  /** Close a commune's playbacks whose receipts are overdue. */
  | { readonly name: 'settle'; readonly communeId: string };

export abstract class JobQueue {
  /**
   * Asks for a job, after the commit that made it necessary. Asking again while the same job waits changes nothing; asking while
   * it runs makes it run once more. Never throws and never waits for long: false says that the queue did not take it, which is
   * logged and left to the tick.
   */
  abstract enqueue(job: Job): Promise<boolean>;
}
