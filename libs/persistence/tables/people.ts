// People, what was granted to them, and what they prove themselves with. Secrets are kept as hashes only.
import type {
  ApiToken,
  FailedTry,
  KeptSession,
  KnownDevice,
  RecoveryCode,
  SecondFactor,
  SignInCode,
  SignInStep,
} from '#application';
import type { Delegation, GivenGrant, Person } from '#domain';
import { flag, index, instant, key, nullable, refersTo, table, text, unique, whole } from './table';

export const PEOPLE = table<Person>(
  'people',
  {
    id: key,
    communeId: text,
    name: text,
    login: text,
    passwordHash: nullable(text),
    pinHash: nullable(text),
    createdAt: instant,
    blockedAt: nullable(instant),
    lastActiveAt: nullable(instant),
    pinShownTo: nullable(text),
    revision: whole,
  },
  { indices: [unique('people', 'login'), index('people', 'communeId')] },
);

export const GRANTS = table<GivenGrant>(
  'grants',
  {
    id: key,
    communeId: text,
    personId: text,
    role: text,
    villageId: nullable(text),
    from: nullable(instant),
    givenBy: nullable(text),
  },
  {
    indices: [index('grants', 'communeId'), index('grants', 'personId')],
    foreignKeys: [refersTo('people', 'personId')],
  },
);

export const SESSIONS = table<KeptSession>(
  'sessions',
  {
    secretHash: key,
    personId: text,
    createdAt: instant,
    expiresAt: instant,
    linkId: nullable(text),
    strength: text,
    provenAt: nullable(instant),
    lastUsedAt: nullable(instant),
    browser: nullable(text),
    address: nullable(text),
  },
  {
    indices: [index('sessions', 'expiresAt'), index('sessions', 'personId')],
    foreignKeys: [refersTo('people', 'personId')],
  },
);

export const API_TOKENS = table<ApiToken>(
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
    trusted: nullable(flag),
    readsOnly: nullable(flag),
  },
  {
    indices: [unique('api_tokens', 'secretHash'), index('api_tokens', 'personId')],
    foreignKeys: [refersTo('people', 'personId')],
  },
);

export const SIGN_IN_CODES = table<SignInCode>(
  'sign_in_codes',
  {
    codeHash: key,
    personId: text,
    expiresAt: instant,
    usedAt: nullable(instant),
    issuedBy: nullable(text),
    worksFrom: nullable(instant),
  },
  { indices: [index('sign_in_codes', 'worksFrom')], foreignKeys: [refersTo('people', 'personId')] },
);

export const DELEGATIONS = table<Delegation>(
  'delegations',
  {
    id: key,
    communeId: text,
    fromPersonId: text,
    toPersonId: text,
    from: instant,
    until: instant,
    revokedAt: nullable(instant),
  },
  {
    indices: [index('delegations', 'communeId'), index('delegations', 'toPersonId')],
    foreignKeys: [refersTo('people', 'fromPersonId'), refersTo('people', 'toPersonId')],
  },
);

export const FAILED_TRIES = table<FailedTry>(
  'failed_tries',
  { key, tries: whole, lastAt: instant, waitUntil: instant },
  { indices: [index('failed_tries', 'lastAt')] },
);

export const KNOWN_DEVICES = table<KnownDevice>(
  'known_devices',
  { secretHash: key, personId: key, knownSince: instant },
  {
    indices: [index('known_devices', 'personId'), index('known_devices', 'knownSince')],
    foreignKeys: [refersTo('people', 'personId')],
  },
);

export const SECOND_FACTORS = table<SecondFactor>(
  'second_factors',
  { personId: key, sealedSecret: text, confirmedAt: nullable(instant), lastStep: whole },
  { foreignKeys: [refersTo('people', 'personId')] },
);

export const RECOVERY_CODES = table<RecoveryCode>(
  'recovery_codes',
  { codeHash: key, personId: text, usedAt: nullable(instant) },
  { indices: [index('recovery_codes', 'personId')], foreignKeys: [refersTo('people', 'personId')] },
);

export const SIGN_IN_STEPS = table<SignInStep>(
  'sign_in_steps',
  { secretHash: key, personId: text, expiresAt: instant },
  {
    indices: [index('sign_in_steps', 'personId'), index('sign_in_steps', 'expiresAt')],
    foreignKeys: [refersTo('people', 'personId')],
  },
);
