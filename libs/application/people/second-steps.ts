// Looking at the code of a second factor: from the person's phone, or from their paper once the phone is lost. Guessing is slowed down as with
// passwords, and counted apart: who knows the password does not get fresh guesses by typing it.
import { digitsOf, isPhoneCode, isUnusedStep, type Person } from '#domain';
import { Injectable } from '@nestjs/common';
import { tell } from '../acting/notices';
import { Clock } from '../ports/clock';
import { OneTimeCodes } from '../ports/one-time-codes';
import { SealingKey } from '../ports/sealing-key';
import type { SecondFactor, StoreReads, Stores } from '../ports/stores';
import { UnitOfWork } from '../ports/unit-of-work';
import { unseal } from '../secrets/sealed';
import { hashOfCode } from '../secrets/secrets';
import { FailedTries, type Caller } from './failed-tries';

/** Whether a code is asked of its owner: not while it is being set up. */
export function isOn(factor: SecondFactor | undefined): boolean {
  return factor !== undefined && factor.confirmedAt !== null;
}

@Injectable()
export class SecondSteps {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly codes: OneTimeCodes,
    private readonly sealingKey: SealingKey,
    private readonly failedTries: FailedTries,
  ) {}

  /** Whether a code is asked of this person. */
  async isAskedOf(personId: string, { people }: StoreReads = this.unitOfWork.read): Promise<boolean> {
    return isOn(await people.secondFactor(personId));
  }

  /**
   * Whether the code is one of theirs that did not count yet; from now on it has. One on paper that is used is told to them. Throws Problem
   * `too-many-requests` while that person, browser or address has to wait.
   */
  weigh(person: Person, typed: string, caller: Caller): Promise<boolean> {
    const tried = { login: person.login, person, what: 'code' } as const;
    return this.failedTries.weighed(tried, caller, () =>
      isPhoneCode(typed) ? this.isOfPhone(person.id, digitsOf(typed)) : this.isOnPaper(person, typed),
    );
  }

  private async isOfPhone(personId: string, code: string): Promise<boolean> {
    const factor = await this.unitOfWork.read.people.secondFactor(personId);
    if (!factor) return false;
    const secret = unseal(await this.sealingKey.key(), factor.sealedSecret, personId);
    const step = secret === undefined ? null : this.codes.stepOf(secret, code, this.clock.machineNow());
    return this.counting(async ({ people }) => {
      const current = await people.secondFactor(personId);
      if (current?.sealedSecret !== factor.sealedSecret || !isUnusedStep(step, current.lastStep)) return false;
      await people.noteCodeStep(personId, step);
      return true;
    });
  }

  private isOnPaper({ id, communeId }: Person, typed: string): Promise<boolean> {
    const codeHash = hashOfCode(typed);
    return this.counting(async (stores) => {
      const { people, events } = stores;
      const factor = await people.secondFactor(id);
      const unused = (await people.recoveryCodesOf(id)).filter(({ usedAt }) => usedAt === null);
      // While it is being set up there is nothing to recover.
      if (!isOn(factor) || !unused.some((each) => each.codeHash === codeHash)) return false;
      const at = this.clock.now();
      await people.useRecoveryCode(codeHash, at);
      await events.append({ communeId, at, kind: 'person.recovery-code-used', actor: id, subjectId: id });
      const values = { count: unused.length - 1 };
      await tell(stores, [id], { communeId, kind: 'recovery-code-used', subjectId: id, values }, at);
      return true;
    });
  }

  /** Whoever comes may come to stop what sounds: also on a full disk. */
  private counting(work: (stores: Stores) => Promise<boolean>): Promise<boolean> {
    return this.unitOfWork.urgently(() => this.unitOfWork.aside(work));
  }
}
