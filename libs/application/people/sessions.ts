// The session of a browser, opened in the same way however the person signed in.
import { Problem, type Instant, type Person } from '#domain';
import type { Caller } from './failed-tries';
import type { Session, Stores } from '../ports/stores';
import { standsAsProven, type Proven } from './proofs';
import { isSecret, newSecret, sha256Of } from '../secrets/secrets';

/** A session that was just opened, with the secrets that stand for it and for the browser. */
export interface OpenedSession {
  readonly secret: string;
  /** By which the browser is known from now on. */
  readonly device: string;
  readonly expiresAt: Instant;
}

/** Somebody has shown the password, and is asked for a code next: what their browser holds until then. */
export interface HalfWay {
  readonly step: string;
  readonly stepExpiresAt: Instant;
}

/** How strong a session on the village's page is after a proof: a phone stays a phone, also for whoever typed the password on it. */
export const PHONE_STRENGTH: Readonly<Record<Proven, Session['strength']>> = {
  password: 'pin',
  'own-pin': 'pin',
  'shown-pin': 'link',
};

/**
 * Writes it down with its event, and clears away what is over. `person` as they stood when their proof was weighed. Throws Problem
 * `sign-in-failed` when they were let out, or given something else to prove themselves with, since then.
 */
export async function openSession(
  stores: Stores,
  person: Person,
  kept: Pick<Session, 'expiresAt' | 'strength' | 'linkId' | 'provenAt'>,
  caller: Caller,
  now: Instant,
  machineNow: Instant,
): Promise<OpenedSession> {
  if (!(await standsAsProven(stores, person))) throw new Problem('sign-in-failed');
  const { people, events } = stores;
  const { id: personId, communeId } = person;
  const secret = newSecret();
  await people.deleteSessionsExpiredBefore(now);
  // Whoever comes in anew in a browser leaves what was open there.
  if (isSecret(caller.session)) await people.deleteSession(sha256Of(caller.session));
  const { browser = null, address } = caller;
  const opened = { ...kept, secretHash: sha256Of(secret), personId, createdAt: now };
  await people.insertSession(opened, { lastUsedAt: machineNow, browser, address });
  const device = isSecret(caller.device) ? caller.device : newSecret();
  await people.putKnownDevice({ secretHash: sha256Of(device), personId, knownSince: now });
  await events.append({ communeId, at: now, kind: 'person.signed-in', actor: personId, subjectId: personId });
  return { secret, device, expiresAt: kept.expiresAt };
}
