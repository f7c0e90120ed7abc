// The people of a commune as an administrator keeps them: invited by a one-time code, given a new one, signed out, blocked, followed by others.
import {
  keepsAdmin,
  Problem,
  type Actor,
  type EventKind,
  type GivenGrant,
  type Happening,
  type Instant,
  type Person,
} from '#domain';
import { Injectable } from '@nestjs/common';
import { requireAct, requireActSomewhere, visible } from '../acting/access';
import { newPerson } from '../acting/new-person';
import { tell } from '../acting/notices';
import { requireRevision } from '../places/place-edits';
import { Clock } from '../ports/clock';
import type { SignInCode, StoreReads, Stores } from '../ports/stores';
import { UnitOfWork } from '../ports/unit-of-work';
import { Activity } from './activity';
import { revokeEverything } from './revocation';
import { grantRole, requireAdminLeft, type RoleWish } from './roles';
import { isOn } from './second-steps';
import { codeWorksFrom, tellOfWaiting } from './second-person';
import { issueSignInCode, SIGN_IN_CODE_LIFE_MS } from './sign-in';

/** A person with everything granted, also while blocked. Nothing that proves who they are. */
interface PersonView extends Omit<Person, 'passwordHash' | 'pinHash' | 'pinShownTo'> {
  /** `invited`: no password yet. */
  readonly state: 'invited' | 'active' | 'blocked';
  /** Whether a code is asked of them. */
  readonly secondFactor: boolean;
  readonly grants: readonly GivenGrant[];
}

/** Who is to come in, and as what. */
interface Invitation extends RoleWish {
  readonly name: string;
  readonly login: string;
}

/** A one-time code in plain text, said this once. */
interface SaidCode {
  readonly code: string;
  readonly expiresAt: Instant;
  /** It waits for a second person until then; null: it works. */
  readonly worksFrom: Instant | null;
}

@Injectable()
export class People {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly activity: Activity,
  ) {}

  /** Everybody, by name, for whoever gives roles or links there. Throws Problem `not-found` or `not-allowed`. */
  async list(actor: Actor, communeId: string): Promise<readonly PersonView[]> {
    requireActSomewhere(actor, 'people.view', communeId);
    const everybody = await this.unitOfWork.read.people.people(communeId);
    const views = await Promise.all(everybody.map((person) => this.viewOf(this.unitOfWork.read, person)));
    return views.sort((a, b) => a.name.localeCompare(b.name, 'vi'));
  }

  /** Throws Problem `not-found`, `not-allowed`, `login-taken`, and what granting the role throws. */
  invite(
    actor: Actor,
    communeId: string,
    { name, login, role, villageId }: Invitation,
  ): Promise<SaidCode & { readonly person: PersonView }> {
    requireAct(actor, 'people.edit', { communeId, villageId });
    const now = this.clock.now();
    return this.unitOfWork.run(async (stores) => {
      if (await stores.people.personByLogin(login)) throw new Problem('login-taken', { field: 'login' });
      const person = newPerson(communeId, { name, login }, now);
      await stores.people.insertPerson(person);
      await this.note(stores, actor, person.id, { kind: 'person.created', details: { name, login } });
      await grantRole(stores, actor, person, { role, villageId }, now);
      const code = await sayCode(stores, person.id, now, { issuedBy: actor.personId, worksFrom: null });
      return { ...code, person: await this.viewOf(stores, person) };
    });
  }

  /** Changes name or login of a person who stands at `revision`. Throws Problem `edited-meanwhile` or `login-taken`. */
  change(
    actor: Actor,
    id: string,
    revision: number,
    change: Partial<Pick<Person, 'name' | 'login'>>,
  ): Promise<PersonView> {
    return this.unitOfWork.run(async (stores) => {
      const before = await this.require(stores, actor, id);
      requireRevision(before, revision);
      const namesake = change.login === undefined ? undefined : await stores.people.personByLogin(change.login);
      if (namesake && namesake.id !== id) throw new Problem('login-taken', { field: 'login' });
      await stores.people.updatePerson(id, change);
      const { name, login } = before;
      await this.note(stores, actor, id, {
        kind: 'person.changed',
        details: {
          before: { name, login },
          after: { name, login, ...change },
        },
      });
      return this.viewOf(stores, (await stores.people.person(id))!);
    });
  }

  /**
   * A fresh code for somebody who has none or forgot the password; codes from before are void, and the person is told. Of somebody who approves it
   * waits for a second person, and all who could be that are told. Throws Problem `wrong-state` while blocked.
   */
  newCode(actor: Actor, id: string): Promise<SaidCode> {
    return this.unitOfWork.run(async (stores) => {
      const person = await this.require(stores, actor, id);
      if (person.blockedAt !== null) throw new Problem('wrong-state', { event: 'code' });
      const now = this.clock.now();
      const worksFrom = await codeWorksFrom(stores, person, now);
      await this.note(stores, actor, id, {
        kind: 'person.code-issued',
        details: worksFrom === null ? {} : { worksFrom },
      });
      const { communeId } = person;
      const values = { who: actor.name };
      if (worksFrom === null) await tell(stores, [id], { communeId, kind: 'code-issued', subjectId: id, values }, now);
      else await tellOfWaiting(stores, actor, person, 'code-waits', worksFrom, now);
      return sayCode(stores, id, now, { issuedBy: actor.personId, worksFrom });
    });
  }

  /** Ends every session of the person, wherever it is open, and everything else by which they come in but the password. */
  signOutEverywhere(actor: Actor, id: string): Promise<void> {
    return this.unitOfWork.run(async (stores) => {
      const person = await this.require(stores, actor, id);
      await revokeEverything(stores, { person, by: actor.personId, at: this.clock.now() });
      await this.note(stores, actor, id, { kind: 'person.signed-out' });
    });
  }

  /** From now on the person may do nothing. What was granted rests. Throws Problem `own-account`, `last-admin`, or `wrong-state`. */
  block(actor: Actor, id: string): Promise<PersonView> {
    return this.unitOfWork.run(async (stores) => {
      await this.requireOpen(stores, actor, id);
      if (id === actor.personId) throw new Problem('own-account');
      await this.close(stores, actor, id);
      await this.note(stores, actor, id, { kind: 'person.blocked' });
      return this.viewOf(stores, (await stores.people.person(id))!);
    });
  }

  /** The person may again what was granted. Throws Problem `wrong-state` for one who is not blocked. */
  unblock(actor: Actor, id: string): Promise<PersonView> {
    return this.unitOfWork.run(async (stores) => {
      if ((await this.require(stores, actor, id)).blockedAt === null)
        throw new Problem('wrong-state', { event: 'unblock' });
      await stores.people.updatePerson(id, { blockedAt: null });
      await this.note(stores, actor, id, { kind: 'person.unblocked' });
      return this.viewOf(stores, (await stores.people.person(id))!);
    });
  }

  /**
   * Somebody leaves: the other gets every role that the person holds and that they lack, then the person is blocked. Throws Problem
   * `own-account` for whoever would give the roles to themselves, `wrong-state` when one of the two is blocked.
   */
  handOver(actor: Actor, id: string, toPersonId: string): Promise<PersonView> {
    const now = this.clock.now();
    return this.unitOfWork.run(async (stores) => {
      const { communeId } = await this.requireOpen(stores, actor, id);
      const successor = await this.requireOpen(stores, actor, toPersonId);
      if (toPersonId === actor.personId || toPersonId === id) throw new Problem('own-account');
      if (successor.communeId !== communeId) throw new Problem('not-found', { field: 'toPersonId' });
      const held = await stores.people.grantsOf(toPersonId);
      for (const { role, villageId } of await stores.people.grantsOf(id)) {
        if (held.some((each) => each.role === role && each.villageId === villageId)) continue;
        await grantRole(stores, actor, successor, { role, villageId }, now);
      }
      await this.close(stores, actor, id);
      await this.note(stores, actor, id, { kind: 'person.handed-over', details: { toPersonId } });
      return this.viewOf(stores, (await stores.people.person(id))!);
    });
  }

  private async viewOf(
    { people }: StoreReads,
    { passwordHash, pinHash: _pin, pinShownTo: _shownTo, ...person }: Person,
  ): Promise<PersonView> {
    const grants = await people.grantsOf(person.id);
    const secondFactor = isOn(await people.secondFactor(person.id));
    const state = person.blockedAt !== null ? 'blocked' : passwordHash === null ? 'invited' : 'active';
    return { ...person, lastActiveAt: this.activity.ofPerson(person), state, secondFactor, grants };
  }

  private async close(stores: Stores, actor: Actor, id: string): Promise<void> {
    const now = this.clock.now();
    const person = (await stores.people.person(id))!;
    const { communeId } = person;
    const others = (await stores.people.grants(communeId)).filter(({ personId }) => personId !== id);
    if (keepsAdmin(await stores.people.grantsOf(id))) requireAdminLeft(others);
    await stores.people.updatePerson(id, { blockedAt: now });
    await revokeEverything(stores, { person, by: actor.personId, at: now });
  }

  private async requireOpen(stores: Stores, actor: Actor, id: string): Promise<Person> {
    const person = await this.require(stores, actor, id);
    if (person.blockedAt !== null) throw new Problem('wrong-state', { state: 'blocked' });
    return person;
  }

  private async require(stores: Stores, actor: Actor, id: string): Promise<Person> {
    const person = visible(actor, await stores.people.person(id));
    requireAct(actor, 'people.edit', { communeId: person.communeId, villageId: null });
    return person;
  }

  private async note(
    { people, events }: Stores,
    actor: Actor,
    subjectId: string,
    happening: Happening<Extract<EventKind, `person.${string}`>>,
  ): Promise<void> {
    const { communeId } = (await people.person(subjectId))!;
    await events.append({ communeId, at: this.clock.now(), actor: actor.personId, subjectId, ...happening });
  }
}

async function sayCode(
  stores: Stores,
  personId: string,
  now: Instant,
  made: Pick<SignInCode, 'issuedBy' | 'worksFrom'>,
): Promise<SaidCode> {
  await stores.people.voidSignInCodesOf(personId, now);
  const code = await issueSignInCode(stores, personId, now, made);
  return { code, expiresAt: now + SIGN_IN_CODE_LIFE_MS, worksFrom: made.worksFrom };
}
