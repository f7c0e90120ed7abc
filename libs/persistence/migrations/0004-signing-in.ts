// What people prove themselves with. Secrets are kept as hashes only.
import { migration } from './migration';
import { index, instant, key, newTable, nullable, refersTo, text, unique, whole } from './new-table';

export const SIGNING_IN_0004 = migration(4, 'baseline-signing-in', [
  newTable(
    'sessions',
    {
      secretHash: key,
      personId: text,
      createdAt: instant,
      expiresAt: instant,
      linkId: nullable(text),
      strength: text,
    },
    {
      indexes: [index('expiresAt'), index('personId')],
      references: [refersTo('people', 'personId')],
    },
  ),
  newTable(
    'api_tokens',
    {
      id: key,
      personId: text,
      name: text,
      secretHash: text,
      createdAt: instant,
      expiresAt: nullable(instant),
      lastUsedAt: nullable(instant),
      sessionAt: nullable(instant),
    },
    {
      indexes: [unique('secretHash'), index('personId')],
      references: [refersTo('people', 'personId')],
    },
  ),
  newTable(
    'sign_in_codes',
    { codeHash: key, personId: text, expiresAt: instant, usedAt: nullable(instant) },
    { references: [refersTo('people', 'personId')] },
  ),
  newTable(
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
      indexes: [unique('tokenHash'), index('personId'), index('communeId')],
      references: [refersTo('people', 'personId')],
    },
  ),
]);
