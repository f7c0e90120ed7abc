// Sending one day of a booking again, only where it was not played or where the village did not hear it: a new booking, approved like every
// other.
import {
  isSameVillageSlot,
  localDateOf,
  Problem,
  resendSet,
  wordOn,
  type Actor,
  type Airing,
  type BookedStart,
  type Booking,
  type Instant,
  type LocalDate,
  type Playback,
  type Pole,
} from '#domain';
import { Injectable } from '@nestjs/common';
import { requireAct, requireActSomewhere } from '../acting/access';
import { bookingInReach } from '../acting/reach';
import { bookingOf } from '../bookings/booking-parts';
import type { BookingView } from '../bookings/booking-view';
import { BookingTrials } from '../bookings/booking-trials';
import { BookingWrites } from '../bookings/booking-writes';
import { Clock } from '../ports/clock';
import type { StoreReads } from '../ports/stores';
import { UnitOfWork } from '../ports/unit-of-work';
import { foreseenFor, propose, zoneIdsOf } from '../bookings/follow-up-proposals';

/** Which day is sent again, and when. */
interface ResendRequest {
  /** The day of the booking that was not heard everywhere. */
  readonly date: LocalDate;
  /** The next free minute unless told otherwise. */
  readonly start?: BookedStart | undefined;
  /** The day on which it is sent again; today unless told otherwise. */
  readonly on?: LocalDate | undefined;
}

@Injectable()
export class Resends {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly writes: BookingWrites,
    private readonly clock: Clock,
    private readonly trials: BookingTrials,
  ) {}

  /** Proposes it. Throws Problem `resend-nothing-to-do`, `announcement-not-approved`, and what proposing a booking throws. */
  async propose(actor: Actor, bookingId: string, request: ResendRequest): Promise<BookingView> {
    const now = this.clock.now();
    const wish = (stores: StoreReads) => resendOf(stores, actor, bookingId, request, now);
    const foresee = async (stores: StoreReads) => foreseenFor(this.trials, stores, await wish(stores));
    const known = await this.unitOfWork.read.bookings.booking(bookingId);
    return this.writes.runForeseen(known, foresee, async (stores, foreseen) => {
      const booking = await wish(stores);
      const { communeId, controllerIds } = booking;
      const proposed = await propose(this.trials, stores, booking, actor, foreseen);
      await stores.events.append({
        communeId,
        at: now,
        kind: 'resend.proposed',
        actor: actor.personId,
        subjectId: booking.id,
        details: { resendOf: bookingId, date: request.date, controllerIds },
      });
      return proposed;
    });
  }
}

/** Why it may enter after the show lock: it stands in the audit. */
const LATE_REASON = 'resend';

async function resendOf(
  stores: StoreReads,
  actor: Actor,
  bookingId: string,
  request: ResendRequest,
  now: Instant,
): Promise<Booking> {
  const sent = await bookingInReach(stores, actor, bookingId);
  const { communeId, announcementId } = sent;
  requireActSomewhere(actor, 'booking.propose', communeId);
  const { timeZone } = (await stores.places.commune(communeId))!;
  const controllerIds = await controllersToReach(stores, sent, request.date, timeZone);
  if (controllerIds.length === 0) throw new Problem('resend-nothing-to-do', { date: request.date });
  const zoneIds = await zoneIdsOf(stores, communeId, controllerIds);
  for (const zoneId of zoneIds) requireAct(actor, 'booking.propose', (await stores.places.zone(zoneId))!);
  await requireApproved(stores, announcementId);
  return bookingOf(
    {
      communeId,
      announcementId,
      controllerIds,
      zoneIds,
      start: request.start ?? { kind: 'soonest' },
      recurrence: { kind: 'once', date: request.on ?? localDateOf(now, timeZone) },
      lateReason: LATE_REASON,
      purpose: 'resend',
      createdBy: actor.personId,
    },
    now,
  );
}

async function controllersToReach(
  stores: StoreReads,
  sent: Booking,
  date: LocalDate,
  timeZone: string,
): Promise<readonly string[]> {
  const airings = (await stores.air.airingsOfBooking(sent.id)).filter(
    ({ startsAt }) => localDateOf(startsAt, timeZone) === date,
  );
  if (airings.length === 0) return [];
  const resends = await resendsSince(stores, sent, Math.min(...airings.map(({ startsAt }) => startsAt)));
  // A proposal has no playbacks yet; it holds its controllers until it is decided.
  const proposed = new Set(
    resends.filter(({ state }) => state === 'proposed').flatMap(({ controllerIds }) => controllerIds),
  );
  const resent = (await Promise.all(resends.map(({ id }) => stores.air.airingsOfBooking(id)))).flat();
  const playbacks = await stores.air.playbacksOfAirings([...airings, ...resent].map(({ id }) => id));
  const poles = await polesOf(stores, airings, playbacks);
  return resendSet(poles.filter(({ controllerId }) => !proposed.has(controllerId)));
}

/** What was sent again since the day began to sound, of the same announcement. */
async function resendsSince({ bookings }: StoreReads, sent: Booking, since: Instant): Promise<readonly Booking[]> {
  const all = await bookings.ofAnnouncement(sent.announcementId);
  return all.filter(({ purpose, createdAt }) => purpose === 'resend' && createdAt >= since);
}

/** Every controller that was to play it that day, with its playbacks and the last word of its village. */
async function polesOf(
  { air }: StoreReads,
  airings: readonly Airing[],
  playbacks: readonly Playback[],
): Promise<readonly Pole[]> {
  const poles = new Map<string, Pole>();
  for (const airing of airings) {
    const rundown = (await air.rundown(airing.rundownId))!;
    const { communeId, localDate } = rundown;
    const said = await air.confirmations(communeId, localDate, localDate);
    const word = wordOn(
      airing,
      said.filter((each) => isSameVillageSlot(each, rundown)),
    );
    for (const controllerId of airing.controllerIds) {
      const own = playbacks.filter((playback) => playback.controllerId === controllerId);
      const notHeardAt = word?.answer === 'not_heard' ? word.at : null;
      poles.set(controllerId, { controllerId, playbacks: own, notHeardAt });
    }
  }
  return [...poles.values()];
}

async function requireApproved({ announcements }: StoreReads, announcementId: string): Promise<void> {
  const { state } = (await announcements.announcement(announcementId))!;
  if (state !== 'approved') throw new Problem('announcement-not-approved', { state });
}
