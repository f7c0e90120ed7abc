// People, what they were granted, and what they sign in with.
import type { Delegation, GivenGrant, Grant, Instant, Person, Strength } from '#domain';

/** A signed-in browser. Only the hash of its secret is kept. */
export interface Session {
  readonly secretHash: string;
  readonly personId: string;
  readonly createdAt: Instant;
  readonly expiresAt: Instant;
  /** How the person proved who they are when it was opened. */
  readonly strength: Exclude<Strength, 'token' | 'signature'>;
  /** When they proved who they are last, by the machine's clock; null: that was not kept, or they came in as a phone. */
  readonly provenAt: Instant | null;
  /** The personal link by which this phone was let in; it ends with the link. Null: by name. */
  readonly linkId: string | null;
}

/** From where a session was opened, and when it was used last. */
export interface SessionUse {
  /** By the machine’s clock, to the quarter of an hour; null: not since that is kept. */
  readonly lastUsedAt: Instant | null;
  /** In the words of `browser-name.ts`; null: unknown. */
  readonly browser: string | null;
  readonly address: string | null;
}

export type KeptSession = Session & SessionUse;

/** A personal API token. Only the hash of its secret is kept. */
export interface ApiToken {
  readonly id: string;
  readonly personId: string;
  readonly name: string;
  readonly secretHash: string;
  readonly createdAt: Instant;
  readonly expiresAt: Instant;
  /** To the quarter of an hour. */
  readonly lastUsedAt: Instant | null;
  /** When the session was opened in which it was made; null: that was not kept. */
  readonly sessionAt: Instant | null;
  /** Whether it may do what asks people for a fresh proof: approve, warn, change rules. */
  readonly trusted: boolean;
  /** Whether it only looks: it changes nothing. */
  readonly readsOnly: boolean;
}

/** A code that lets a person set the first password once. */
export interface SignInCode {
  readonly codeHash: string;
  readonly personId: string;
  readonly expiresAt: Instant;
  readonly usedAt: Instant | null;
  /** Who made it; null: whoever keeps the server. */
  readonly issuedBy: string | null;
  /** It waited, or waits, for a second person until then; null: it had not to. */
  readonly worksFrom: Instant | null;
}

/** How often a proof was wrong: of one name, from one address, or in one browser. */
export interface FailedTry {
  /** Hash of what is counted. */
  readonly key: string;
  readonly tries: number;
  readonly lastAt: Instant;
  /** Before that nothing more is looked at. */
  readonly waitUntil: Instant;
}

/** A browser in which somebody has signed in. Only the hash of its secret is kept. */
export interface KnownDevice {
  readonly secretHash: string;
  readonly personId: string;
  /** When the person signed in there last. */
  readonly knownSince: Instant;
}

/** What makes the codes that a person's phone shows. */
export interface SecondFactor {
  readonly personId: string;
  /** The shared secret, sealed with a key that lies outside of the database. */
  readonly sealedSecret: string;
  /** When a right code was shown first; null: it is being set up, and nobody is asked for a code. */
  readonly confirmedAt: Instant | null;
  /** The step of time of the newest code that counted: none counts twice, and none from before it. */
  readonly lastStep: number;
}

/** One of the codes for who has lost the phone. Only its hash is kept. */
export interface RecoveryCode {
  readonly codeHash: string;
  readonly personId: string;
  readonly usedAt: Instant | null;
}

/** Somebody has shown the password, and a code is still asked of them. Only the hash of what the browser holds is kept. */
export interface SignInStep {
  readonly secretHash: string;
  readonly personId: string;
  readonly expiresAt: Instant;
}

/** When a person was here, or a token was used. */
export interface Seen {
  readonly id: string;
  readonly at: Instant;
}

export interface PeopleReads {
  person(id: string): Promise<Person | undefined>;
  personByLogin(login: string): Promise<Person | undefined>;
  people(communeId: string): Promise<readonly Person[]>;
  grantsOf(personId: string): Promise<readonly GivenGrant[]>;
  grant(id: string): Promise<GivenGrant | undefined>;
  /** Those that are in force: the grants of blocked people rest. */
  grants(communeId: string): Promise<readonly GivenGrant[]>;
  session(secretHash: string): Promise<KeptSession | undefined>;
  /** Newest first. */
  sessionsOf(personId: string): Promise<readonly KeptSession[]>;
  tokenBySecret(secretHash: string): Promise<ApiToken | undefined>;
  tokensOf(personId: string): Promise<readonly ApiToken[]>;
  signInCode(codeHash: string): Promise<SignInCode | undefined>;
  /** Those of the commune’s people that were not used and work later than that. */
  signInCodesWaiting(communeId: string, at: Instant): Promise<readonly SignInCode[]>;
  failedTries(keys: readonly string[]): Promise<readonly FailedTry[]>;
  knownDevice(secretHash: string, personId: string): Promise<KnownDevice | undefined>;
  /** Also while it is being set up. */
  secondFactor(personId: string): Promise<SecondFactor | undefined>;
  recoveryCodesOf(personId: string): Promise<readonly RecoveryCode[]>;
  signInStep(secretHash: string): Promise<SignInStep | undefined>;
  delegation(id: string): Promise<Delegation | undefined>;
  /** Newest first, also those that are over. */
  delegations(communeId: string): Promise<readonly Delegation[]>;
  delegationsTo(personId: string): Promise<readonly Delegation[]>;
}

export interface PeopleStore extends PeopleReads {
  insertPerson(person: Person): Promise<void>;
  /** Writes the named fields and raises `revision` by one. */
  updatePerson(id: string, change: Partial<Person>): Promise<void>;
  /** Notes when people were here; that is no edit. Whoever is gone, or was here later, is passed over. */
  notePeopleSeen(seen: readonly Seen[]): Promise<void>;
  /** `waits`: it holds from then on only. */
  insertGrant(grant: Grant, waits?: Pick<GivenGrant, 'from' | 'givenBy'>): Promise<void>;
  /** From then on it holds. */
  beginGrant(id: string, from: Instant): Promise<void>;
  deleteGrant(id: string): Promise<void>;
  insertSession(session: Session, use?: SessionUse): Promise<void>;
  /** Notes when sessions were used, by the hashes of their secrets. Those that are gone, or were used later, are passed over. */
  noteSessionsUsed(used: readonly Seen[]): Promise<void>;
  /** The person of the session proved anew who they are. */
  noteProof(secretHash: string, provenAt: Instant): Promise<void>;
  deleteSession(secretHash: string): Promise<void>;
  deleteSessionsOf(personId: string): Promise<void>;
  /** Ends those of one strength only. */
  deleteSessionsOfStrength(personId: string, strength: Session['strength']): Promise<void>;
  deleteSessionsExpiredBefore(instant: Instant): Promise<void>;
  insertToken(token: ApiToken): Promise<void>;
  /** Notes when tokens were used. Those that are gone, or were used later, are passed over. */
  noteTokensUsed(used: readonly Seen[]): Promise<void>;
  deleteToken(id: string): Promise<void>;
  insertSignInCode(code: SignInCode): Promise<void>;
  useSignInCode(codeHash: string, usedAt: Instant): Promise<void>;
  /** From then on it works. */
  beginSignInCode(codeHash: string, worksFrom: Instant): Promise<void>;
  /** Codes of the person that were not used yet are good for nothing any more. */
  voidSignInCodesOf(personId: string, at: Instant): Promise<void>;
  putFailedTry(failed: FailedTry): Promise<void>;
  deleteFailedTry(key: string): Promise<void>;
  deleteFailedTriesBefore(instant: Instant): Promise<void>;
  putKnownDevice(device: KnownDevice): Promise<void>;
  deleteKnownDevicesOf(personId: string): Promise<void>;
  deleteKnownDevicesBefore(instant: Instant): Promise<void>;
  putSecondFactor(factor: SecondFactor): Promise<void>;
  /** A code of that step counted. */
  noteCodeStep(personId: string, step: number): Promise<void>;
  /** With its recovery codes. */
  deleteSecondFactor(personId: string): Promise<void>;
  /** Those from before are good for nothing any more. */
  replaceRecoveryCodes(personId: string, codeHashes: readonly string[]): Promise<void>;
  useRecoveryCode(codeHash: string, usedAt: Instant): Promise<void>;
  insertSignInStep(step: SignInStep): Promise<void>;
  deleteSignInStep(secretHash: string): Promise<void>;
  deleteSignInStepsOf(personId: string): Promise<void>;
  deleteSignInStepsExpiredBefore(instant: Instant): Promise<void>;
  insertDelegation(delegation: Delegation): Promise<void>;
  endDelegation(id: string, revokedAt: Instant): Promise<void>;
}
