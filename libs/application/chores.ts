// Several chores side by side: one that fails does not keep the others from being done.

/** Waits for all of them. Throws AggregateError with what failed, told together. */
export async function allDone(chores: readonly Promise<unknown>[]): Promise<void> {
  const failures = (await Promise.allSettled(chores)).flatMap((outcome) =>
    outcome.status === 'rejected' ? [outcome.reason as unknown] : [],
  );
  if (failures.length > 0) throw new AggregateError(failures, failures.map(String).join('; '));
}
