// People in tables.
import { In, IsNull, LessThan, MoreThan, Not, type EntityManager } from 'typeorm';
import type {
  ApiToken,
  FailedTry,
  KeptSession,
  KnownDevice,
  PeopleStore,
  RecoveryCode,
  SecondFactor,
  Seen,
  Session,
  SessionUse,
  SignInCode,
  SignInStep,
} from '#application';
import type { Delegation, GivenGrant, Grant, Instant, Person } from '#domain';
import { findOne, insertRow, putRow, reviseRow, updateRow } from '../rows';
import { raiseInstants } from '../sqlite';
import {
  API_TOKENS,
  DELEGATIONS,
  FAILED_TRIES,
  GRANTS,
  KNOWN_DEVICES,
  PEOPLE,
  RECOVERY_CODES,
  SECOND_FACTORS,
  SESSIONS,
  SIGN_IN_CODES,
  SIGN_IN_STEPS,
} from '../tables/people';

/** What had not to wait. */
const HOLDS = { from: null, givenBy: null } as const;

const NEVER_USED: SessionUse = { lastUsedAt: null, browser: null, address: null };

export class TablePeopleStore implements PeopleStore {
  constructor(private readonly manager: EntityManager) {}

  person(id: string): Promise<Person | undefined> {
    return findOne(this.manager, PEOPLE, { id });
  }

  personByLogin(login: string): Promise<Person | undefined> {
    return findOne(this.manager, PEOPLE, { login });
  }

  people(communeId: string): Promise<readonly Person[]> {
    return this.manager.find(PEOPLE, { where: { communeId }, order: { id: 'ASC' } });
  }

  grantsOf(personId: string): Promise<readonly GivenGrant[]> {
    return this.manager.find(GRANTS, { where: { personId }, order: { id: 'ASC' } });
  }

  grant(id: string): Promise<GivenGrant | undefined> {
    return findOne(this.manager, GRANTS, { id });
  }

  async grants(communeId: string): Promise<readonly GivenGrant[]> {
    const blocked = await this.manager.find(PEOPLE, { where: { communeId, blockedAt: Not(IsNull()) } });
    const personId = Not(In(blocked.map(({ id }) => id)));
    return this.manager.find(GRANTS, { where: { communeId, personId }, order: { id: 'ASC' } });
  }

  session(secretHash: string): Promise<KeptSession | undefined> {
    return findOne(this.manager, SESSIONS, { secretHash });
  }

  sessionsOf(personId: string): Promise<readonly KeptSession[]> {
    return this.manager.find(SESSIONS, { where: { personId }, order: { createdAt: 'DESC', secretHash: 'ASC' } });
  }

  tokenBySecret(secretHash: string): Promise<ApiToken | undefined> {
    return findOne(this.manager, API_TOKENS, { secretHash });
  }

  tokensOf(personId: string): Promise<readonly ApiToken[]> {
    return this.manager.find(API_TOKENS, { where: { personId }, order: { id: 'ASC' } });
  }

  signInCode(codeHash: string): Promise<SignInCode | undefined> {
    return findOne(this.manager, SIGN_IN_CODES, { codeHash });
  }

  async signInCodesWaiting(communeId: string, at: Instant): Promise<readonly SignInCode[]> {
    const waiting = await this.manager.find(SIGN_IN_CODES, { where: { usedAt: IsNull(), worksFrom: MoreThan(at) } });
    const people = await this.manager.find(PEOPLE, {
      where: { communeId, id: In(waiting.map((each) => each.personId)) },
    });
    return waiting.filter(({ personId }) => people.some(({ id }) => id === personId));
  }

  delegation(id: string): Promise<Delegation | undefined> {
    return findOne(this.manager, DELEGATIONS, { id });
  }

  delegations(communeId: string): Promise<readonly Delegation[]> {
    return this.manager.find(DELEGATIONS, { where: { communeId }, order: { id: 'DESC' } });
  }

  delegationsTo(personId: string): Promise<readonly Delegation[]> {
    return this.manager.find(DELEGATIONS, { where: { toPersonId: personId }, order: { id: 'ASC' } });
  }

  failedTries(keys: readonly string[]): Promise<readonly FailedTry[]> {
    return this.manager.findBy(FAILED_TRIES, { key: In([...keys]) });
  }

  knownDevice(secretHash: string, personId: string): Promise<KnownDevice | undefined> {
    return findOne(this.manager, KNOWN_DEVICES, { secretHash, personId });
  }

  putFailedTry(failed: FailedTry): Promise<void> {
    return putRow(this.manager, FAILED_TRIES, failed, ['key']);
  }

  async deleteFailedTry(key: string): Promise<void> {
    await this.manager.delete(FAILED_TRIES, { key });
  }

  async deleteFailedTriesBefore(instant: Instant): Promise<void> {
    await this.manager.delete(FAILED_TRIES, { lastAt: LessThan(instant) });
  }

  putKnownDevice(device: KnownDevice): Promise<void> {
    return putRow(this.manager, KNOWN_DEVICES, device, ['secretHash', 'personId']);
  }

  async deleteKnownDevicesOf(personId: string): Promise<void> {
    await this.manager.delete(KNOWN_DEVICES, { personId });
  }

  async deleteKnownDevicesBefore(instant: Instant): Promise<void> {
    await this.manager.delete(KNOWN_DEVICES, { knownSince: LessThan(instant) });
  }

  secondFactor(personId: string): Promise<SecondFactor | undefined> {
    return findOne(this.manager, SECOND_FACTORS, { personId });
  }

  recoveryCodesOf(personId: string): Promise<readonly RecoveryCode[]> {
    return this.manager.find(RECOVERY_CODES, { where: { personId }, order: { codeHash: 'ASC' } });
  }

  signInStep(secretHash: string): Promise<SignInStep | undefined> {
    return findOne(this.manager, SIGN_IN_STEPS, { secretHash });
  }

  putSecondFactor(factor: SecondFactor): Promise<void> {
    return putRow(this.manager, SECOND_FACTORS, factor, ['personId']);
  }

  noteCodeStep(personId: string, lastStep: number): Promise<void> {
    return updateRow(this.manager, SECOND_FACTORS, { personId }, { lastStep });
  }

  async deleteSecondFactor(personId: string): Promise<void> {
    await this.manager.delete(SECOND_FACTORS, { personId });
    await this.manager.delete(RECOVERY_CODES, { personId });
  }

  async replaceRecoveryCodes(personId: string, codeHashes: readonly string[]): Promise<void> {
    await this.manager.delete(RECOVERY_CODES, { personId });
    for (const codeHash of codeHashes) {
      await insertRow(this.manager, RECOVERY_CODES, { codeHash, personId, usedAt: null });
    }
  }

  /** Throws Problem `not-found` for a code that is unknown or used already: it can be used once. */
  useRecoveryCode(codeHash: string, usedAt: Instant): Promise<void> {
    return updateRow(this.manager, RECOVERY_CODES, { codeHash, usedAt: IsNull() }, { usedAt });
  }

  insertSignInStep(step: SignInStep): Promise<void> {
    return insertRow(this.manager, SIGN_IN_STEPS, step);
  }

  async deleteSignInStep(secretHash: string): Promise<void> {
    await this.manager.delete(SIGN_IN_STEPS, { secretHash });
  }

  async deleteSignInStepsOf(personId: string): Promise<void> {
    await this.manager.delete(SIGN_IN_STEPS, { personId });
  }

  async deleteSignInStepsExpiredBefore(instant: Instant): Promise<void> {
    await this.manager.delete(SIGN_IN_STEPS, { expiresAt: LessThan(instant) });
  }

  insertDelegation(delegation: Delegation): Promise<void> {
    return insertRow(this.manager, DELEGATIONS, delegation);
  }

  endDelegation(id: string, revokedAt: Instant): Promise<void> {
    return updateRow(this.manager, DELEGATIONS, { id }, { revokedAt });
  }

  insertPerson(person: Person): Promise<void> {
    return insertRow(this.manager, PEOPLE, person);
  }

  updatePerson(id: string, change: Partial<Person>): Promise<void> {
    return reviseRow(this.manager, PEOPLE, { id }, change);
  }

  notePeopleSeen(seen: readonly Seen[]): Promise<void> {
    return raiseInstants(this.manager, PEOPLE, 'lastActiveAt', seen);
  }

  insertGrant(grant: Grant, waits: Pick<GivenGrant, 'from' | 'givenBy'> = HOLDS): Promise<void> {
    return insertRow(this.manager, GRANTS, { ...grant, ...waits });
  }

  async beginGrant(id: string, from: Instant): Promise<void> {
    await this.manager.update(GRANTS, { id }, { from });
  }

  async deleteGrant(id: string): Promise<void> {
    await this.manager.delete(GRANTS, { id });
  }

  insertSession(session: Session, use: SessionUse = NEVER_USED): Promise<void> {
    return insertRow(this.manager, SESSIONS, { ...session, ...use });
  }

  noteSessionsUsed(used: readonly Seen[]): Promise<void> {
    return raiseInstants(this.manager, SESSIONS, 'lastUsedAt', used, 'secretHash');
  }

  async noteProof(secretHash: string, provenAt: Instant): Promise<void> {
    await this.manager.update(SESSIONS, { secretHash }, { provenAt });
  }

  async deleteSession(secretHash: string): Promise<void> {
    await this.manager.delete(SESSIONS, { secretHash });
  }

  async deleteSessionsOf(personId: string): Promise<void> {
    await this.manager.delete(SESSIONS, { personId });
  }

  async deleteSessionsOfStrength(personId: string, strength: Session['strength']): Promise<void> {
    await this.manager.delete(SESSIONS, { personId, strength });
  }

  async deleteSessionsExpiredBefore(instant: Instant): Promise<void> {
    await this.manager.delete(SESSIONS, { expiresAt: LessThan(instant) });
  }

  insertToken(token: ApiToken): Promise<void> {
    return insertRow(this.manager, API_TOKENS, token);
  }

  noteTokensUsed(used: readonly Seen[]): Promise<void> {
    return raiseInstants(this.manager, API_TOKENS, 'lastUsedAt', used);
  }

  async deleteToken(id: string): Promise<void> {
    await this.manager.delete(API_TOKENS, { id });
  }

  insertSignInCode(code: SignInCode): Promise<void> {
    return insertRow(this.manager, SIGN_IN_CODES, code);
  }

  /** Throws Problem `not-found` for a code that is unknown or used already: it can be used once. */
  useSignInCode(codeHash: string, usedAt: Instant): Promise<void> {
    return updateRow(this.manager, SIGN_IN_CODES, { codeHash, usedAt: IsNull() }, { usedAt });
  }

  async beginSignInCode(codeHash: string, worksFrom: Instant): Promise<void> {
    await this.manager.update(SIGN_IN_CODES, { codeHash }, { worksFrom });
  }

  async voidSignInCodesOf(personId: string, usedAt: Instant): Promise<void> {
    await this.manager.update(SIGN_IN_CODES, { personId, usedAt: IsNull() }, { usedAt });
  }
}
