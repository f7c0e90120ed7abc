// The second factor as its owner keeps it, and as an administrator takes it from somebody who lost phone and paper.
import { Problem, RECOVERY_CODE_COUNT, type Actor, type EventKind, type Instant, type Person } from '#domain';
import { Injectable } from '@nestjs/common';
import { requireAct, requireStrength, visible } from '../acting/access';
import { tell } from '../acting/notices';
import { Clock } from '../ports/clock';
import { OneTimeCodes } from '../ports/one-time-codes';
import { SealingKey } from '../ports/sealing-key';
import type { Stores } from '../ports/stores';
import { UnitOfWork } from '../ports/unit-of-work';
import { seal, unseal } from '../secrets/sealed';
import { hashOfCode, newCode, sha256Of } from '../secrets/secrets';
import type { Caller } from './failed-tries';
import { revokeAllButVillageDoor } from './revocation';
import { isOn, SecondSteps } from './second-steps';

/** What its owner is told of it; no secret. */
interface SecondFactorState {
  /** Since when a code is asked for; null: none is. */
  readonly since: Instant | null;
  /** Codes on paper that are not used yet. */
  readonly recoveryCodesLeft: number;
}

/** What the phone has to learn, shown until the first right code. */
interface FactorSecret {
  /** As letters and digits, for who cannot take the picture. */
  readonly secret: string;
  /** What the picture says. */
  readonly address: string;
}

/** Shown by the phone above its codes. */
const ISSUER = 'Loa Làng';

@Injectable()
export class SecondFactors {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly codes: OneTimeCodes,
    private readonly sealingKey: SealingKey,
    private readonly steps: SecondSteps,
  ) {}

  /** One's own. Throws Problem `needs-password` outside a session by password. */
  async state(actor: Actor): Promise<SecondFactorState> {
    requireStrength(actor, 'second-factor.view');
    const { people } = this.unitOfWork.read;
    const codes = await people.recoveryCodesOf(actor.personId);
    return {
      since: (await people.secondFactor(actor.personId))?.confirmedAt ?? null,
      recoveryCodesLeft: codes.filter(({ usedAt }) => usedAt === null).length,
    };
  }

  /**
   * Makes a secret for the phone; one from before that was not confirmed is void. Throws Problem `wrong-state` while a second factor is on,
   * `needs-password`, `proof-too-old`.
   */
  async begin(actor: Actor): Promise<FactorSecret> {
    requireStrength(actor, 'second-factor.set');
    const { personId } = actor;
    const secret = this.codes.newSecret();
    const sealedSecret = seal(await this.sealingKey.key(), secret, personId);
    const person = await this.unitOfWork.run(async ({ people }) => {
      if (isOn(await people.secondFactor(personId))) throw new Problem('wrong-state', { event: 'begin' });
      await people.putSecondFactor({ personId, sealedSecret, confirmedAt: null, lastStep: 0 });
      return (await people.person(personId))!;
    });
    return this.told(secret, person);
  }

  /** What `begin` gave, while it waits for its first code. Throws Problem `wrong-state` when nothing waits, and what `begin` throws. */
  async begun(actor: Actor): Promise<FactorSecret> {
    requireStrength(actor, 'second-factor.set');
    const { people } = this.unitOfWork.read;
    const factor = await people.secondFactor(actor.personId);
    const secret =
      factor?.confirmedAt === null
        ? unseal(await this.sealingKey.key(), factor.sealedSecret, actor.personId)
        : undefined;
    if (secret === undefined) throw new Problem('wrong-state', { event: 'begun' });
    return this.told(secret, (await people.person(actor.personId))!);
  }

  /**
   * By a right code of the phone the second factor is on: it is asked for from now on, and other sessions of the person end. Resolves with the codes for
   * paper, shown this once. Throws Problem `code-wrong`, `too-many-requests`, and what `begun` throws.
   */
  async confirm(actor: Actor, code: string, sessionSecret: string, caller: Caller): Promise<readonly string[]> {
    requireStrength(actor, 'second-factor.set');
    const { personId } = actor;
    const { people } = this.unitOfWork.read;
    const begun = await people.secondFactor(personId);
    if (begun?.confirmedAt !== null) throw new Problem('wrong-state', { event: 'confirm' });
    const person = (await people.person(personId))!;
    if (!(await this.steps.weigh(person, code, caller))) throw new Problem('code-wrong');
    return this.unitOfWork.run(async (stores) => {
      const factor = await stores.people.secondFactor(personId);
      if (factor?.sealedSecret !== begun.sealedSecret || factor.confirmedAt !== null) {
        throw new Problem('wrong-state', { event: 'confirm' });
      }
      const at = this.clock.now();
      await stores.people.putSecondFactor({ ...factor, confirmedAt: at });
      await endOtherSessions(stores, personId, sessionSecret);
      await note(stores, person, { at, kind: 'person.second-factor-set', actor: personId });
      return giveOutCodes(stores, personId);
    });
  }

  /** Ten others for paper, shown this once; those from before are void. Throws Problem `wrong-state` without a second factor, and what `begin` throws. */
  renewRecoveryCodes(actor: Actor): Promise<readonly string[]> {
    requireStrength(actor, 'second-factor.set');
    return this.unitOfWork.run(async (stores) => {
      const person = await withFactor(stores, actor.personId);
      await note(stores, person, {
        at: this.clock.now(),
        kind: 'person.recovery-codes-renewed',
        actor: actor.personId,
      });
      return giveOutCodes(stores, actor.personId);
    });
  }

  /** No code is asked for any more. Throws what `renewRecoveryCodes` throws. */
  turnOff(actor: Actor): Promise<void> {
    requireStrength(actor, 'second-factor.set');
    return this.unitOfWork.run(async (stores) => {
      const person = await withFactor(stores, actor.personId);
      await stores.people.deleteSecondFactor(actor.personId);
      const at = this.clock.now();
      await note(stores, person, { at, kind: 'person.second-factor-removed', actor: actor.personId });
    });
  }

  /**
   * Takes it from somebody else, who is told; everything they came in by ends, but the password and the door of a village. Throws Problem `not-found`,
   * `not-allowed`, `proof-too-old`, `own-account` for one's own, `wrong-state` for who has none.
   */
  reset(actor: Actor, id: string): Promise<void> {
    return this.unitOfWork.run(async (stores) => {
      const { communeId } = visible(actor, await stores.people.person(id));
      requireAct(actor, 'people.edit', { communeId, villageId: null });
      if (id === actor.personId) throw new Problem('own-account');
      const person = await withFactor(stores, id);
      const at = this.clock.now();
      await stores.people.deleteSecondFactor(id);
      await revokeAllButVillageDoor(stores, { person, by: actor.personId, at });
      await note(stores, person, { at, kind: 'person.second-factor-reset', actor: actor.personId });
      const values = { who: actor.name };
      await tell(stores, [id], { communeId, kind: 'second-factor-reset', subjectId: id, values }, at);
    });
  }

  private told(secret: string, { login }: Person): FactorSecret {
    return { secret, address: this.codes.addressOf(secret, ISSUER, login) };
  }
}

async function withFactor({ people }: Stores, personId: string): Promise<Person> {
  if (!isOn(await people.secondFactor(personId))) throw new Problem('wrong-state', { event: 'second-factor' });
  return (await people.person(personId))!;
}

async function giveOutCodes({ people }: Stores, personId: string): Promise<readonly string[]> {
  const codes = Array.from({ length: RECOVERY_CODE_COUNT }, newCode);
  await people.replaceRecoveryCodes(personId, codes.map(hashOfCode));
  return codes;
}

/** They were opened by the password alone. */
async function endOtherSessions({ people }: Stores, personId: string, sessionSecret: string): Promise<void> {
  const own = await people.session(sha256Of(sessionSecret));
  await people.deleteSessionsOfStrength(personId, 'password');
  await people.deleteSignInStepsOf(personId);
  if (own) await people.insertSession(own);
}

interface Noted {
  readonly at: Instant;
  readonly kind: Extract<
    EventKind,
    `person.second-factor-${'set' | 'removed' | 'reset'}` | 'person.recovery-codes-renewed'
  >;
  readonly actor: string;
}

function note({ events }: Stores, { communeId, id }: Person, noted: Noted): Promise<unknown> {
  return events.append({ ...noted, communeId, subjectId: id });
}
