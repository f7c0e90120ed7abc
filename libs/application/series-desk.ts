// Changing what was booked: the whole series, what follows from a day on, or one day of it. Days that were taken out stay out.
import {
  addDays,
  datesOf,
  partBefore,
  partFrom,
  Problem,
  BOOKING_LIFECYCLE,
  follow,
  type Actor,
  type BookedStart,
  type Booking,
  type Instant,
  type LocalDate,
  type Recurrence,
} from '#domain';
import { Injectable } from '@nestjs/common';
import { requireAct, visible } from './access';
import { viewOf } from './announcement-view';
import { recordApproval, tellApprovers } from './approvals';
import { bookingDigest, requireRoom, withWaysOut } from './booking-checks';
import { daysOf, logBooking, requireSlot, saveProposal, type RequestedRecurrence } from './booking-proposals';
import { bookingView, type BookingView } from './booking-view';
import { newId } from './new-id';
import { AirSettings } from './ports/air-settings';
import { Clock } from './ports/clock';
import { JobQueue } from './ports/job-queue';
import type { StoreReads, Stores } from './ports/stores';
import { UnitOfWork } from './ports/unit-of-work';

/** Which days a change is for: all of them, those from a day on, or that day alone. */
export type SeriesScope =
  | { readonly kind: 'all' }
  | { readonly kind: 'following'; readonly date: LocalDate }
  | { readonly kind: 'this'; readonly date: LocalDate };

/** What changes; what is absent stays. */
export interface SeriesChange {
  readonly start?: BookedStart;
  readonly recurrence?: RequestedRecurrence;
  readonly repeats?: number;
  readonly lateLimitMs?: number;
  readonly lateReason?: string | null;
}

/** The booking as it stands now. `successor`: the booking that took over days of it; null: none did. */
export interface AmendedBooking extends BookingView {
  readonly successor: BookingView | null;
}

type Wish = Pick<Booking, 'start' | 'recurrence' | 'repeats' | 'lateLimitMs' | 'lateReason' | 'cancelledDates'>;

/** Who approves it decides its order among priorities. */
const ORDER_LATER = { orderLater: true };

@Injectable()
export class SeriesDesk {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly settings: AirSettings,
    private readonly jobs: JobQueue,
  ) {}

  /**
   * Changes a booking that stands at `revision` and is still open. What changes its digest voids its approval. From a day on, the series
   * ends the day before and a proposal takes over; for one day, that day is taken out and a proposal takes its place: both leave the
   * approval of the other days alone. Throws Problem `edited-meanwhile`, `wrong-state`, `booking-no-dates` when the series has no such
   * day, and what `BookingDesk.propose` throws.
   */
  async amend(
    actor: Actor,
    id: string,
    revision: number,
    scope: SeriesScope,
    change: SeriesChange,
  ): Promise<AmendedBooking> {
    const now = this.clock.now();
    const { unitOfWork, settings } = this;
    const act = async (stores: Stores) => {
      const before = visible(actor, await stores.bookings.booking(id));
      await requireMayAmend(stores, actor, before);
      if (before.revision !== revision) throw new Problem('edited-meanwhile', { revision: before.revision });
      if (before.state !== 'proposed' && before.state !== 'approved') {
        throw new Problem('wrong-state', { state: before.state, event: 'amend' });
      }
      const successor = await this.take(stores, before, scope, change, actor, now);
      await stores.air.wantPlan(before.communeId);
      return { ...(await bookingView(stores, (await stores.bookings.booking(id))!)), successor };
    };
    const amended = await withWaysOut(unitOfWork.read, now, settings.limits, () => unitOfWork.run(act));
    await this.jobs.enqueue({ name: 'plan', communeId: amended.communeId });
    return amended;
  }

  /** The commune of a booking. Throws Problem `not-found`. */
  async communeOf(actor: Actor, id: string): Promise<string> {
    return visible(actor, await this.unitOfWork.read.bookings.booking(id)).communeId;
  }

  private async take(
    stores: Stores,
    before: Booking,
    scope: SeriesScope,
    change: SeriesChange,
    actor: Actor,
    now: Instant,
  ): Promise<BookingView | null> {
    if (scope.kind === 'this') return this.replaceDay(stores, before, scope.date, change, actor, now);
    const earlier = scope.kind === 'following' ? partBefore(before.recurrence, scope.date) : undefined;
    if (scope.kind === 'following' && earlier) {
      return this.replaceRest(stores, before, earlier, scope.date, change, actor, now);
    }
    await this.changeAll(stores, before, await wishOf(stores, before, change), actor, now);
    return null;
  }

  private async changeAll(stores: Stores, before: Booking, wish: Wish, actor: Actor, now: Instant): Promise<void> {
    const changesDigest = bookingDigest('', { ...before, ...wish }) !== bookingDigest('', before);
    const amendedBy = changesDigest ? [...new Set([...before.amendedBy, actor.personId])] : before.amendedBy;
    const next: Booking = { ...before, ...wish, amendedBy };
    await requireRoom(stores, next, now, this.settings.limits, ORDER_LATER);
    const voids = changesDigest && before.state === 'approved';
    await stores.bookings.update(before.id, {
      ...wish,
      amendedBy,
      ...(voids && {
        state: follow(BOOKING_LIFECYCLE, before.state, 'void'),
        approvedBy: null,
        approvedAt: null,
        approvedDigest: null,
      }),
    });
    const details = { scope: 'all', before: wishIn(before), after: wish };
    await logBooking(stores, 'booking.amended', before, actor, now, details);
    if (!voids) return;
    await stores.bookings.voidApprovals(before.id, now, 'booking-amended');
    const { title, editors } = await viewOf(stores, (await stores.announcements.announcement(before.announcementId))!);
    const { id, communeId, createdBy: proposedBy } = before;
    await tellApprovers(stores, { id, communeId, title, editors: [...editors, ...amendedBy], proposedBy }, actor, now);
  }

  /** The series keeps its days before that one; a proposal takes over the others. */
  private async replaceRest(
    stores: Stores,
    before: Booking,
    earlier: Recurrence,
    date: LocalDate,
    change: SeriesChange,
    actor: Actor,
    now: Instant,
  ): Promise<BookingView> {
    const wish = await wishOf(stores, before, change);
    const recurrence = partFrom(wish.recurrence, date);
    if (!recurrence) throw new Problem('booking-no-dates');
    await shorten(stores, before, earlier, now);
    const details = { scope: 'following', date, before: before.recurrence, after: earlier };
    await logBooking(stores, 'booking.amended', before, actor, now, details);
    return this.succeed(stores, before, { ...wish, recurrence }, actor, now);
  }

  private async replaceDay(
    stores: Stores,
    before: Booking,
    date: LocalDate,
    change: SeriesChange,
    actor: Actor,
    now: Instant,
  ): Promise<BookingView> {
    const { recurrence, cancelledDates, communeId } = before;
    const specialDays = await stores.places.specialDays(communeId);
    const [due] = datesOf(recurrence, { from: date, before: addDays(date, 1) }, cancelledDates, specialDays);
    if (due === undefined) throw new Problem('booking-no-dates');
    await stores.bookings.update(before.id, { cancelledDates: [...cancelledDates, date].sort() });
    await logBooking(stores, 'booking.day-cancelled', before, actor, now, { date, reason: null });
    const once: Booking = { ...before, recurrence: { kind: 'once', date }, cancelledDates: [] };
    return this.succeed(stores, before, await wishOf(stores, once, change), actor, now);
  }

  /** A proposal with the places of the series, for days that the series has just given up. */
  private async succeed(stores: Stores, before: Booking, wish: Wish, actor: Actor, now: Instant): Promise<BookingView> {
    const successor: Booking = {
      ...before,
      ...wish,
      id: newId(now),
      state: 'proposed',
      createdBy: actor.personId,
      createdAt: now,
      amendedBy: [],
      approvedBy: null,
      approvedAt: null,
      approvedDigest: null,
      revision: 1,
    };
    await requireRoom(stores, successor, now, this.settings.limits, ORDER_LATER);
    return saveProposal(stores, successor, actor, { takesOverFrom: before.id });
  }
}

/** The right to propose everywhere it sounds, and to the booking one's own authorship or the right to cancel. */
async function requireMayAmend(stores: StoreReads, actor: Actor, booking: Booking): Promise<void> {
  for (const zone of await stores.places.zones(booking.communeId)) {
    if (booking.zoneIds.includes(zone.id)) requireAct(actor, 'booking.propose', zone);
  }
  if (booking.createdBy === actor.personId) return;
  requireAct(actor, 'booking.cancel', { communeId: booking.communeId, villageId: null });
}

/** What the booking would be. Days once taken out stay among those taken out, whatever the new rule says. */
async function wishOf(stores: StoreReads, before: Booking, change: SeriesChange): Promise<Wish> {
  const start = change.start ?? before.start;
  await requireSlot(stores, before.communeId, start);
  const days = change.recurrence && (await daysOf(stores, before.communeId, start, change.recurrence));
  return {
    start,
    recurrence: days?.recurrence ?? before.recurrence,
    cancelledDates: [...new Set([...before.cancelledDates, ...(days?.cancelledDates ?? [])])].sort(),
    repeats: change.repeats ?? before.repeats,
    lateLimitMs: change.lateLimitMs ?? before.lateLimitMs,
    lateReason: change.lateReason === undefined ? before.lateReason : change.lateReason,
  };
}

function wishIn({ start, recurrence, cancelledDates, repeats, lateLimitMs, lateReason }: Booking): Wish {
  return { start, recurrence, cancelledDates, repeats, lateLimitMs, lateReason };
}

/**
 * Lets the series end earlier. Its approver agreed to more than what is left, so the approval goes over to the rest, as it does when a day
 * is cancelled: the old one is voided and one for the shorter series stands in its place, named for what it is.
 */
async function shorten(stores: Stores, before: Booking, recurrence: Recurrence, now: Instant): Promise<void> {
  const { id, announcementId, state } = before;
  const approval = (await stores.bookings.approvals(id)).find(({ voidedAt }) => voidedAt === null);
  const { digest } = await viewOf(stores, (await stores.announcements.announcement(announcementId))!);
  if (state !== 'approved' || !approval || digest === null) return stores.bookings.update(id, { recurrence });
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
}
