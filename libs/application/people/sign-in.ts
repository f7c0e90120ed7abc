// Coming in: by password or PIN, which opens the session of a browser, and the one-time code that sets a first password.
import {
  DAY_MS,
  isEasyPassword,
  MINUTE_MS,
  Problem,
  SECOND_PERSON_WAIT_MS,
  type Actor,
  type Instant,
  type Person,
} from '#domain';
import { Injectable } from '@nestjs/common';
import { requireStrength } from '../acting/access';
import { actorFor } from '../acting/actors';
import { Clock } from '../ports/clock';
import { PasswordHasher } from '../ports/password-hasher';
import type { Session, SignInCode, StoreReads, Stores } from '../ports/stores';
import { Timer } from '../ports/timer';
import { UnitOfWork } from '../ports/unit-of-work';
import type { Caller } from './failed-tries';
import { Proofs, standsAsProven, type Proof, type Proven } from './proofs';
import { revokeAllButVillageDoor, revokeEverything } from './revocation';
import { codeWorksFrom } from './second-person';
import { hashOfCode, newCode, newSecret, sha256Of } from '../secrets/secrets';
import { SecondSteps } from './second-steps';
import { openSession, PHONE_STRENGTH, type HalfWay, type OpenedSession } from './sessions';

const SESSION_MS = 14 * DAY_MS;
/** How long a one-time code is good, in milliseconds. */
export const SIGN_IN_CODE_LIFE_MS = 7 * DAY_MS;
/** How long after the password the code may come. */
const STEP_LIFE_MS = 10 * MINUTE_MS;
const MIN_PASSWORD_LENGTH = 10;
const PRODUCT = 'Loa Làng';
/** Longer than it takes to look at a proof and to write down that it was wrong. */
const REFUSED_AFTER_MS = 400;

/** By whoever keeps the server: nobody could stop them. */
const BY_THE_SERVER = { issuedBy: null, worksFrom: null } as const;

/** Makes a one-time code by which the person sets a password within a week; it is said this once. */
export async function issueSignInCode(
  { people }: Stores,
  personId: string,
  now: Instant,
  made: Pick<SignInCode, 'issuedBy' | 'worksFrom'> = BY_THE_SERVER,
): Promise<string> {
  const code = newCode();
  await people.insertSignInCode({
    ...made,
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
    private readonly steps: SecondSteps,
    private readonly timer: Timer,
  ) {}

  /**
   * Opens a session, or goes half the way to one where the person has a second factor. Throws Problem `sign-in-failed`, the same for a wrong name and
   * a wrong password, or `too-many-requests`.
   */
  async signIn(login: string, password: string, caller: Caller): Promise<OpenedSession | HalfWay> {
    const { person } = await this.proven(login, { password }, caller);
    return (await this.steps.isAskedOf(person.id))
      ? this.goHalfWay(person)
      : this.openSession(person, 'password', caller);
  }

  /**
   * Goes the other half, by a code of the second factor. Throws Problem `sign-in-failed` when nobody is half the way by that secret, `code-wrong`, or
   * `too-many-requests`.
   */
  async finish(step: string, code: string, caller: Caller): Promise<OpenedSession> {
    const refusedAfter = this.timer.wait(REFUSED_AFTER_MS);
    const { people } = this.unitOfWork.read;
    const stepHash = sha256Of(step);
    const known = await people.signInStep(stepHash);
    const person = known && known.expiresAt > this.clock.now() ? await people.person(known.personId) : undefined;
    if (person?.blockedAt !== null) {
      await refusedAfter;
      throw new Problem('sign-in-failed');
    }
    if (!(await this.steps.weigh(person, code, caller))) {
      await this.log(person, 'person.sign-in-failed');
      await refusedAfter;
      throw new Problem('code-wrong');
    }
    return this.openSession(person, 'password', caller, stepHash);
  }

  /**
   * Opens a session by PIN. It gives the village head's acts alone, and only to somebody who holds no other role. Throws what `signIn`
   * throws, and Problem `not-allowed` for everybody else.
   */
  async signInByPin(login: string, pin: string, caller: Caller): Promise<OpenedSession> {
    const { person, proven } = await this.proven(login, { pin }, caller);
    const { grants } = await actorFor(this.unitOfWork.read, person, this.clock.now(), 'password');
    if (!grants.length || grants.some(({ role }) => role !== 'village_head')) {
      throw new Problem('not-allowed', { role: 'village_head' });
    }
    return this.openSession(person, PHONE_STRENGTH[proven], caller);
  }

  /** Ends a session; an unknown one is already ended. */
  async signOut(secret: string): Promise<void> {
    const hash = sha256Of(secret);
    await this.unitOfWork.run(async ({ people, events }) => {
      const session = await people.session(hash);
      if (!session) return;
      const { id, communeId } = (await people.person(session.personId))!;
      await people.deleteSession(hash);
      await events.append({ communeId, at: this.clock.now(), kind: 'person.left', actor: id, subjectId: id });
    });
  }

  /**
   * Sets a password by a one-time code, and ends everything else by which the person came in: whoever sets a password anew may have lost
   * the old one to somebody. Throws Problem `sign-in-failed`, `code-waits` while it waits for a second person, `bad-request` for a short password, or `password-easy`.
   */
  async setPassword(code: string, password: string): Promise<void> {
    requireLength(password);
    const now = this.clock.now();
    // Nothing costly is done for whoever has no code.
    const { personId } = await goodCode(this.unitOfWork.read, code, now);
    await requireHardToGuess(this.unitOfWork.read, (await this.unitOfWork.read.people.person(personId))!, password);
    const passwordHash = await this.passwords.hash(password);
    await this.unitOfWork.run(async (stores) => {
      const { people, events } = stores;
      const known = await goodCode(stores, code, now);
      await people.useSignInCode(known.codeHash, now);
      await people.updatePerson(known.personId, { passwordHash });
      const person = (await people.person(known.personId))!;
      await revokeEverything(stores, { person, by: person.id, at: now });
      const { communeId, id } = person;
      const said = { communeId, at: now, actor: id, subjectId: id };
      if (known.hasWaited) await events.append({ ...said, kind: 'person.code-waited' });
      await events.append({ ...said, kind: 'person.password-set' });
    });
  }

  /**
   * Changes one's own password, and ends everything else by which the person came in, this session too; a village head keeps link and PIN. Throws
   * Problem `needs-password` outside a session by password, `pin-wrong` for a wrong `current`, `bad-request` for a short password or the same one,
   * `password-easy`, or `too-many-requests`.
   */
  async changePassword(actor: Actor, current: string, password: string, caller: Caller): Promise<void> {
    requireStrength(actor, 'password.set');
    requireLength(password);
    if (password === current) throw new Problem('bad-request', { field: 'password' });
    const person = (await this.unitOfWork.read.people.person(actor.personId))!;
    await requireHardToGuess(this.unitOfWork.read, person, password);
    const proven = await this.proofs.weigh(person.login, person, { password: current }, caller);
    if (proven === null) throw new Problem('pin-wrong');
    const passwordHash = await this.passwords.hash(password);
    await this.unitOfWork.run(async (stores) => {
      if (!(await standsAsProven(stores, person))) throw new Problem('pin-wrong');
      const { communeId, id } = person;
      const at = this.clock.now();
      await stores.people.updatePerson(id, { passwordHash });
      await revokeAllButVillageDoor(stores, { person, by: id, at });
      await stores.events.append({ communeId, at, kind: 'person.password-set', actor: id, subjectId: id });
    });
  }

  private async proven(
    login: string,
    proof: Proof,
    caller: Caller,
  ): Promise<{ readonly person: Person; readonly proven: Proven }> {
    // Names that somebody has must not be known by how soon they are refused.
    const refusedAfter = this.timer.wait(REFUSED_AFTER_MS);
    const person = await this.unitOfWork.read.people.personByLogin(login);
    const proven = await this.proofs.weigh(login, person, proof, caller);
    if (proven !== null && person?.blockedAt === null) return { person, proven };
    if (person) await this.log(person, 'person.sign-in-failed');
    await refusedAfter;
    throw new Problem('sign-in-failed');
  }

  private async goHalfWay({ id: personId }: Person): Promise<HalfWay> {
    const now = this.clock.now();
    const [step, expiresAt] = [newSecret(), now + STEP_LIFE_MS];
    await this.unitOfWork.urgently(() =>
      this.unitOfWork.aside(async ({ people }) => {
        await people.deleteSignInStepsExpiredBefore(now);
        await people.insertSignInStep({ secretHash: sha256Of(step), personId, expiresAt });
      }),
    );
    return { step, stepExpiresAt: expiresAt };
  }

  /** `stepHash`: the half that was gone before; it is good once. */
  private openSession(
    person: Person,
    strength: Session['strength'],
    caller: Caller,
    stepHash: string | null = null,
  ): Promise<OpenedSession> {
    const now = this.clock.now();
    const machineNow = this.clock.machineNow();
    const provenAt = strength === 'password' ? machineNow : null;
    const kept = { expiresAt: now + SESSION_MS, strength, linkId: null, provenAt };
    // Nobody is signed in who did not get the secret. Whoever comes may come to stop what sounds: also on a full disk.
    return this.unitOfWork.urgently(() =>
      this.unitOfWork.aside(async (stores) => {
        if (stepHash !== null) await useStep(stores, stepHash);
        // It may have been turned on while the password was looked at.
        else if (strength === 'password' && (await this.steps.isAskedOf(person.id, stores))) {
          throw new Problem('sign-in-failed');
        }
        return openSession(stores, person, kept, caller, now, machineNow);
      }),
    );
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

/** What ends everything else by which a person comes in ends this too. Throws Problem `sign-in-failed`. */
async function useStep({ people }: Stores, stepHash: string): Promise<void> {
  if (!(await people.signInStep(stepHash))) throw new Problem('sign-in-failed');
  await people.deleteSignInStep(stepHash);
}

function requireLength(password: string): void {
  if (password.length >= MIN_PASSWORD_LENGTH) return;
  throw new Problem('bad-request', { field: 'password', minLength: MIN_PASSWORD_LENGTH });
}

/** Of whoever sets it, names that anybody knows are guessed first. Throws Problem `password-easy`. */
async function requireHardToGuess(
  { places }: StoreReads,
  { name, login, communeId }: Person,
  password: string,
): Promise<void> {
  const commune = (await places.commune(communeId))!;
  if (isEasyPassword(password, [name, login, commune.name, PRODUCT])) throw new Problem('password-easy');
}

/** `hasWaited`: no second person said yes to it. Whoever came to approve since it was made is not opened by it. */
async function goodCode(stores: StoreReads, code: string, now: Instant): Promise<SignInCode & { hasWaited: boolean }> {
  const known = await stores.people.signInCode(hashOfCode(code));
  if (!known || known.usedAt !== null || known.expiresAt <= now) throw new Problem('sign-in-failed');
  const { personId, issuedBy, worksFrom, expiresAt } = known;
  if (worksFrom !== null && worksFrom > now) throw new Problem('code-waits');
  const person = (await stores.people.person(personId))!;
  const ought = issuedBy !== null && (await codeWorksFrom(stores, person, now)) !== null;
  if (ought && worksFrom === null) throw new Problem('sign-in-failed');
  const waitedMs = worksFrom === null ? 0 : worksFrom - (expiresAt - SIGN_IN_CODE_LIFE_MS);
  return { ...known, hasWaited: waitedMs >= SECOND_PERSON_WAIT_MS };
}
