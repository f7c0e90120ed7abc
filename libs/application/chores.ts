// Several chores: one that fails does not keep the others from being done.

/** Waits for all of them. Throws AggregateError with what failed, told together. */
export async function allDone(chores: readonly Promise<unknown>[]): Promise<void> {
  const failures = (await Promise.allSettled(chores)).flatMap((outcome) =>
    outcome.status === 'rejected' ? [outcome.reason as unknown] : [],
  );
  throwAll(failures);
}

/** Throws AggregateError with what failed, told together; passes when nothing did. */
export function throwAll(failures: readonly unknown[]): void {
  if (failures.length > 0) throw new AggregateError(failures, failures.map(String).join('; '));
}

/** The value. What is thrown instead goes to `failures` with what it was about, to be thrown once everything else is done. */
export function unlessItFails<T>(about: string, failures: unknown[], compute: () => T): T | undefined {
  try {
    return compute();
  } catch (error) {
    failures.push(new Error(`${about}: ${String(error)}`, { cause: error }));
    return undefined;
  }
}
