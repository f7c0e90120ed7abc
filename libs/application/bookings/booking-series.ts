// Changing what was booked: the whole series, what follows from a day on, or one day of it. Days that were taken out stay out.
import { BOOKING_LIFECYCLE, follow, Problem, type Actor, type Booking, type Instant, type Recurrence } from '#domain';
import { Injectable } from '@nestjs/common';
import { bookingDigest } from '../acting/as-approved';
import { visible } from '../acting/access';
import { viewOf } from '../announcements/announcement-view';
import { recordApproval, tellApprovers } from '../announcements/approvals';
import { type CheckedBooking } from './booking-checks';
import { wishIn } from './booking-parts';
import { logBooking, saveProposal } from './booking-request';
import { bookingView, type BookingView } from './booking-view';
import { BookingTrials, type TriedBooking } from './booking-trials';
import { BookingWrites } from './booking-writes';
import { requireUnedited } from '../acting/edits';
import { Clock } from '../ports/clock';
import type { StoreReads, Stores } from '../ports/stores';
import { UnitOfWork } from '../ports/unit-of-work';
import {
  approvalAfterwards,
  draftOf,
  type ApprovalAfterwards,
  type DraftedChange,
  type SeriesChange,
  type SeriesScope,
} from './series-change';

/** The booking as it stands now. `successor`: the booking that took over days of it; null: none did. */
interface AmendedBooking extends BookingView {
  readonly successor: BookingView | null;
}

/** What saving a change would do, and what of the approval would be left. */
interface CheckedChange extends CheckedBooking {
  readonly approval: ApprovalAfterwards;
}

/** Who approves it decides its order among priorities. */
const ORDER_LATER = { orderLater: true };

@Injectable()
export class BookingSeries {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly trials: BookingTrials,
    private readonly writes: BookingWrites,
  ) {}

  /** What `amend` would do: every start, every conflict and ways out, held against everything but itself. Changes nothing. */
  async check(actor: Actor, id: string, scope: SeriesScope, change: SeriesChange): Promise<CheckedChange> {
    const { read } = this.unitOfWork;
    const now = this.clock.now();
    const before = requireOpen(visible(actor, await read.bookings.booking(id)));
    const draft = await draftOf(read, before, scope, change, actor, now);
    const { standing, successor } = draft;
    const besides = successor ? standing : undefined;
    const preview = await this.trials.preview(read, successor ?? standing, now, ORDER_LATER, besides);
    return { ...preview, approval: approvalAfterwards(before, draft) };
  }

  /**
   * Changes a booking that stands at `revision` and is still open. What changes its digest voids its approval. From a day on, the series
   * ends the day before and a proposal takes over; for one day, that day is taken out and a proposal takes its place: both leave the
   * approval of the other days alone. Throws Problem `edited-meanwhile`, `wrong-state`, `booking-no-dates` when the series has no such
   * day, and what `Bookings.propose` throws.
   */
  async amend(
    actor: Actor,
    id: string,
    revision: number,
    scope: SeriesScope,
    change: SeriesChange,
  ): Promise<AmendedBooking> {
    const now = this.clock.now();
    const foresee = async (stores: StoreReads) => {
      const before = requireOpen(visible(actor, await stores.bookings.booking(id)));
      return this.tried(stores, await draftOf(stores, before, scope, change, actor, now), now);
    };
    const known = await this.unitOfWork.read.bookings.booking(id);
    return this.writes.runForeseen(known, foresee, async (stores, foreseen) => {
      const before = visible(actor, await stores.bookings.booking(id));
      await requireUnedited(stores, before, revision);
      const draft = await draftOf(stores, requireOpen(before), scope, change, actor, now);
      const again = () => this.tried(stores, draft, now);
      await this.trials.requireRoom(stores, draft.successor ?? draft.standing, await foreseen(), again, ORDER_LATER);
      const successor = await this.take(stores, before, draft, actor, now);
      await stores.air.wantPlan(before.communeId);
      return { ...(await bookingView(stores, (await stores.bookings.booking(id))!)), successor };
    });
  }

  /** The commune of a booking. Throws Problem `not-found`. */
  async communeOf(actor: Actor, id: string): Promise<string> {
    return visible(actor, await this.unitOfWork.read.bookings.booking(id)).communeId;
  }

  /** What takes the days, with the rest of the series as it would stand. */
  private tried(stores: StoreReads, { standing, successor }: DraftedChange, now: Instant): Promise<TriedBooking> {
    const unsaved = { besides: successor ? standing : undefined };
    return this.trials.tried(stores, successor ?? standing, now, ORDER_LATER, unsaved);
  }

  private async take(
    stores: Stores,
    before: Booking,
    draft: DraftedChange,
    actor: Actor,
    now: Instant,
  ): Promise<BookingView | null> {
    if (draft.kind === 'all') {
      await this.changeAll(stores, before, draft.standing, actor, now);
      return null;
    }
    const { standing, successor } = draft;
    const { id: bookingId, announcementId } = before;
    if (draft.kind === 'this') {
      await stores.bookings.update(bookingId, { cancelledDates: standing.cancelledDates });
      const details = { announcementId, date: draft.date, reason: null };
      await logBooking(stores, before, actor, now, { kind: 'booking.day-cancelled', details });
    } else {
      const digest = await shorten(stores, before, standing.recurrence, now);
      const [was, is] = [before.recurrence, standing.recurrence];
      const details = { announcementId, scope: 'following', date: draft.date, before: was, after: is, digest } as const;
      await logBooking(stores, before, actor, now, { kind: 'booking.amended', details });
    }
    return saveProposal(stores, successor, actor, { takesOverFrom: before.id });
  }

  private async changeAll(stores: Stores, before: Booking, next: Booking, actor: Actor, now: Instant): Promise<void> {
    const { amendedBy } = next;
    const voids = approvalAfterwards(before, { kind: 'all', standing: next, successor: null }) === 'lost';
    await stores.bookings.update(before.id, {
      ...wishIn(next),
      amendedBy,
      ...(voids && {
        state: follow(BOOKING_LIFECYCLE, before.state, 'void'),
        approvedBy: null,
        approvedAt: null,
        approvedDigest: null,
      }),
    });
    const { announcementId } = before;
    const details = { announcementId, scope: 'all', before: wishIn(before), after: wishIn(next) } as const;
    await logBooking(stores, before, actor, now, { kind: 'booking.amended', details });
    if (!voids) return;
    await stores.bookings.voidApprovals(before.id, now, 'booking-amended');
    const { title, editors } = await viewOf(stores, (await stores.announcements.announcement(before.announcementId))!);
    const { id, communeId, createdBy: proposedBy } = before;
    await tellApprovers(stores, { id, communeId, title, editors: [...editors, ...amendedBy], proposedBy }, actor, now);
  }
}

function requireOpen(booking: Booking): Booking {
  const { state } = booking;
  if (state !== 'proposed' && state !== 'approved') throw new Problem('wrong-state', { state, event: 'amend' });
  return booking;
}

/**
 * Lets the series end earlier. Its approver agreed to more than what is left, so the approval goes over to the rest, as it does when a day
 * is cancelled: the old one is voided and one for the shorter series stands in its place, named for what it is. Returns its digest.
 */
async function shorten(stores: Stores, before: Booking, recurrence: Recurrence, now: Instant): Promise<string | null> {
  const { id, announcementId, state } = before;
  const approval = (await stores.bookings.approvals(id)).find(({ voidedAt }) => voidedAt === null);
  const { digest } = await viewOf(stores, (await stores.announcements.announcement(announcementId))!);
  if (state !== 'approved' || !approval || digest === null) {
    await stores.bookings.update(id, { recurrence });
    return before.approvedDigest;
  }
  const approvedDigest = bookingDigest(digest, { ...before, recurrence });
  await stores.bookings.update(id, { recurrence, approvedDigest });
  await stores.bookings.voidApprovals(id, now, 'series-shortened');
  const { communeId, subject, subjectId, approvedBy, approvedAt } = approval;
  await recordApproval(stores, {
    communeId,
    subject,
    subjectId,
    digest: approvedDigest,
    approvedBy,
    approvedAt,
    basis: approval.basis === 'another-person' ? 'narrowed' : approval.basis,
  });
  return approvedDigest;
}
