// Proving once more who one is, where a session or a link alone is not enough: by the six digits of a PIN, or by the password.
import { Problem, type Actor, type Person } from '#domain';
import { Injectable } from '@nestjs/common';
import { FailedTries } from './failed-tries';
import { Clock } from './ports/clock';
import { PasswordHasher } from './ports/password-hasher';
import { UnitOfWork } from './ports/unit-of-work';

/** What a person gives to prove themselves: one of the two. */
export type Proof = { readonly pin: string } | { readonly password: string };

/** Which of the two a person is asked for. */
export function proofAskedOf({ pinHash }: Person): 'pin' | 'password' {
  return pinHash === null ? 'password' : 'pin';
}

const PIN = /^\d{6}$/;

@Injectable()
export class Proofs {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly passwords: PasswordHasher,
    private readonly failedTries: FailedTries,
  ) {}

  /**
   * Whether the proof is this person's. Takes as long for a person whom nobody knows. Throws Problem `too-many-requests` while somebody
   * of that name has to wait; a wrong proof counts against the name.
   */
  async isGood(login: string, person: Person | undefined, proof: Proof): Promise<boolean> {
    const now = this.clock.now();
    this.failedTries.refuseWhileWaiting(login, now);
    const [hash, secret] = 'pin' in proof ? [person?.pinHash, proof.pin] : [person?.passwordHash, proof.password];
    // Six digits are few: a guess counts before it is looked at, so that many sent at once are not free.
    if ('pin' in proof) this.failedTries.count(login, now);
    const good = (await this.passwords.verify(hash ?? null, secret)) && person !== undefined;
    if (good) this.failedTries.forget(login);
    else if ('password' in proof) this.failedTries.count(login, now);
    return good;
  }

  /** Sets the actor's PIN. Throws Problem `pin-wrong` for a wrong password, `bad-request` unless the PIN is six digits. */
  async setPin(actor: Actor, password: string, pin: string): Promise<void> {
    if (!PIN.test(pin)) throw new Problem('bad-request', { field: 'pin' });
    const person = (await this.unitOfWork.read.people.person(actor.personId))!;
    if (!(await this.isGood(person.login, person, { password }))) throw new Problem('pin-wrong');
    const pinHash = await this.passwords.hash(pin);
    await this.unitOfWork.run(async ({ people, events }) => {
      await people.updatePerson(person.id, { pinHash });
      await events.append({
        communeId: person.communeId,
        at: this.clock.now(),
        kind: 'person.pin-set',
        actor: person.id,
        subjectId: person.id,
      });
    });
  }
}
