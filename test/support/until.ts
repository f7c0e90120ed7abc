// Waiting in tests: for a thing to become true, never for time to pass.
import { setTimeout as pause } from 'node:timers/promises';

/** A guard against hanging, where a loaded machine takes its time: no measure of speed. */
export const GUARD_MS = 180_000;

/** The first pause between two looks, and the longest: who looks all the time keeps what is awaited from its work. */
const PAUSE_MS = { first: 10, longest: 250 } as const;

/** Looks again and again, less often the longer it takes, until `holds` is true; fails with what was awaited after `limitMs`. */
export async function until(holds: () => boolean | Promise<boolean>, awaited: string, limitMs = 5_000): Promise<void> {
  const startedMs = performance.now();
  while (!(await holds())) {
    const waitedMs = performance.now() - startedMs;
    if (waitedMs > limitMs) throw new Error(`Waited ${limitMs} ms in vain for ${awaited}`);
    await pause(Math.min(PAUSE_MS.longest, Math.max(PAUSE_MS.first, waitedMs / 10)));
  }
}
