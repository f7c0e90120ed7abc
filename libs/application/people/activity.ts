// When people were here, and tokens and sessions were used, to the quarter of an hour. Kept in memory and written for everybody at once now and then: no request
// waits for it, and besides what people are shown only the end of an idle session depends on it.
import { MINUTE_MS, type Instant } from '#domain';
import { Injectable } from '@nestjs/common';
import type { Seen } from '../ports/stores';
import { UnitOfWork } from '../ports/unit-of-work';

/** How exactly it is known when a person was here, or a token was used. */
const ACTIVITY_STEP_MS = 15 * MINUTE_MS;

@Injectable()
export class Activity {
  private readonly people = new SeenLately();
  private readonly tokens = new SeenLately();
  private readonly sessions = new SeenLately();

  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** Notes that the person is here. `last`: when they were, as far as that is stored. */
  personSeen(id: string, last: Instant | null, now: Instant): void {
    this.people.note(id, last, now);
  }

  /** Notes that the token is used. `last`: when it was, as far as that is stored. */
  tokenUsed(id: string, last: Instant | null, now: Instant): void {
    this.tokens.note(id, last, now);
  }

  /** Notes that the session with that hash is used, by the machine’s clock. `last`: when it was, as far as that is stored. */
  sessionUsed(secretHash: string, last: Instant | null, now: Instant): void {
    this.sessions.note(secretHash, last, now);
  }

  /** When the session was used last, also if that is not written yet. */
  ofSession(secretHash: string, lastUsedAt: Instant | null): Instant | null {
    return this.sessions.latest(secretHash, lastUsedAt);
  }

  /** When the person was here last, also if that is not written yet. */
  ofPerson({ id, lastActiveAt }: { readonly id: string; readonly lastActiveAt: Instant | null }): Instant | null {
    return this.people.latest(id, lastActiveAt);
  }

  /** When the token was used last, also if that is not written yet. */
  ofToken({ id, lastUsedAt }: { readonly id: string; readonly lastUsedAt: Instant | null }): Instant | null {
    return this.tokens.latest(id, lastUsedAt);
  }

  /** Writes what is not written yet. When that fails it stays to be written. */
  async write(): Promise<void> {
    const [seen, used, open] = [this.people.unwritten, this.tokens.unwritten, this.sessions.unwritten];
    if (seen.length + used.length + open.length === 0) return;
    await this.unitOfWork.aside(async ({ people }) => {
      await people.notePeopleSeen(seen);
      await people.noteTokensUsed(used);
      await people.noteSessionsUsed(open);
    });
    this.people.written(seen);
    this.tokens.written(used);
    this.sessions.written(open);
  }
}

/** The latest instants of whoever came in the last quarter of an hour, and which of them are not written. */
class SeenLately {
  private readonly at = new Map<string, Instant>();
  private readonly due = new Map<string, Instant>();

  latest(id: string, stored: Instant | null): Instant | null {
    const noted = this.at.get(id) ?? null;
    return noted === null || (stored !== null && stored > noted) ? stored : noted;
  }

  note(id: string, stored: Instant | null, now: Instant): void {
    const last = this.latest(id, stored);
    if (last !== null && now - last < ACTIVITY_STEP_MS) return;
    this.at.set(id, now);
    this.due.set(id, now);
  }

  get unwritten(): readonly Seen[] {
    return [...this.due].map(([id, at]) => ({ id, at }));
  }

  /** What is older than the newest of these by a step would be noted anew anyway, and need not be remembered. */
  written(seen: readonly Seen[]): void {
    const newest = Math.max(...seen.map(({ at }) => at));
    for (const { id, at } of seen) if (this.due.get(id) === at) this.due.delete(id);
    for (const [id, at] of this.at) if (newest - at >= ACTIVITY_STEP_MS && !this.due.has(id)) this.at.delete(id);
  }
}
