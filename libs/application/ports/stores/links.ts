// Personal links, known by the hash of their token.
import type { Instant, PersonalLink } from '#domain';

export interface LinkReads {
  link(id: string): Promise<PersonalLink | undefined>;
  /** Newest first, also those that are over. */
  links(communeId: string): Promise<readonly PersonalLink[]>;
  /** Those of one person, oldest first, also those that are over. */
  linksOf(personId: string): Promise<readonly PersonalLink[]>;
  linkByToken(tokenHash: string): Promise<PersonalLink | undefined>;
}

export interface LinkStore extends LinkReads {
  insert(link: PersonalLink): Promise<void>;
  /** Throws Problem `not-found` for a link that is unknown or used already: it does its one thing once. */
  use(id: string, usedAt: Instant): Promise<void>;
  revoke(id: string, revokedAt: Instant): Promise<void>;
  countWrongTry(id: string): Promise<void>;
}
