// "Đính chính": what was wrong falls silent at once, its bookings end, and a correction goes to exactly the controllers that played it.
import {
  BOOKING_LIFECYCLE,
  allows,
  follow,
  HOUR_MS,
  localDateOf,
  maySoundSoon,
  Problem,
  weightOf,
  type Actor,
  type Instant,
  type Airing,
  type Announcement,
  type Booking,
  type MessageClass,
  type ProblemCode,
  type Retraction,
} from '#domain';
import { Injectable } from '@nestjs/common';
import { requireAct, requireView, viewable, visible } from '../acting/access';
import { announcementInReach, seesAnnouncement, withinReach } from '../acting/reach';
import { bookingOf } from '../bookings/booking-parts';
import { BookingTrials } from '../bookings/booking-trials';
import { BookingWrites } from '../bookings/booking-writes';
import type { BookingView } from '../bookings/booking-view';
import { newId } from '../acting/new-id';
import { peopleWhoMay, tell } from '../acting/notices';
import { Clock } from '../ports/clock';
import type { Page, PageRequest, StoreReads, Stores } from '../ports/stores';
import { UnitOfWork } from '../ports/unit-of-work';
import { foreseenFor, propose, zoneIdsOf } from '../bookings/follow-up-proposals';
import {
  airingsRetracted,
  retractedPoles,
  retractionView,
  type RetractedPole,
  type RetractionView,
} from './retraction-view';
import { UrgentPublisher } from '../wire/urgent-publisher';

/** What starts within this time is silenced with what sounds: the programme may take longer than that to a far pole. */
const SOON_MS = HOUR_MS;
/** As many airings as one urgent order may name. */
const MAX_SILENCED = 500;
/** Among so many of the newest retractions another one of the same announcement is looked for. */
const RETRACTIONS_LOOKED_AT = 100;

/** What is taken back. Exactly one of announcement (with all its bookings) and booking. */
interface RetractionRequest {
  readonly announcementId?: string | undefined;
  readonly bookingId?: string | undefined;
  /** Proposed at once where it is known to have sounded. */
  readonly correctionAnnouncementId?: string | undefined;
  readonly reason: string;
}

/** A retraction that was ordered just now. */
export interface RetractionOrdered extends RetractionView {
  /** False: the order to fall silent reached nobody at once. Null: nothing sounded or was about to. */
  readonly published: boolean | null;
  /** Why the correction could not be proposed yet; null: it was, or none was asked for. */
  readonly correctionRefused: ProblemCode | null;
}

/** What a retraction would do. */
interface RetractionScope {
  readonly title: string;
  /** A correction has to weigh as much. */
  readonly messageClass: MessageClass;
  /** Where it sounded, or may have. */
  readonly poles: readonly RetractedPole[];
  /** Airings that sound or are about to, and would fall silent. */
  readonly silences: number;
  /** Bookings that would end. */
  readonly cancels: number;
}

@Injectable()
export class Retractions {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly trials: BookingTrials,
    private readonly voice: UrgentPublisher,
    private readonly writes: BookingWrites,
  ) {}

  /**
   * Takes it back: one unit of work, then the order to fall silent, then everything else. The correction is a proposal that another
   * person approves; that it cannot be proposed does not hold up the silence.
   */
  async order(actor: Actor, communeId: string, request: RetractionRequest): Promise<RetractionOrdered> {
    requireAct(actor, 'air.retract', { communeId, villageId: null });
    const { retraction, published } = await this.unitOfWork.urgently(async () => {
      const written = await this.unitOfWork.run((stores) => this.writeDown(stores, actor, communeId, request));
      return { ...written, published: await this.silence(written.retraction, written.airings, actor) };
    });
    const { correctionAnnouncementId } = request;
    const correctionRefused =
      correctionAnnouncementId === undefined
        ? null
        : await this.refusalOf(this.correct(actor, retraction.id, correctionAnnouncementId));
    return { ...(await this.retraction(actor, retraction.id)), published, correctionRefused };
  }

  /**
   * Proposes a correction for every controller that is known to have played it and has none yet. Throws Problem
   * `retraction-nothing-aired`, `retraction-covered`, `correction-too-light`, `announcement-not-submitted`, and what proposing throws.
   */
  async correct(actor: Actor, id: string, announcementId: string): Promise<BookingView> {
    const now = this.clock.now();
    const wish = (stores: StoreReads) => this.correctionOf(stores, actor, id, announcementId, now);
    const foresee = async (stores: StoreReads) => foreseenFor(this.trials, stores, (await wish(stores)).booking);
    const known = await this.unitOfWork.read.air.retraction(id);
    const subject = known && { communeId: known.communeId, announcementId };
    return this.writes.runForeseen(subject, foresee, async (stores, foreseen) => {
      const { booking, correctionBookingIds } = await wish(stores);
      const proposed = await propose(this.trials, stores, booking, actor, foreseen);
      await stores.air.updateRetraction(id, { correctionBookingIds: [...correctionBookingIds, booking.id] });
      return proposed;
    });
  }

  private async correctionOf(stores: StoreReads, actor: Actor, id: string, announcementId: string, now: Instant) {
    const retraction = visible(actor, await stores.air.retraction(id));
    const { communeId, reason, correctionBookingIds } = retraction;
    requireAct(actor, 'air.retract', { communeId, villageId: null });
    await requireCorrection(stores, retraction, announcementId);
    const controllerIds = await this.uncorrected(stores, retraction);
    const { timeZone } = (await stores.places.commune(communeId))!;
    const booking = bookingOf(
      {
        communeId,
        announcementId,
        controllerIds,
        zoneIds: await zoneIdsOf(stores, communeId, controllerIds),
        start: { kind: 'soonest' },
        recurrence: { kind: 'once', date: localDateOf(now, timeZone) },
        lateReason: reason,
        // It goes before everything else of its class.
        precedence: -1,
        purpose: 'correction',
        createdBy: actor.personId,
      },
      now,
    );
    return { booking, correctionBookingIds };
  }

  /** What taking it back now would do: where it sounded or may have, what sounds or is about to, what is cancelled. Changes nothing. */
  async check(actor: Actor, communeId: string, request: RetractionRequest): Promise<RetractionScope> {
    requireAct(actor, 'air.retract', { communeId, villageId: null });
    const { read } = this.unitOfWork;
    const now = this.clock.now();
    const { announcement, bookings, bookingId } = await whatIsMeant(read, actor, communeId, request);
    const wanted = { communeId, announcementId: announcement.id, bookingId, correctionBookingIds: [] };
    const airings = await airingsRetracted(read, wanted);
    return {
      title: announcement.title,
      messageClass: announcement.messageClass,
      poles: await retractedPoles(read, wanted, now),
      silences: airings.filter((airing) => maySoundSoon(airing, now, SOON_MS)).length,
      cancels: bookings.filter(({ state }) => allows(BOOKING_LIFECYCLE, state, 'cancel')).length,
    };
  }

  /** Pole by pole: what it played, whether it was silenced, whether the correction was played there. Evidence that came late counts. */
  async retraction(actor: Actor, id: string): Promise<RetractionView> {
    const { read } = this.unitOfWork;
    const retraction = viewable(actor, await read.air.retraction(id));
    await announcementInReach(read, actor, retraction.announcementId);
    return retractionView(read, retraction, this.clock.now());
  }

  /** Newest first, of what a grant of the actor reaches. */
  async list(actor: Actor, communeId: string, page: PageRequest): Promise<Page<Retraction>> {
    requireView(actor, communeId);
    const { read } = this.unitOfWork;
    const { items, nextCursor } = await read.air.retractions(communeId, page);
    const sees = async ({ announcementId }: Retraction) => {
      const announcement = await read.announcements.announcement(announcementId);
      return announcement !== undefined && seesAnnouncement(read, actor, announcement);
    };
    return { items: await withinReach(items, sees), nextCursor };
  }

  private async writeDown(
    stores: Stores,
    actor: Actor,
    communeId: string,
    request: RetractionRequest,
  ): Promise<{ readonly retraction: Retraction; readonly airings: readonly Airing[] }> {
    const now = this.clock.now();
    const { announcement, bookings, bookingId } = await whatIsMeant(stores, actor, communeId, request);
    const retraction: Retraction = {
      id: newId(now),
      communeId,
      announcementId: announcement.id,
      bookingId,
      reason: request.reason,
      orderedBy: actor.personId,
      orderedAt: now,
      correctionBookingIds: [],
    };
    await stores.air.insertRetraction(retraction);
    const open = bookings.filter(({ state }) => allows(BOOKING_LIFECYCLE, state, 'cancel'));
    for (const { id, state } of open) {
      await stores.bookings.update(id, { state: follow(BOOKING_LIFECYCLE, state, 'cancel') });
      await stores.events.append({
        communeId,
        at: now,
        kind: 'booking.cancelled',
        actor: actor.personId,
        subjectId: id,
        details: { announcementId: announcement.id, reason: request.reason, retractionId: retraction.id },
      });
    }
    await stores.air.wantPlan(communeId);
    await stores.events.append({
      communeId,
      at: now,
      kind: 'retraction.ordered',
      actor: actor.personId,
      subjectId: retraction.id,
      details: {
        announcementId: announcement.id,
        bookingId,
        reason: request.reason,
        cancelled: open.map(({ id }) => id),
      },
    });
    await tellLeaders(stores, retraction, announcement, actor);
    return { retraction, airings: await airingsRetracted(stores, retraction) };
  }

  private async silence(
    { id, communeId, orderedAt }: Retraction,
    airings: readonly Airing[],
    actor: Actor,
  ): Promise<boolean | null> {
    const near = airings
      .filter((airing) => maySoundSoon(airing, orderedAt, SOON_MS))
      .sort((a, b) => a.startsAt - b.startsAt)
      .slice(0, MAX_SILENCED);
    if (near.length === 0) return null;
    return this.voice.say({
      orderId: id,
      issuedAt: orderedAt,
      communeId,
      zoneIds: [...new Set(near.map(({ zoneId }) => zoneId))],
      order: { kind: 'silence', airingIds: near.map((airing) => airing.id) },
      unheard: { kind: 'stop.unpublished', actor: actor.personId, subjectId: id },
    });
  }

  /** Controllers that played it and have no correction. Throws Problem `retraction-nothing-aired`, `retraction-covered`. */
  private async uncorrected(stores: StoreReads, retraction: Retraction): Promise<readonly string[]> {
    const correctionBookingIds = await correctionsHeard(stores, retraction);
    const { poles } = await retractionView(stores, { ...retraction, correctionBookingIds }, this.clock.now());
    if (poles.every(({ sounding }) => sounding === 'doubtful')) throw new Problem('retraction-nothing-aired');
    const left = poles.filter(({ needsCorrection }) => needsCorrection).map(({ controllerId }) => controllerId);
    if (left.length === 0) throw new Problem('retraction-covered');
    return left;
  }

  /** The code of the Problem that it ends in; null when it succeeds. */
  private async refusalOf(act: Promise<unknown>): Promise<ProblemCode | null> {
    try {
      await act;
      return null;
    } catch (error) {
      if (error instanceof Problem) return error.code;
      throw error;
    }
  }
}

async function whatIsMeant(
  { announcements, bookings }: StoreReads,
  actor: Actor,
  communeId: string,
  request: RetractionRequest,
): Promise<{
  readonly announcement: Announcement;
  readonly bookings: readonly Booking[];
  readonly bookingId: string | null;
}> {
  const booking =
    request.bookingId === undefined ? undefined : visible(actor, await bookings.booking(request.bookingId));
  const announcementId = booking?.announcementId ?? request.announcementId;
  if (announcementId === undefined) throw new Problem('bad-request', { field: 'announcementId' });
  const announcement = visible(actor, await announcements.announcement(announcementId));
  if (announcement.communeId !== communeId) throw new Problem('not-found');
  const meant = booking ? [booking] : await bookings.ofAnnouncement(announcementId);
  return { announcement, bookings: meant, bookingId: booking?.id ?? null };
}

async function tellLeaders(
  stores: Stores,
  { id, communeId, reason, orderedAt }: Retraction,
  { title }: Announcement,
  actor: Actor,
): Promise<void> {
  const leaders = await peopleWhoMay(stores, 'review.sign', { communeId, villageId: null });
  const values = { title, who: actor.name, reason };
  await tell(stores, leaders, { communeId, kind: 'retraction-ordered', subjectId: id, values }, orderedAt);
}

/**
 * The corrections that were proposed for it, and those for other retractions of the same announcement that are still to be heard: they come after
 * everything that has sounded by now. Ordering the retraction twice asks for no second correction.
 */
async function correctionsHeard(stores: StoreReads, retraction: Retraction): Promise<readonly string[]> {
  const { items } = await stores.air.retractions(retraction.communeId, { limit: RETRACTIONS_LOOKED_AT });
  const others = items
    .filter(({ id, announcementId }) => id !== retraction.id && announcementId === retraction.announcementId)
    .flatMap(({ correctionBookingIds }) => correctionBookingIds);
  const open = (await stores.bookings.byIds([...new Set(others)])).filter(({ state }) =>
    allows(BOOKING_LIFECYCLE, state, 'cancel'),
  );
  return [...retraction.correctionBookingIds, ...open.map(({ id }) => id)];
}

/** A correction is of the commune, handed in, and weighs at least what it corrects. */
async function requireCorrection(
  { announcements }: StoreReads,
  retraction: Retraction,
  announcementId: string,
): Promise<void> {
  const correction = await announcements.announcement(announcementId);
  if (correction?.communeId !== retraction.communeId) throw new Problem('not-found', { field: 'announcementId' });
  const { state, messageClass } = correction;
  if (messageClass === 'emergency') throw new Problem('booking-emergency');
  if (state !== 'submitted' && state !== 'approved') throw new Problem('announcement-not-submitted', { state });
  const wrong = (await announcements.announcement(retraction.announcementId))!;
  if (weightOf(messageClass) < weightOf(wrong.messageClass)) {
    throw new Problem('correction-too-light', { messageClass: wrong.messageClass });
  }
}
