// Proving once more who one is, where a session or a link alone is not enough: by the six digits of a PIN, or by the password.
import { Problem, type Actor, type Person } from '#domain';
import { Injectable } from '@nestjs/common';
import { requireStrength } from '../acting/access';
import { FailedTries, type Caller } from './failed-tries';
import { Clock } from '../ports/clock';
import { PasswordHasher } from '../ports/password-hasher';
import { UnitOfWork } from '../ports/unit-of-work';
import type { StoreReads } from '../ports/stores';
import { sha256Of } from '../secrets/secrets';
import { endPhoneSessions } from './revocation';
import { SecondSteps } from './second-steps';

/** What a person gives to prove themselves: one of the two. */
export type Proof = { readonly pin: string } | { readonly password: string };

/** What renews the proof of a session: `code` of whoever has a second factor. */
interface FreshProof {
  readonly password: string;
  readonly code?: string | undefined;
}

/** What a good proof was: the password, a PIN that nobody else knows, or one that somebody else was shown, which signs nothing. */
export type Proven = 'password' | 'own-pin' | 'shown-pin';

/** Which of the two a person is asked for on the village's page. */
export function proofAskedOf({ pinHash }: Person): 'pin' | 'password' {
  return pinHash === null ? 'password' : 'pin';
}

/** Which of the two is a person's signature. */
export function signatureOf({ pinHash, pinShownTo }: Person): 'pin' | 'password' {
  return pinHash === null || pinShownTo !== null ? 'password' : 'pin';
}

const PIN = /^\d{6}$/;

@Injectable()
export class Proofs {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly passwords: PasswordHasher,
    private readonly failedTries: FailedTries,
    private readonly steps: SecondSteps,
  ) {}

  /**
   * What the proof is of this person; null: not theirs. Takes as long for a person whom nobody knows. Throws Problem `too-many-requests`
   * while somebody of that name or at that address has to wait; a wrong proof counts against both.
   */
  async weigh(login: string, person: Person | undefined, proof: Proof, caller: Caller): Promise<Proven | null> {
    const [hash, secret] = 'pin' in proof ? [person?.pinHash, proof.pin] : [person?.passwordHash, proof.password];
    const tried = { login, person, what: 'secret' } as const;
    const isGood = await this.failedTries.weighed(tried, caller, () => this.isRight(hash ?? null, secret));
    if (!isGood || !person) return null;
    if ('password' in proof) return 'password';
    return person.pinShownTo === null ? 'own-pin' : 'shown-pin';
  }

  /** A password from before there was one normal form may have been kept as base letters and accents. */
  private async isRight(hash: string | null, secret: string): Promise<boolean> {
    if (await this.passwords.verify(hash, secret)) return true;
    const decomposed = secret.normalize('NFD');
    return decomposed !== secret && this.passwords.verify(hash, decomposed);
  }

  /**
   * The person of a session by password proves anew who they are, by what signing in asks of them: for a while they may do what asks for a fresh proof.
   * Throws Problem `needs-password` in any other session, `pin-wrong`, `second-factor-needed`, `code-wrong`, `too-many-requests`.
   */
  async renew(actor: Actor, sessionSecret: string, { password, code }: FreshProof, caller: Caller): Promise<void> {
    requireStrength(actor, 'proof.renew');
    const person = (await this.unitOfWork.read.people.person(actor.personId))!;
    if ((await this.weigh(person.login, person, { password }, caller)) === null) throw new Problem('pin-wrong');
    if (await this.steps.isAskedOf(person.id)) {
      if (code === undefined) throw new Problem('second-factor-needed');
      if (!(await this.steps.weigh(person, code, caller))) throw new Problem('code-wrong');
    }
    // A warning may wait for it: also on a full disk.
    await this.unitOfWork.urgently(() =>
      this.unitOfWork.aside(async (stores) => {
        if (!(await standsAsProven(stores, person))) throw new Problem('pin-wrong');
        await stores.people.noteProof(sha256Of(sessionSecret), this.clock.machineNow());
      }),
    );
  }

  /**
   * Sets the actor's PIN, which nobody else was shown, and lets out every phone that came in by the one from before. Throws Problem
   * `needs-password` outside a session by password, `pin-wrong` for a wrong password, `bad-request` unless the PIN is six digits.
   */
  async setPin(actor: Actor, password: string, pin: string, caller: Caller): Promise<void> {
    requireStrength(actor, 'pin.set');
    if (!PIN.test(pin)) throw new Problem('bad-request', { field: 'pin' });
    const person = (await this.unitOfWork.read.people.person(actor.personId))!;
    if ((await this.weigh(person.login, person, { password }, caller)) === null) throw new Problem('pin-wrong');
    const pinHash = await this.passwords.hash(pin);
    await this.unitOfWork.run(async (stores) => {
      if (!(await standsAsProven(stores, person))) throw new Problem('pin-wrong');
      await stores.people.updatePerson(person.id, { pinHash, pinShownTo: null });
      await endPhoneSessions(stores, person.id);
      await stores.events.append({
        communeId: person.communeId,
        at: this.clock.now(),
        kind: 'person.pin-set',
        actor: person.id,
        subjectId: person.id,
      });
    });
  }
}

/** Whether what a proof was weighed against still stands: looking at it takes a while, and the person may have been let out meanwhile. */
export async function standsAsProven({ people }: StoreReads, weighed: Person): Promise<boolean> {
  const person = await people.person(weighed.id);
  return (
    person?.blockedAt === null &&
    person.passwordHash === weighed.passwordHash &&
    person.pinHash === weighed.pinHash &&
    person.pinShownTo === weighed.pinShownTo
  );
}
