// Slows down whoever keeps guessing a password or a PIN, however they come in: by name, by link or by PIN.
import { MINUTE_MS, Problem, type Instant } from '#domain';
import { Injectable } from '@nestjs/common';

/** Failures of one name after which each further try has to wait (ASVS 6.1.1: slow down, do not lock out). */
const FREE_FAILURES = 5;
const LONGEST_WAIT_MS = 15 * MINUTE_MS;
const MOST_NAMES = 10_000;

@Injectable()
export class FailedTries {
  private readonly failures = new Map<string, { count: number; waitUntil: Instant }>();

  /** Throws Problem `too-many-requests` while the name has to wait. */
  refuseWhileWaiting(login: string, now: Instant): void {
    const failure = this.failures.get(login);
    if (failure && failure.waitUntil > now) {
      throw new Problem('too-many-requests', { retryAfterSeconds: Math.ceil((failure.waitUntil - now) / 1_000) });
    }
  }

  count(login: string, now: Instant): void {
    const count = (this.failures.get(login)?.count ?? 0) + 1;
    const waitMs = count < FREE_FAILURES ? 0 : Math.min(LONGEST_WAIT_MS, 1_000 * 2 ** (count - FREE_FAILURES));
    this.failures.set(login, { count, waitUntil: now + waitMs });
    // Names that nobody has must not fill the memory.
    if (this.failures.size > MOST_NAMES) this.failures.delete(this.failures.keys().next().value!);
  }

  /** The name proved itself. */
  forget(login: string): void {
    this.failures.delete(login);
  }
}
