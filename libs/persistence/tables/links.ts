// Personal links. Their tokens are kept as hashes only.
import type { PersonalLink } from '#domain';
import { index, instant, key, nullable, refersTo, table, text, unique, whole } from './table';

export const PERSONAL_LINKS = table<PersonalLink>(
  'personal_links',
  {
    id: key,
    communeId: text,
    personId: text,
    purpose: text,
    subjectId: nullable(text),
    tokenHash: text,
    issuedBy: text,
    issuedAt: instant,
    expiresAt: instant,
    usedAt: nullable(instant),
    revokedAt: nullable(instant),
    wrongTries: whole,
  },
  {
    indices: [
      unique('personal_links', 'tokenHash'),
      index('personal_links', 'personId'),
      index('personal_links', 'communeId'),
    ],
    foreignKeys: [refersTo('people', 'personId')],
  },
);
