// Coming in: by password or PIN, which opens the session of a browser, and the one-time code that sets a first password.
import { DAY_MS, Problem, type Instant, type Person } from '#domain';
import { Injectable } from '@nestjs/common';
import { actorFor } from '../acting/actors';
import { Clock } from '../ports/clock';
import { PasswordHasher } from '../ports/password-hasher';
import type { Session, Stores } from '../ports/stores';
import { UnitOfWork } from '../ports/unit-of-work';
import { Proofs, type Proof, type Proven } from './proofs';
import { revokeEverything } from './revocation';
import { hashOfCode, newCode, sha256Of } from '../secrets/secrets';
import { openSession, PHONE_STRENGTH, type OpenedSession } from './sessions';

const SESSION_MS = 14 * DAY_MS;
/** How long a one-time code is good, in milliseconds. */
export const SIGN_IN_CODE_LIFE_MS = 7 * DAY_MS;
const MIN_PASSWORD_LENGTH = 10;

/** Makes a one-time code by which the person sets a password within a week; it is said this once. */
export async function issueSignInCode({ people }: Stores, personId: string, now: Instant): Promise<string> {
  const code = newCode();
  await people.insertSignInCode({
    codeHash: hashOfCode(code),
    personId,
    expiresAt: now + SIGN_IN_CODE_LIFE_MS,
    usedAt: null,
  });
  return code;
}

@Injectable()
export class SignIn {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly passwords: PasswordHasher,
    private readonly proofs: Proofs,
  ) {}

  /** Opens a session. Throws Problem `sign-in-failed`, the same for a wrong name and a wrong password, or `too-many-requests`. */
  async signIn(login: string, password: string): Promise<OpenedSession> {
    const { person } = await this.proven(login, { password });
    return this.openSession(person, 'password');
  }

  /**
   * Opens a session by PIN. It gives the village head's acts alone, and only to somebody who holds no other role. Throws what `signIn`
   * throws, and Problem `not-allowed` for everybody else.
   */
  async signInByPin(login: string, pin: string): Promise<OpenedSession> {
    const { person, proven } = await this.proven(login, { pin });
    const { grants } = await actorFor(this.unitOfWork.read, person, this.clock.now(), 'password');
    if (!grants.length || grants.some(({ role }) => role !== 'village_head')) {
      throw new Problem('not-allowed', { role: 'village_head' });
    }
    return this.openSession(person, PHONE_STRENGTH[proven]);
  }

  /** Ends a session; an unknown one is already ended. */
  async signOut(secret: string): Promise<void> {
    await this.unitOfWork.run(({ people }) => people.deleteSession(sha256Of(secret)));
  }

  /**
   * Sets a password by a one-time code, and ends everything else by which the person came in: whoever sets a password anew may have lost
   * the old one to somebody. Throws Problem `sign-in-failed`, or `bad-request` for a short password.
   */
  async setPassword(code: string, password: string): Promise<void> {
    if (password.length < MIN_PASSWORD_LENGTH) {
      throw new Problem('bad-request', { field: 'password', minLength: MIN_PASSWORD_LENGTH });
    }
    const now = this.clock.now();
    const passwordHash = await this.passwords.hash(password);
    await this.unitOfWork.run(async (stores) => {
      const { people, events } = stores;
      const known = await people.signInCode(hashOfCode(code));
      if (!known || known.usedAt !== null || known.expiresAt <= now) throw new Problem('sign-in-failed');
      await people.useSignInCode(known.codeHash, now);
      await people.updatePerson(known.personId, { passwordHash });
      const person = (await people.person(known.personId))!;
      await revokeEverything(stores, { person, by: person.id, at: now });
      const { communeId, id } = person;
      await events.append({ communeId, at: now, kind: 'person.password-set', actor: id, subjectId: id });
    });
  }

  private async proven(login: string, proof: Proof): Promise<{ readonly person: Person; readonly proven: Proven }> {
    const person = await this.unitOfWork.read.people.personByLogin(login);
    const proven = await this.proofs.weigh(login, person, proof);
    if (proven !== null && person?.blockedAt === null) return { person, proven };
    if (person) await this.log(person, 'person.sign-in-failed');
    throw new Problem('sign-in-failed');
  }

  private openSession(person: Person, strength: Session['strength']): Promise<OpenedSession> {
    const now = this.clock.now();
    const kept = { expiresAt: now + SESSION_MS, strength, linkId: null };
    // Nobody is signed in who did not get the secret.
    return this.unitOfWork.aside((stores) => openSession(stores, person, kept, now));
  }

  private log(person: Person, kind: 'person.sign-in-failed'): Promise<void> {
    return this.unitOfWork.aside(({ events }) =>
      events.append({
        communeId: person.communeId,
        at: this.clock.now(),
        kind,
        actor: 'system',
        subjectId: person.id,
      }),
    );
  }
}
