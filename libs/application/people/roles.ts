// Roles given and taken, by place. Nobody widens their own, and a commune keeps an administrator.
import {
  keepsAdmin,
  mayGrant,
  Problem,
  type Actor,
  type GivenGrant,
  type Grant,
  type Instant,
  type Person,
} from '#domain';
import { Injectable } from '@nestjs/common';
import { requireAct, visible } from '../acting/access';
import { newId } from '../acting/new-id';
import { standing } from '../places/place-edits';
import { Clock } from '../ports/clock';
import type { Stores } from '../ports/stores';
import { UnitOfWork } from '../ports/unit-of-work';
import { letOut } from './revocation';
import { roleHoldsFrom, tellOfWaiting } from './second-person';

/** A role at a place; `villageId` null: the whole commune. */
export type RoleWish = Pick<Grant, 'role' | 'villageId'>;

@Injectable()
export class Roles {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /**
   * Gives the role. Throws Problem `not-found`, `not-allowed`, `own-account`, `bad-request` for a role that is not given or not held
   * there, `wrong-state` for a person who is blocked or holds it already.
   */
  grant(actor: Actor, personId: string, wish: RoleWish): Promise<GivenGrant> {
    return this.unitOfWork.run(async (stores) => {
      const person = visible(actor, await stores.people.person(personId));
      return grantRole(stores, actor, person, wish, this.clock.now());
    });
  }

  /** Takes it back. Throws Problem `not-found`, `not-allowed`, or `last-admin`. */
  async revoke(actor: Actor, grantId: string): Promise<void> {
    const now = this.clock.now();
    await this.unitOfWork.run(async (stores) => {
      const grant = visible(actor, await stores.people.grant(grantId));
      const { communeId, personId, role, villageId } = grant;
      requireAct(actor, 'people.edit', { communeId, villageId });
      const left = (await stores.people.grants(communeId)).filter(({ id }) => id !== grantId);
      if (keepsAdmin([grant])) requireAdminLeft(left);
      await stores.people.deleteGrant(grantId);
      await letOut(stores, grant, actor.personId, now);
      await stores.events.append({
        ...{ communeId, at: now, kind: 'role.revoked', actor: actor.personId, subjectId: personId },
        details: { before: { role, villageId }, after: null },
      });
    });
  }
}

/** Gives the role inside a unit of work; one that lets approve may have to wait for a second person. Throws what `Roles.grant` throws. */
export async function grantRole(
  stores: Stores,
  actor: Actor,
  person: Pick<Person, 'id' | 'communeId' | 'name' | 'blockedAt'>,
  { role, villageId }: RoleWish,
  now: Instant,
): Promise<GivenGrant> {
  const { id: personId, communeId } = person;
  requireAct(actor, 'people.edit', { communeId, villageId });
  if (villageId !== null) standing(visible(actor, await stores.places.village(villageId)));
  const wish = { communeId, personId, role, villageId };
  const verdict = mayGrant(actor, wish);
  if (verdict === 'role-not-given') throw new Problem('bad-request', { field: 'role' });
  if (verdict === 'wrong-place') throw new Problem('bad-request', { field: 'villageId' });
  if (verdict !== 'ok') throw new Problem(verdict, { act: 'people.edit' });
  const held = await stores.people.grantsOf(personId);
  const heldAlready = held.some((each) => each.role === role && each.villageId === villageId);
  if (person.blockedAt !== null || heldAlready) throw new Problem('wrong-state', { event: 'grant' });
  const from = await roleHoldsFrom(stores, wish, now);
  const waits = { from, givenBy: from === null ? null : actor.personId };
  const grant = { ...wish, ...waits, id: newId(now) };
  await stores.people.insertGrant(grant, waits);
  await stores.events.append({
    ...{ communeId, at: now, kind: 'role.granted', actor: actor.personId, subjectId: personId },
    details: { before: null, after: { role, villageId, ...(from !== null && { from }) } },
  });
  if (from !== null) await tellOfWaiting(stores, actor, person, 'role-waits', from, now);
  return grant;
}

/** Passes when somebody who is not blocked still administrates the commune by these. Throws Problem `last-admin`. */
export function requireAdminLeft(left: readonly Grant[]): void {
  if (!keepsAdmin(left)) throw new Problem('last-admin');
}
