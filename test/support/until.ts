// Waiting in tests: for a thing to become true, never for time to pass.
import { setTimeout as pause } from 'node:timers/promises';

/** Looks again and again until `holds` is true; fails with what was awaited after `limitMs`. */
export async function until(holds: () => boolean | Promise<boolean>, awaited: string, limitMs = 5_000): Promise<void> {
  const startedMs = performance.now();
  while (!(await holds())) {
    if (performance.now() - startedMs > limitMs) throw new Error(`Waited ${limitMs} ms in vain for ${awaited}`);
    await pause(10);
  }
}
