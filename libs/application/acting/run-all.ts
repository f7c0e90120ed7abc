// Several tasks side by side or one after the other: one that fails does not keep the others from being done.

/** Waits for all of them. Throws AggregateError with what failed, told together. */
export async function runAll(chores: readonly Promise<unknown>[]): Promise<void> {
  const failures = (await Promise.allSettled(chores)).flatMap((outcome) =>
    outcome.status === 'rejected' ? [outcome.reason as unknown] : [],
  );
  throwTogether(failures);
}

/** Does the same to each of them, one after the other. Throws AggregateError at the end with what failed, told together. */
export async function eachInTurn<T>(things: Iterable<T>, act: (thing: T) => Promise<unknown>): Promise<void> {
  const failures: unknown[] = [];
  for (const thing of things) {
    try {
      await act(thing);
    } catch (error) {
      failures.push(error);
    }
  }
  throwTogether(failures);
}

/**
 * What could be read, and what the rest threw: one thing that cannot be read hides no other. Who only looks may leave the failures alone, for
 * the planner meets them too and keeps them.
 */
export async function readable<T>(all: readonly Promise<T>[]): Promise<{
  readonly found: readonly T[];
  readonly failures: readonly unknown[];
}> {
  const outcomes = await Promise.allSettled(all);
  const found = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
  const failures = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason as unknown] : []));
  return { found, failures };
}

/** Throws AggregateError when anything failed. */
export function throwTogether(failures: readonly unknown[]): void {
  if (failures.length > 0) throw new AggregateError(failures, failures.map(String).join('; '));
}
