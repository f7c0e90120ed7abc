// A session at the desk that nobody uses ends: the screen stands in an office through which others go. Whoever only records or heads a village comes by
// their own phone, locked and carried, perhaps once a week: for them it would be one more password on a hill without a line, and they give up.
import type { Instant } from '../calendar/time';
import type { Actor, Role } from './people';

const ON_PHONES: ReadonlySet<Role> = new Set<Role>(['recorder', 'village_head']);

/** Whether a session of somebody who came in so ends when it is not used. */
export function endsByIdleness({ strength, grants }: Pick<Actor, 'strength' | 'grants'>): boolean {
  return strength === 'password' && grants.some(({ role }) => !ON_PHONES.has(role));
}

/** Whether it was not used for too long. */
export function isIdle(lastUsedAt: Instant, now: Instant, idleMs: number): boolean {
  return now - lastUsedAt >= idleMs;
}
