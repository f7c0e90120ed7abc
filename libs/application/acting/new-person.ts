// A person as everybody is to begin with: known by name and login, without anything to come in by.
import type { Instant, Person } from '#domain';
import { newId } from './new-id';

/** Not saved yet, and without any role. */
export function newPerson(communeId: string, { name, login }: Pick<Person, 'name' | 'login'>, now: Instant): Person {
  return {
    id: newId(now),
    communeId,
    name,
    login,
    passwordHash: null,
    pinHash: null,
    pinShownTo: null,
    createdAt: now,
    blockedAt: null,
    lastActiveAt: null,
    revision: 1,
  };
}
