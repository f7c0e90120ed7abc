// The session of a browser, opened in one way whichever door the person came through.
import type { Instant, Person } from '#domain';
import type { Session, Stores } from './ports/stores';
import { newSecret, sha256Of } from './secrets';

/** A session that was just opened, with the secret that stands for it. */
export interface OpenedSession {
  readonly secret: string;
  readonly expiresAt: Instant;
}

/** Writes it down with its event, and clears away what is over. */
export async function openSession(
  { people, events }: Stores,
  { id: personId, communeId }: Person,
  kept: Pick<Session, 'expiresAt' | 'byPin' | 'linkId'>,
  now: Instant,
): Promise<OpenedSession> {
  const secret = newSecret();
  await people.deleteSessionsExpiredBefore(now);
  await people.insertSession({ ...kept, secretHash: sha256Of(secret), personId, createdAt: now });
  await events.append({ communeId, at: now, kind: 'person.signed-in', actor: personId, subjectId: personId });
  return { secret, expiresAt: kept.expiresAt };
}
