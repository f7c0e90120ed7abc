// How often the stores are asked while something runs, in and outside of units of work: what must not grow with all that exists is counted and
// not timed.
import type { UnitOfWork } from '#application';

type Method = (this: unknown, ...args: unknown[]) => unknown;

/** Runs it, and resolves with how often each method of a store was called meanwhile, by names such as `places.controller`. */
export async function callsOf(
  { read }: UnitOfWork,
  work: () => Promise<unknown>,
): Promise<Readonly<Record<string, number>>> {
  const calls: Record<string, number> = {};
  const undo: (() => void)[] = [];
  for (const [subject, store] of Object.entries(read)) {
    const prototype = Object.getPrototypeOf(store) as Record<string, Method>;
    for (const name of Object.getOwnPropertyNames(prototype)) {
      const method = prototype[name]!;
      if (name === 'constructor' || typeof method !== 'function') continue;
      prototype[name] = function (...args) {
        calls[`${subject}.${name}`] = (calls[`${subject}.${name}`] ?? 0) + 1;
        return method.apply(this, args);
      };
      undo.push(() => (prototype[name] = method));
    }
  }
  try {
    await work();
  } finally {
    for (const each of undo) each();
  }
  return calls;
}
