// What one request has saved so far. A fault after a commit must not be told as if nothing was saved, so the unit of work notes each commit
// here, and the api asks before it answers.
import type { EventKind } from '#domain';
import { AsyncLocalStorage } from 'node:async_hooks';

/** One thing that a commit wrote into the event log: what happened, and to what. */
export interface SavedEvent {
  readonly event: EventKind;
  readonly subjectId: string;
}

/** Grows with every commit. */
export interface SavedSoFar {
  commits: number;
  readonly events: SavedEvent[];
}

const answering = new AsyncLocalStorage<SavedSoFar>();

/** Does the work; every commit in it is noted in `saved`. */
export function notingSaves<T>(saved: SavedSoFar, work: () => T): T {
  return answering.run(saved, work);
}

/** Called by the unit of work after each commit that belongs to what was asked for. */
export function noteCommit(events: readonly SavedEvent[]): void {
  const saved = answering.getStore();
  if (!saved) return;
  saved.commits += 1;
  saved.events.push(...events);
}
