// Bookings: what a person wants on air, previewed by the same code that plans it, and let on air by another person.
import {
  BOOKING_LIFECYCLE,
  follow,
  mayApprove,
  mayDoSomewhere,
  onBehalfOf,
  Problem,
  type Act,
  type Actor,
  type Booking,
  type BookingEvent,
  type BookingOrder,
  type Instant,
  type LocalDate,
  type NoticeKind,
} from '#domain';
import { Injectable } from '@nestjs/common';
import { requireAct, requireCommune, requireFreshProof, visible } from '../acting/access';
import { bookingInReach, seesBooking, withinReach } from '../acting/reach';
import { approveContent, questionOf, recordApproval } from '../announcements/approvals';
import type { CheckedBooking } from './booking-checks';
import { requirePlace } from './booking-refusals';
import { bookingFrom, logBooking, saveProposal, type BookingRequest } from './booking-request';
import { bookingView, type BookingView } from './booking-view';
import { BookingTrials } from './booking-trials';
import { BookingWrites } from './booking-writes';
import { refuseDuplicate } from './duplicates';
import { requireUnedited } from '../acting/edits';
import { tell } from '../acting/notices';
import { decidesOrder, inOrder, recordOrder, type OrderedBooking } from './precedence';
import { Clock } from '../ports/clock';
import type { Page, PageRequest, StoreReads, Stores } from '../ports/stores';
import { UnitOfWork } from '../ports/unit-of-work';
import { giveWay, withRoomMade } from './replacement';
import { takingOffOf, type TakingOff } from './taking-off';

/** A booking with how far its cancel has come; null: no pole may begin any of it that should not. */
interface BookingInFull extends BookingView {
  readonly takenOff: TakingOff | null;
}

@Injectable()
export class Bookings {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly trials: BookingTrials,
    private readonly writes: BookingWrites,
  ) {}

  /**
   * What saving this would do: every start, every conflict, and ways out that were themselves checked. Changes nothing. Throws Problem
   * `booking-duplicate` before it looks, unless the request says that the same is meant once more.
   */
  async check(actor: Actor, communeId: string, request: BookingRequest): Promise<CheckedBooking> {
    const { read } = this.unitOfWork;
    const now = this.clock.now();
    const asked = await bookingFrom(read, actor, communeId, request, now);
    await refuseDuplicate(read, asked, request);
    const { booking } = await this.inOrder(read, asked, request.order, actor, now);
    return this.trials.preview(read, booking, now, { orderLater: !decidesOrder(actor, communeId) });
  }

  /**
   * Saves the wish; it holds its time until another person approves it or the show lock comes. Throws Problem `booking-conflict`,
   * `booking-overflow`, `booking-clock-change`, `booking-quiet-hours`, `booking-in-the-past`, `booking-too-soon`,
   * `booking-needs-late-reason`, `booking-needs-order`, `booking-no-free-minute` with what collides and the ways out;
   * `booking-not-replaceable`, `booking-emergency`, `booking-duplicate`.
   */
  async propose(actor: Actor, communeId: string, request: BookingRequest): Promise<BookingView> {
    const now = this.clock.now();
    const terms = { orderLater: !decidesOrder(actor, communeId) };
    const ask = async (stores: StoreReads) => {
      const asked = await bookingFrom(stores, actor, communeId, request, now);
      await refuseDuplicate(stores, asked, request);
      return asked;
    };
    const foresee = async (stores: StoreReads) => {
      const asked = await ask(stores);
      const ordered = await this.inOrder(stores, asked, request.order, actor, now);
      const { zones, gone } = await withRoomMade(this.trials, ordered, request.replaces ?? [], actor, terms);
      return { asked, ordered, gone, zones, forecast: await this.trials.forecast(zones, terms) };
    };
    const subject = { communeId, announcementId: request.announcementId };
    return this.writes.runForeseen(subject, foresee, async (stores, foreseen) => {
      await ask(stores);
      const { asked, ordered, gone, zones, forecast } = await foreseen();
      const { booking, met } = ordered;
      await giveWay(stores, booking, gone, actor, now, this.trials.lockMs);
      await requirePlace(stores, booking, zones, forecast, terms);
      const proposed = await saveProposal(stores, booking, actor);
      if (met.length > 0) await recordOrder(stores, booking, asked.precedence, met, actor, now);
      return proposed;
    });
  }

  /**
   * Approves the booking and, in the same act, its announcement if it was handed in. `digest` says what was seen and heard; anything
   * else is refused as `approval-stale`. Throws Problem `approval-self`, `not-allowed`, `announcement-not-submitted` and what
   * `propose` throws, because time has gone by since, or `proof-too-old`. `order` decides what the proposer could not. What goes as soon as
   * possible gets its start here. What stands `alongside` is done in the same unit of work: both or neither.
   */
  async approve(
    actor: Actor,
    id: string,
    digest: string,
    order?: BookingOrder,
    alongside: (stores: Stores) => Promise<void> = nothingElse,
  ): Promise<BookingView> {
    const now = this.clock.now();
    const foresee = async (stores: StoreReads) => {
      const ordered = await this.inOrder(stores, visible(actor, await stores.bookings.booking(id)), order, actor, now);
      return { ...ordered, forecast: await this.trials.forecast(ordered.zones) };
    };
    // None yet where it is saved alongside.
    const known = await this.unitOfWork.read.bookings.booking(id);
    return this.writes.runForeseen(known, foresee, async (stores, foreseen) => {
      await alongside(stores);
      const before = await bookingView(stores, visible(actor, await stores.bookings.booking(id)));
      const question = await questionOf(stores, before, before.announcement);
      const verdict = mayApprove(actor, question);
      if (verdict !== 'ok') throw new Problem(verdict);
      requireFreshProof(actor, 'booking.approve.leader');
      const state = follow(BOOKING_LIFECYCLE, before.state, 'approve');
      if (before.digest === null || before.digest !== digest) throw new Problem('approval-stale');
      const { booking, zones, met, forecast } = await foreseen();
      await requirePlace(stores, booking, zones, forecast);
      await approveContent(stores, before.announcement, actor, now);
      await recordApproval(stores, {
        communeId: before.communeId,
        subject: 'booking',
        subjectId: id,
        digest,
        approvedBy: actor.personId,
        approvedAt: now,
        basis: 'another-person',
      });
      const approved = { state, approvedBy: actor.personId, approvedAt: now, approvedDigest: digest };
      const { soonestAt } = forecast;
      await stores.bookings.update(id, { ...approved, soonestAt, precedence: booking.precedence });
      await stores.air.wantPlan(before.communeId);
      const { announcementId, warnings, lateReason } = before;
      const inPlaceOf = onBehalfOf(actor, question);
      const details = { announcementId, digest, onBehalfOf: inPlaceOf, warnings, lateReason, soonestAt };
      await logBooking(stores, before, actor, now, { kind: 'booking.approved', details });
      if (met.length > 0) await recordOrder(stores, booking, before.precedence, met, actor, now);
      return bookingView(stores, (await stores.bookings.booking(id))!);
    });
  }

  /** Says no to a proposal; to the version that was looked at, where `revision` names one. Throws Problem `edited-meanwhile`. */
  decline(actor: Actor, id: string, reason: string, revision?: number): Promise<BookingInFull> {
    return this.end(actor, id, DECLINE, reason, revision);
  }

  /**
   * Takes the whole booking off the air, also what is sounding now and what a late pole may still begin. Says which poles may begin it all the
   * same. Throws Problem `edited-meanwhile`.
   */
  cancel(actor: Actor, id: string, reason: string, revision?: number): Promise<BookingInFull> {
    return this.end(actor, id, CANCEL, reason, revision);
  }

  /** Takes one day out of the series; editing the series later never brings it back. Throws Problem `edited-meanwhile`. */
  async cancelDay(
    actor: Actor,
    id: string,
    date: LocalDate,
    reason: string,
    revision?: number,
  ): Promise<BookingInFull> {
    return this.unitOfWork.run(async (stores) => {
      const before = visible(actor, await stores.bookings.booking(id));
      requireMayEnd(actor, before, 'booking.cancel');
      await requireUnedited(stores, before, revision);
      if (before.state !== 'proposed' && before.state !== 'approved') {
        throw new Problem('wrong-state', { state: before.state, event: 'cancel' });
      }
      const cancelledDates = [...new Set([...before.cancelledDates, date])].sort();
      await stores.bookings.update(id, { cancelledDates });
      await stores.air.wantPlan(before.communeId);
      const details = { announcementId: before.announcementId, date, reason };
      await logBooking(stores, before, actor, this.clock.now(), { kind: 'booking.day-cancelled', details });
      return this.inFull(stores, (await stores.bookings.booking(id))!);
    });
  }

  /** Throws Problem `not-found`. */
  async booking(actor: Actor, id: string): Promise<BookingInFull> {
    const { read } = this.unitOfWork;
    return this.inFull(read, await bookingInReach(read, actor, id));
  }

  /** What approving it now would do: every start, every conflict, ways out. */
  async preview(actor: Actor, id: string): Promise<CheckedBooking> {
    const { read } = this.unitOfWork;
    const booking = await bookingInReach(read, actor, id);
    return this.trials.preview(read, booking, this.clock.now());
  }

  /** Newest first, as far as a grant of the actor reaches. */
  async list(actor: Actor, communeId: string, page: PageRequest): Promise<Page<Booking>> {
    requireCommune(actor, communeId);
    const { read } = this.unitOfWork;
    const { items, nextCursor } = await read.bookings.bookings(communeId, page);
    return { items: await withinReach(items, (each) => seesBooking(read, actor, each)), nextCursor };
  }

  private async inOrder(
    stores: StoreReads,
    booking: Booking,
    order: BookingOrder | undefined,
    actor: Actor,
    now: Instant,
  ): Promise<OrderedBooking> {
    return inOrder(this.trials, booking, await this.trials.zonesOf(stores, booking, now), order, actor);
  }

  private async end(
    actor: Actor,
    id: string,
    { event, act, kind, news }: Ending,
    reason: string,
    revision?: number,
  ): Promise<BookingInFull> {
    return this.unitOfWork.run(async (stores) => {
      const before = visible(actor, await stores.bookings.booking(id));
      requireMayEnd(actor, before, act);
      await requireUnedited(stores, before, revision);
      await stores.bookings.update(id, { state: follow(BOOKING_LIFECYCLE, before.state, event) });
      await stores.air.wantPlan(before.communeId);
      const details = { announcementId: before.announcementId, reason };
      await logBooking(stores, before, actor, this.clock.now(), { kind, details });
      const ended = await this.inFull(stores, (await stores.bookings.booking(id))!);
      if (before.createdBy !== actor.personId) {
        const values = { title: ended.announcement.title, reason, who: actor.name };
        const { communeId } = before;
        await tell(stores, [before.createdBy], { communeId, kind: news, subjectId: id, values }, this.clock.now());
      }
      return ended;
    });
  }

  private async inFull(stores: StoreReads, booking: Booking): Promise<BookingInFull> {
    const view = await bookingView(stores, booking);
    return { ...view, takenOff: await takingOffOf(stores, booking, this.clock.now()) };
  }
}

const nothingElse = () => Promise.resolve();

/** How a person ends a booking, by which right, and how its author is told. */
interface Ending {
  readonly event: BookingEvent;
  readonly act: Act;
  readonly kind: 'booking.declined' | 'booking.cancelled';
  readonly news: NoticeKind;
}

const DECLINE: Ending = {
  event: 'decline',
  act: 'approval.refuse',
  kind: 'booking.declined',
  news: 'booking-declined',
};
const CANCEL: Ending = {
  event: 'cancel',
  act: 'booking.cancel',
  kind: 'booking.cancelled',
  news: 'booking-cancelled',
};

/** One's own proposal, as one who may propose, or the right to end those of others. */
function requireMayEnd(actor: Actor, booking: Booking, act: Act): void {
  const isOwn = booking.state === 'proposed' && booking.createdBy === actor.personId;
  if (isOwn && mayDoSomewhere(actor, 'booking.propose', booking.communeId)) return;
  requireAct(actor, act, { communeId: booking.communeId, villageId: null });
}
