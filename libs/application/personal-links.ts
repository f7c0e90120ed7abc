// Personal links: made for one person and one purpose, opened by a token that is said once, taken back by whoever may make them.
import {
  endOf,
  LINK_LIFE_MS,
  mayApprove,
  mayDoSomewhere,
  Problem,
  type Actor,
  type Person,
  type PersonalLink,
} from '#domain';
import { Injectable } from '@nestjs/common';
import { requireAct, visible } from './access';
import { actorFor } from './actors';
import { questionOf } from './approvals';
import { newId } from './new-id';
import { Clock } from './ports/clock';
import type { StoreReads, Stores } from './ports/stores';
import { UnitOfWork } from './ports/unit-of-work';
import { newSecret, sha256Of } from './secrets';

/** A link with its token, which is said this once. */
export interface IssuedLink extends PersonalLink {
  readonly token: string;
}

/** A link that is good, and the person who acts by it. */
export interface OpenLink {
  readonly link: PersonalLink;
  readonly person: Person;
  /** With everything the person may do now; the link is good for less. */
  readonly actor: Actor;
}

@Injectable()
export class PersonalLinks {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /**
   * A link by which that person can approve the booking once, for a day. Made by whoever may make links, or by the approver. Throws
   * Problem `approval-self` or `not-allowed` when that person may not approve it, `wrong-state` when nothing is to be approved.
   */
  issueForApproval(actor: Actor, bookingId: string, personId: string): Promise<IssuedLink> {
    return this.unitOfWork.run(async (stores) => {
      const booking = visible(actor, await stores.bookings.booking(bookingId));
      const { communeId, state } = booking;
      if (personId !== actor.personId) requireAct(actor, 'link.issue', { communeId, villageId: null });
      if (state !== 'proposed') throw new Problem('wrong-state', { state, event: 'approve' });
      const approver = await actorFor(stores, await personOf(stores, communeId, personId), this.clock.now());
      const announcement = (await stores.announcements.announcement(booking.announcementId))!;
      const verdict = mayApprove(approver, await questionOf(stores, booking, announcement));
      if (verdict !== 'ok') throw new Problem(verdict);
      return this.issue(stores, actor, { communeId, personId, purpose: 'approve', subjectId: bookingId });
    });
  }

  /** A link by which a village head can say what was heard, until it is taken back or 180 days are over. */
  issueForVillage(actor: Actor, personId: string): Promise<IssuedLink> {
    return this.unitOfWork.run(async (stores) => {
      const person = visible(actor, await stores.people.person(personId));
      const { communeId } = person;
      requireAct(actor, 'link.issue', { communeId, villageId: null });
      const grants = await stores.people.grantsOf(personId);
      const isVillageHead = grants.some((grant) => grant.communeId === communeId && grant.role === 'village_head');
      if (!isVillageHead) throw new Problem('not-allowed', { role: 'village_head' });
      return this.issue(stores, actor, { communeId, personId, purpose: 'village', subjectId: null });
    });
  }

  /** Takes a link back: whoever may make links, or the person whose it is. Taking it back again changes nothing. */
  async revoke(actor: Actor, id: string): Promise<void> {
    const now = this.clock.now();
    await this.unitOfWork.run(async ({ links, events }) => {
      const { communeId, personId, revokedAt } = visible(actor, await links.link(id));
      if (personId !== actor.personId) requireAct(actor, 'link.issue', { communeId, villageId: null });
      if (revokedAt !== null) return;
      await links.revoke(id, now);
      await events.append({ communeId, at: now, kind: 'link.revoked', actor: actor.personId, subjectId: id });
    });
  }

  /**
   * The link that the token opens. Throws Problem `not-found` for a token that nobody made or one of another purpose, `link-expired`
   * when it is no longer good, also because the person holds no role in the commune any more.
   */
  async open(token: string, purpose: PersonalLink['purpose']): Promise<OpenLink> {
    const now = this.clock.now();
    const { read } = this.unitOfWork;
    const link = await read.links.linkByToken(sha256Of(token));
    if (link?.purpose !== purpose) throw new Problem('not-found');
    const end = endOf(link, now);
    if (end !== null) throw new Problem('link-expired', { reason: end });
    const person = (await read.people.person(link.personId))!;
    const actor = await actorFor(read, person, now);
    if (!mayDoSomewhere(actor, 'commune.view', link.communeId))
      throw new Problem('link-expired', { reason: 'no-role' });
    return { link, person, actor };
  }

  private async issue(
    stores: Stores,
    actor: Actor,
    wanted: Pick<PersonalLink, 'communeId' | 'personId' | 'purpose' | 'subjectId'>,
  ): Promise<IssuedLink> {
    const now = this.clock.now();
    const token = newSecret();
    const link: PersonalLink = {
      ...wanted,
      id: newId(now),
      tokenHash: sha256Of(token),
      issuedBy: actor.personId,
      issuedAt: now,
      expiresAt: now + LINK_LIFE_MS[wanted.purpose],
      usedAt: null,
      revokedAt: null,
      wrongTries: 0,
    };
    await stores.links.insert(link);
    const { communeId, personId, purpose, subjectId } = wanted;
    await stores.events.append({
      communeId,
      at: now,
      kind: 'link.issued',
      actor: actor.personId,
      subjectId: link.id,
      details: { personId, purpose, subjectId },
    });
    return { ...link, token };
  }
}

async function personOf(stores: StoreReads, communeId: string, personId: string): Promise<Person> {
  const person = await stores.people.person(personId);
  if (person?.communeId !== communeId) throw new Problem('not-found', { field: 'personId' });
  return person;
}
