// What waits for a second person: a one-time code for somebody who approves, and a role that lets approve. Everybody who could say no is told at once.
// Until somebody has approved anything in the commune roles are given at once: there is nobody yet who could be the second.
import {
  holdsWeight,
  isHeld,
  isWeighty,
  Problem,
  SECOND_PERSON_ACTS,
  SECOND_PERSON_WAIT_MS,
  secondPersonBy,
  type Actor,
  type GivenGrant,
  type Grant,
  type Instant,
  type Person,
  type Waiting,
} from '#domain';
import { Injectable } from '@nestjs/common';
import { requireAct, requireForesight, requireStrength, visible } from '../acting/access';
import { peopleWhoMay, tell } from '../acting/notices';
import { Clock } from '../ports/clock';
import type { StoreReads, Stores } from '../ports/stores';
import { UnitOfWork } from '../ports/unit-of-work';
import { letOut } from './revocation';

/** Something that waits, and where it is kept. */
type WaitingHere = Waiting & { readonly from: Instant } & (
    { readonly what: 'code'; readonly codeHash: string } | { readonly what: 'role'; readonly grant: GivenGrant }
  );

/** Something that waits, as it is shown to somebody who may decide it. */
export interface WaitingView {
  readonly personId: string;
  readonly name: string;
  readonly what: Waiting['what'];
  /** Null: a code. */
  readonly role: Grant['role'] | null;
  readonly byName: string;
  /** From when it holds if nobody says anything. */
  readonly from: Instant;
  /** Whether the one who looks may say yes; no they may say to all that they are shown. */
  readonly mayAgree: boolean;
}

@Injectable()
export class SecondPerson {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** What waits in the commune of the actor for them to decide. */
  async list(actor: Actor): Promise<readonly WaitingView[]> {
    const { read } = this.unitOfWork;
    const waiting = await waitingIn(read, actor.communeId, this.clock.now());
    const own = waiting.filter((each) => secondPersonBy(actor, each, 'no') !== null);
    return Promise.all(
      own.map(async (each) => ({
        personId: each.personId,
        name: await nameOf(read, each.personId),
        what: each.what,
        role: each.what === 'role' ? each.grant.role : null,
        byName: await nameOf(read, each.madeBy),
        from: each.from,
        mayAgree: secondPersonBy(actor, each, 'yes') !== null,
      })),
    );
  }

  /** What waits about the person holds from now on. Throws Problem `not-found`, `not-allowed`, `wrong-state` where nothing waits, `proof-too-old`. */
  agree(actor: Actor, personId: string): Promise<void> {
    return this.decide(actor, personId, 'yes', async ({ people }, each, now) => {
      if (each.what === 'code') await people.beginSignInCode(each.codeHash, now);
      else await people.beginGrant(each.grant.id, now);
    });
  }

  /** What waits about the person is void, and whoever made it is told. Throws Problem `not-found`, `not-allowed`, `wrong-state` where nothing waits. */
  refuse(actor: Actor, personId: string): Promise<void> {
    return this.decide(actor, personId, 'no', async (stores, each, now) => {
      const { communeId, madeBy } = each;
      if (each.what === 'code') await stores.people.voidSignInCodesOf(personId, now);
      else await takeBack(stores, each.grant, actor.personId, now);
      const values = { who: actor.name, name: await nameOf(stores, personId) };
      const news = { communeId, kind: 'waiting-refused', subjectId: personId, values } as const;
      if (madeBy !== null) await tell(stores, [madeBy], news, now);
    });
  }

  private decide(
    actor: Actor,
    personId: string,
    says: 'yes' | 'no',
    act: (stores: Stores, each: WaitingHere, now: Instant) => Promise<void>,
  ): Promise<void> {
    const now = this.clock.now();
    return this.unitOfWork.run(async (stores) => {
      const { communeId } = visible(actor, await stores.people.person(personId));
      requireSaying(actor, { what: 'code', personId, communeId, madeBy: null }, says);
      const waiting = (await waitingIn(stores, communeId, now)).filter((each) => each.personId === personId);
      if (waiting.length === 0) throw new Problem('wrong-state', { event: 'agree' });
      const decided = waiting.filter((each) => secondPersonBy(actor, each, says) !== null);
      if (decided.length === 0) throw new Problem('not-allowed', { reason: 'same-person' });
      for (const each of decided) await act(stores, each, now);
      const roles = decided.flatMap((each) => (each.what === 'role' ? [roleOf(each.grant)] : []));
      const details = { code: decided.some(({ what }) => what === 'code'), roles };
      const kind = says === 'yes' ? 'person.waiting-agreed' : 'person.waiting-refused';
      await stores.events.append({ communeId, at: now, kind, actor: actor.personId, subjectId: personId, details });
    });
  }
}

/** From when a code for the person works; null: at once. Whoever has no password yet has never come in, and cannot be anybody’s loss. */
export async function codeWorksFrom(stores: StoreReads, person: Person, now: Instant): Promise<Instant | null> {
  return person.passwordHash !== null && (await isWeightyPerson(stores, person, now))
    ? now + SECOND_PERSON_WAIT_MS
    : null;
}

/** From when the role holds; null: at once. */
export async function roleHoldsFrom(
  stores: StoreReads,
  grant: Pick<Grant, 'communeId' | 'role' | 'villageId'>,
  now: Instant,
): Promise<Instant | null> {
  const { communeId } = grant;
  const { approverRule } = (await stores.places.commune(communeId))!;
  if (!isWeighty(grant, approverRule)) return null;
  const kinds = ['announcement.approved', 'booking.approved'] as const;
  const { items } = await stores.events.latest(communeId, { limit: 1 }, { kinds });
  return items.length > 0 ? now + SECOND_PERSON_WAIT_MS : null;
}

/** Whether the person approves, or is a second person, now or once what is on its way holds. */
export async function isWeightyPerson(stores: StoreReads, person: Person, now: Instant): Promise<boolean> {
  const { id, communeId } = person;
  const { approverRule } = (await stores.places.commune(communeId))!;
  return holdsWeight(await stores.people.grantsOf(id), await stores.people.delegationsTo(id), approverRule, now);
}

/** Tells the person, every administrator and every leader, but not whoever made it. */
export async function tellOfWaiting(
  stores: Stores,
  actor: Actor,
  about: Pick<Person, 'id' | 'communeId' | 'name'>,
  kind: 'code-waits' | 'role-waits',
  from: Instant,
  now: Instant,
): Promise<void> {
  const { id: subjectId, communeId, name } = about;
  const { timeZone } = (await stores.places.commune(communeId))!;
  const told = [subjectId];
  for (const act of SECOND_PERSON_ACTS) told.push(...(await peopleWhoMay(stores, act, { communeId, villageId: null })));
  const values = { who: actor.name, name, startsAt: from, timeZone };
  const others = told.filter((each) => each !== actor.personId);
  await tell(stores, others, { communeId, kind, subjectId, values }, now);
}

async function waitingIn(stores: StoreReads, communeId: string, now: Instant): Promise<readonly WaitingHere[]> {
  const codes = await stores.people.signInCodesWaiting(communeId, now);
  const grants = (await stores.people.grants(communeId)).filter((grant) => !isHeld(grant, now));
  return [
    ...codes.map(
      ({ personId, codeHash, issuedBy, worksFrom }) =>
        ({ what: 'code', personId, communeId, codeHash, madeBy: issuedBy, from: worksFrom! }) as const,
    ),
    ...grants.map(
      (grant) =>
        ({
          what: 'role',
          personId: grant.personId,
          communeId,
          grant,
          madeBy: grant.givenBy,
          from: grant.from!,
        }) as const,
    ),
  ];
}

/** Passes for somebody who may be the second person for what waits about that person. Throws Problem `not-allowed` and what `requireAct` throws. */
function requireSaying(actor: Actor, about: Waiting, says: 'yes' | 'no'): void {
  const by = secondPersonBy(actor, about, says);
  if (by === null) throw new Problem('not-allowed', { act: 'people.edit' });
  const place = { communeId: about.communeId, villageId: null };
  // Whose account it is may have forgotten the password, and be signed in on the phone alone.
  if (by === 'own-account') requireStrength(actor, 'waiting.decide-own');
  else if (says === 'yes') requireAct(actor, by, place);
  else requireForesight(actor, by, place);
}

async function takeBack(stores: Stores, grant: Grant, by: string, at: Instant): Promise<void> {
  const { communeId, personId } = grant;
  await stores.people.deleteGrant(grant.id);
  await letOut(stores, grant, by, at);
  const details = { before: roleOf(grant), after: null };
  await stores.events.append({ communeId, at, kind: 'role.revoked', actor: by, subjectId: personId, details });
}

const roleOf = ({ role, villageId }: Grant) => ({ role, villageId });

async function nameOf(stores: StoreReads, personId: string | null): Promise<string> {
  return personId === null ? '' : ((await stores.people.person(personId))?.name ?? '');
}
