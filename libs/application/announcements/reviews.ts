// Looking afterwards at what one person put on air alone. The review is opened in the unit of work of that act, so that none goes without.
import {
  maySignReview,
  Problem,
  REVIEW_WITHIN_MS,
  type Actor,
  type Instant,
  type Review,
  type ReviewVerdict,
} from '#domain';
import { Injectable } from '@nestjs/common';
import { requireAct, visible } from '../acting/access';
import { newId } from '../acting/new-id';
import { peopleWhoMay, tell } from '../acting/notices';
import { Clock } from '../ports/clock';
import type { Page, PageRequest, StoreReads, Stores } from '../ports/stores';
import { UnitOfWork } from '../ports/unit-of-work';

/** What was done by whom alone. */
type ReviewOccasion = Pick<Review, 'communeId' | 'subject' | 'subjectId' | 'actedBy'>;

/** Opens the review of something that one person put on air alone, and tells everybody who may sign it. */
export async function openReview(stores: Stores, occasion: ReviewOccasion, now: Instant): Promise<Review> {
  const { communeId, subject, subjectId, actedBy } = occasion;
  const unsigned = { signedBy: null, signedAt: null, verdict: null, note: '' };
  const review: Review = { ...occasion, ...unsigned, id: newId(now), dueBy: now + REVIEW_WITHIN_MS };
  await stores.reviews.insert(review);
  await stores.events.append({
    communeId,
    at: now,
    kind: 'review.opened',
    actor: actedBy,
    subjectId: review.id,
    details: { subject, subjectId, dueBy: review.dueBy },
  });
  const signers = await peopleWhoMay(stores, 'review.sign', { communeId, villageId: null });
  const values = { subject, dueBy: review.dueBy };
  const others = signers.filter((personId) => personId !== actedBy);
  await tell(stores, others, { communeId, kind: 'review-waits', subjectId: review.id, values }, now);
  return review;
}

/** A review with what it is about, in names. */
interface ReviewView extends Review {
  readonly title: string;
  readonly announcementId: string;
  /** When it was put on air. */
  readonly actedAt: Instant;
  readonly actedByName: string;
  readonly signedByName: string | null;
  /** What that person wrote about it; empty when nothing was asked. */
  readonly reason: string;
}

@Injectable()
export class Reviews {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** Every review of the commune, newest first, for those who sign or audit. */
  async list(actor: Actor, communeId: string, page: PageRequest): Promise<Page<ReviewView>> {
    requireAct(actor, 'audit.read', { communeId, villageId: null });
    const { read } = this.unitOfWork;
    const { items, nextCursor } = await read.reviews.reviews(communeId, page);
    return { items: await Promise.all(items.map((review) => reviewView(read, review))), nextCursor };
  }

  /** Signs what was found. Throws Problem `review-self` for the person who acted alone, `review-signed` the second time. */
  async sign(actor: Actor, id: string, verdict: ReviewVerdict, note: string): Promise<Review> {
    const now = this.clock.now();
    return this.unitOfWork.run(async (stores) => {
      const review = visible(actor, await stores.reviews.review(id));
      requireAct(actor, 'review.sign', { communeId: review.communeId, villageId: null });
      const may = maySignReview(review, actor.personId);
      if (may !== 'ok') throw new Problem(may);
      const signature = { signedBy: actor.personId, signedAt: now, verdict, note };
      await stores.reviews.update(id, signature);
      await stores.events.append({
        communeId: review.communeId,
        at: now,
        kind: 'review.signed',
        actor: actor.personId,
        subjectId: id,
        details: { subject: review.subject, subjectId: review.subjectId, verdict, note },
      });
      return { ...review, ...signature };
    });
  }
}

async function reviewView(read: StoreReads, review: Review): Promise<ReviewView> {
  const nameOf = async (personId: string) => (await read.people.person(personId))?.name ?? '';
  const { actedBy, signedBy } = review;
  return {
    ...review,
    ...(await subjectOf(read, review)),
    actedByName: await nameOf(actedBy),
    signedByName: signedBy === null ? null : await nameOf(signedBy),
  };
}

async function subjectOf({ emergencies, bookings, announcements }: StoreReads, { subject, subjectId }: Review) {
  if (subject === 'emergency') {
    const { title, announcementId, requestedAt, reason } = (await emergencies.emergency(subjectId))!;
    return { title, announcementId, actedAt: requestedAt, reason };
  }
  const { announcementId, createdAt } = (await bookings.booking(subjectId))!;
  const { title } = (await announcements.announcement(announcementId))!;
  return { title, announcementId, actedAt: createdAt, reason: '' };
}
