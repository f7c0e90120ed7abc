// What waits for the word of one person: a second person of an emergency, approvals, corrections of one's own, signatures under what was done
// alone.
import {
  mayApprove,
  maySignReview,
  type Act,
  type Actor,
  type ApprovalRefusal,
  type Commune,
  type Instant,
  type MessageClass,
  type ReviewSubject,
} from '#domain';
import type { Names } from '../acting/names';
import type { StoreReads } from '../ports/stores';
import { waitingApprovals } from './waiting-approvals';

/** How many of the newest announcements and reviews are looked through. */
const LOOKED_THROUGH = 100;

/** Something that waits for the word of a person. */
export type PersonNeed = {
  /** The thing itself: a request, a booking, an announcement, a review. */
  readonly subjectId: string;
  readonly title: string;
  readonly since: Instant;
} & (
  | { readonly kind: 'emergency-asks'; readonly by: string }
  | {
      readonly kind: 'approval';
      readonly announcementId: string;
      readonly bookingId: string | null;
      readonly messageClass: MessageClass;
      readonly by: string;
      readonly firstStartsAt: Instant | null;
      /** Whether this person may approve it, or why not. */
      readonly may: 'ok' | ApprovalRefusal;
    }
  | { readonly kind: 'fix'; readonly announcementId: string; readonly note: string | null }
  | {
      readonly kind: 'sign';
      readonly subject: ReviewSubject;
      readonly announcementId: string | null;
      readonly by: string;
      readonly dueBy: Instant;
    }
);

/** Everything that waits for this person; `may` says what the person is allowed in the commune. */
export async function needsOfPerson(
  read: StoreReads,
  actor: Actor,
  commune: Commune,
  names: Names,
  now: Instant,
  may: (act: Act) => boolean,
): Promise<readonly PersonNeed[]> {
  return [
    ...(may('emergency.order') ? await emergenciesAsking(read, commune.id, names) : []),
    ...(may('approval.refuse') ? await approvals(read, actor, commune, names, now) : []),
    ...(await ownToFix(read, actor, commune.id)),
    ...(may('review.sign') ? await reviewsToSign(read, actor, commune.id, names) : []),
  ];
}

async function emergenciesAsking(
  { emergencies }: StoreReads,
  communeId: string,
  names: Names,
): Promise<readonly PersonNeed[]> {
  return (await emergencies.requested(communeId)).map(({ id, title, requestedAt, requestedBy }) => ({
    kind: 'emergency-asks',
    subjectId: id,
    title,
    since: requestedAt,
    by: names.person(requestedBy),
  }));
}

/** What is nearest to its time first, then what waits longest. */
async function approvals(
  stores: StoreReads,
  actor: Actor,
  { id: communeId, approverRule }: Commune,
  names: Names,
  now: Instant,
): Promise<readonly PersonNeed[]> {
  const { found: waiting } = await waitingApprovals(stores, communeId, now);
  const announcements = await stores.announcements.byIds(waiting.map(({ announcementId }) => announcementId));
  return [...waiting]
    .sort((a, b) => (a.firstStartsAt ?? Infinity) - (b.firstStartsAt ?? Infinity) || a.since - b.since)
    .flatMap((each) => {
      const { subjectId, announcementId, bookingId, title, editors, proposedBy, firstStartsAt } = each;
      const announcement = announcements.find(({ id }) => id === announcementId);
      if (!announcement) return [];
      const may = mayApprove(actor, { communeId, approverRule, editors, proposedBy });
      const by = names.person(proposedBy ?? announcement.createdBy);
      const { messageClass } = announcement;
      const what = { subjectId, announcementId, bookingId, title, messageClass };
      return { kind: 'approval', ...what, since: each.since, by, firstStartsAt, may } as const;
    });
}

/** One's own announcements that came back. */
async function ownToFix(
  { announcements }: StoreReads,
  { personId }: Actor,
  communeId: string,
): Promise<readonly PersonNeed[]> {
  const { items } = await announcements.announcements(communeId, { limit: LOOKED_THROUGH });
  return items
    .filter(({ state, createdBy }) => createdBy === personId && (state === 'changes_requested' || state === 'void'))
    .map(({ id, title, note, createdAt }) => ({
      kind: 'fix',
      subjectId: id,
      announcementId: id,
      title,
      note,
      since: createdAt,
    }));
}

async function reviewsToSign(
  stores: StoreReads,
  { personId }: Actor,
  communeId: string,
  names: Names,
): Promise<readonly PersonNeed[]> {
  const { items } = await stores.reviews.reviews(communeId, { limit: LOOKED_THROUGH });
  const open = items.filter((review) => maySignReview(review, personId) === 'ok');
  return Promise.all(
    open.map(async ({ id: subjectId, subject, subjectId: about, actedBy, dueBy }) => {
      const found =
        subject === 'emergency' ? await stores.emergencies.emergency(about) : await stores.bookings.booking(about);
      const announcement = found && (await stores.announcements.announcement(found.announcementId));
      return {
        kind: 'sign',
        subjectId,
        subject,
        announcementId: announcement?.id ?? null,
        title: announcement?.title ?? '',
        since: announcement?.createdAt ?? dueBy,
        by: names.person(actedBy),
        dueBy,
      } as const;
    }),
  );
}
