// The two marks on a recording, as they are moved by thumb and by key. They never meet: a second of sound stays between them.
import type { Trim } from '#domain';

export const LEAST_MS = 1_000;
export type Mark = 'from' | 'to';

/** The marks after one of them was moved, in a recording that long. */
export function movedMarks(trim: Trim, mark: Mark, atMs: number, durationMs: number): Trim {
  const at = Math.round(atMs);
  return mark === 'from'
    ? { fromMs: Math.max(0, Math.min(at, trim.toMs - LEAST_MS)), toMs: trim.toMs }
    : { fromMs: trim.fromMs, toMs: Math.min(Math.round(durationMs), Math.max(at, trim.fromMs + LEAST_MS)) };
}

/** How far a key moves a mark, in milliseconds; undefined for keys that mean something else. */
export function stepOf(key: string, shift: boolean): number | undefined {
  const fine = shift ? 1_000 : 100;
  const steps: Readonly<Record<string, number>> = {
    ...{ ArrowLeft: -fine, ArrowDown: -fine, ArrowRight: fine, ArrowUp: fine },
    ...{ PageDown: -1_000, PageUp: 1_000 },
  };
  return steps[key];
}

/** What is sent: nothing where the marks stand at the ends. */
export function sentTrim(trim: Trim | null, durationMs: number): Trim | null {
  if (trim === null || (trim.fromMs <= 0 && trim.toMs >= Math.floor(durationMs))) return null;
  return trim;
}
