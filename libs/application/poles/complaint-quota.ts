// How many complaints are taken in an hour, so that nobody can flood the desk. Kept in memory: after a restart everybody may speak again.
import { HOUR_MS, Problem, type Instant } from '#domain';
import { Injectable } from '@nestjs/common';

/** From one address at one pole. A whole village may share an address, so it is few per pole, not few in all. */
const MOST_OF_ONE_ADDRESS = 3;
const MOST_AT_ONE_POLE = 20;
const MOST_NAMES = 10_000;

@Injectable()
export class ComplaintQuota {
  private readonly taken = new Map<string, readonly Instant[]>();

  /** Takes one. Throws Problem `too-many-requests` when the hour is full. */
  take(controllerId: string, address: string, now: Instant): void {
    const limits = [
      [controllerId, MOST_AT_ONE_POLE],
      [`${controllerId} ${address}`, MOST_OF_ONE_ADDRESS],
    ] as const;
    for (const [name, most] of limits) {
      const [oldest, ...others] = this.within(name, now);
      if (oldest !== undefined && others.length + 1 >= most) {
        throw new Problem('too-many-requests', { retryAfterSeconds: Math.ceil((oldest + HOUR_MS - now) / 1_000) });
      }
    }
    for (const [name] of limits) {
      this.taken.set(name, [...this.within(name, now), now]);
      if (this.taken.size > MOST_NAMES) this.taken.delete(this.taken.keys().next().value!);
    }
  }

  private within(name: string, now: Instant): readonly Instant[] {
    return (this.taken.get(name) ?? []).filter((at) => at > now - HOUR_MS);
  }
}
