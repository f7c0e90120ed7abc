// Personal links: made for one person and one purpose, opened by a token that is said once, taken back by whoever may make them.
import {
  endOf,
  LINK_LIFE_MS,
  MAX_WRONG_TRIES,
  mayApprove,
  mayDoSomewhere,
  Problem,
  type Actor,
  type LinkEnd,
  type Person,
  type PersonalLink,
  type Strength,
} from '#domain';
import { Injectable } from '@nestjs/common';
import { requireAct, requireStrength, visible } from '../acting/access';
import { actorFor } from '../acting/actors';
import { questionOf } from '../announcements/approvals';
import { newId } from '../acting/new-id';
import { tell } from '../acting/notices';
import { Clock } from '../ports/clock';
import { PasswordHasher } from '../ports/password-hasher';
import type { StoreReads, Stores } from '../ports/stores';
import { UnitOfWork } from '../ports/unit-of-work';
import { newPin, newSecret, sha256Of } from '../secrets/secrets';

/** A link with its token, which is said this once. */
export interface IssuedLink extends PersonalLink {
  readonly token: string;
  /** The PIN that was made with it, because the person had none; said this once, best by voice. Null: the person's own holds. */
  readonly pin: string | null;
}

/** What a link tells to whoever holds it, also when it is no longer good. */
export type KnownLink = Pick<PersonalLink, 'id' | 'communeId' | 'personId' | 'purpose'>;

/** A link that is good, and the person who acts by it. */
interface OpenLink {
  readonly link: PersonalLink;
  readonly person: Person;
  /** As strong as the link: the village head for one link, for the other who approves by it once they have proved themselves. */
  readonly actor: Actor;
}

/** A link as it is listed: whether it is still good, never by what it is opened. */
interface ListedLink extends PersonalLink {
  /** Null: it is good. */
  readonly end: LinkEnd | null;
}

/** How strong whoever holds a link is: a link of the village is what others handed out; an approval asks for a proof of its own. */
const STRENGTH: Readonly<Record<PersonalLink['purpose'], Strength>> = { approve: 'signature', village: 'link' };

@Injectable()
export class PersonalLinks {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly passwords: PasswordHasher,
  ) {}

  /**
   * A link by which that person can approve the booking once, for a day. Made by whoever may make links, or by the approver. Throws
   * Problem `approval-self` or `not-allowed` when that person may not approve it, `wrong-state` when nothing is to be approved.
   */
  issueForApproval(actor: Actor, bookingId: string, personId: string): Promise<IssuedLink> {
    return this.unitOfWork.run(async (stores) => {
      const booking = visible(actor, await stores.bookings.booking(bookingId));
      const { communeId, state } = booking;
      if (personId === actor.personId) requireStrength(actor, 'link.issue-own');
      else requireAct(actor, 'link.issue', { communeId, villageId: null });
      if (state !== 'proposed') throw new Problem('wrong-state', { state, event: 'approve' });
      const holder = await personOf(stores, communeId, personId);
      const approver = await actorFor(stores, holder, this.clock.now(), STRENGTH.approve);
      const announcement = (await stores.announcements.announcement(booking.announcementId))!;
      const verdict = mayApprove(approver, await questionOf(stores, booking, announcement));
      if (verdict !== 'ok') throw new Problem(verdict);
      return this.issue(stores, actor, { communeId, personId, purpose: 'approve', subjectId: bookingId });
    });
  }

  /**
   * A link by which a village head is let in on a phone, until it is taken back or 180 days are over. Whoever has no PIN gets one with
   * it: without password and PIN nobody could open it. The actor is shown it, so that it opens the page of the village and signs nothing.
   * The person is told.
   */
  async issueForVillage(actor: Actor, personId: string): Promise<IssuedLink> {
    const pin = newPin();
    const pinHash = await this.passwords.hash(pin);
    return this.unitOfWork.run(async (stores) => {
      const person = visible(actor, await stores.people.person(personId));
      const { communeId } = person;
      requireAct(actor, 'link.issue', { communeId, villageId: null });
      const grants = await stores.people.grantsOf(personId);
      const isVillageHead = grants.some((grant) => grant.communeId === communeId && grant.role === 'village_head');
      if (!isVillageHead) throw new Problem('not-allowed', { role: 'village_head' });
      const link = await this.issue(stores, actor, { communeId, personId, purpose: 'village', subjectId: null });
      const values = { who: actor.name };
      const news = { communeId, kind: 'village-link-issued', subjectId: link.id, values } as const;
      await tell(stores, [personId], news, this.clock.now());
      if (person.pinHash !== null) return link;
      await stores.people.updatePerson(personId, { pinHash, pinShownTo: actor.personId });
      const at = this.clock.now();
      const set = { communeId, at, kind: 'person.pin-set', actor: actor.personId, subjectId: personId } as const;
      await stores.events.append(set);
      return { ...link, pin };
    });
  }

  /** Every link that was made, newest first, for whoever may make them. Throws Problem `not-found` or `not-allowed`. */
  async list(actor: Actor, communeId: string): Promise<readonly ListedLink[]> {
    requireAct(actor, 'people.view', { communeId, villageId: null });
    const now = this.clock.now();
    const links = await this.unitOfWork.read.links.links(communeId);
    return links.map((link) => ({ ...link, end: endOf(link, now) }));
  }

  /**
   * Takes a link back: whoever may make links, or the person whose it is. With a village link that is good, every other one of that person
   * goes along: nobody could tell them apart in the list, and they would be good for months. Taking it back again changes nothing.
   */
  async revoke(actor: Actor, id: string): Promise<void> {
    const now = this.clock.now();
    await this.unitOfWork.run(async ({ links, events }) => {
      const link = visible(actor, await links.link(id));
      const { communeId, personId, purpose, revokedAt } = link;
      if (personId === actor.personId) requireStrength(actor, 'link.revoke-own');
      else requireAct(actor, 'link.issue', { communeId, villageId: null });
      if (revokedAt !== null) return;
      const takesAlong = purpose === 'village' && endOf(link, now) === null;
      const good = (await links.linksOf(personId)).filter((each) => endOf(each, now) === null);
      for (const each of takesAlong ? good.filter((other) => other.purpose === purpose) : [link]) {
        await links.revoke(each.id, now);
        await events.append({ communeId, at: now, kind: 'link.revoked', actor: actor.personId, subjectId: each.id });
      }
    });
  }

  /** Throws Problem `link-unknown` for a token that nobody made. */
  async known(token: string): Promise<KnownLink> {
    const link = await this.unitOfWork.read.links.linkByToken(sha256Of(token));
    if (!link) throw new Problem('link-unknown');
    return link;
  }

  /** Counts a wrong PIN or password given with the link, and is the refusal to throw. The fifth one kills the link. */
  async wrongTry({ id, communeId, personId, wrongTries }: PersonalLink): Promise<Problem> {
    await this.unitOfWork.aside(async ({ links, events }) => {
      await links.countWrongTry(id);
      const at = this.clock.now();
      await events.append({ communeId, at, kind: 'person.sign-in-failed', actor: 'system', subjectId: personId });
    });
    return new Problem('pin-wrong', { triesLeft: Math.max(0, MAX_WRONG_TRIES - wrongTries - 1) });
  }

  /**
   * The link that the token opens. Throws Problem `link-unknown` for a token that nobody made or one of another purpose, `link-expired`
   * when it is no longer good, also because the person holds no role in the commune any more.
   */
  async open(token: string, purpose: PersonalLink['purpose']): Promise<OpenLink> {
    const now = this.clock.now();
    const { read } = this.unitOfWork;
    const link = await read.links.linkByToken(sha256Of(token));
    if (link?.purpose !== purpose) throw new Problem('link-unknown');
    const end = endOf(link, now);
    // What used it up is this very request, repeated.
    const isOwnUse = end === 'used' && this.unitOfWork.isRepetition;
    if (end !== null && !isOwnUse) throw new Problem('link-expired', { reason: end });
    const person = (await read.people.person(link.personId))!;
    const actor = await actorFor(read, person, now, STRENGTH[purpose]);
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
    return { ...link, token, pin: null };
  }
}

async function personOf(stores: StoreReads, communeId: string, personId: string): Promise<Person> {
  const person = await stores.people.person(personId);
  if (person?.communeId !== communeId) throw new Problem('not-found', { field: 'personId' });
  return person;
}
