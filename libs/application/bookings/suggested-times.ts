// The time that the desk suggests for an announcement which nobody has booked yet. Whoever approves the content may take it in one more act:
// the booking is made in the name of the author, for the places where the author may ask for one, so that two people stand behind it.
import {
  localDateOf,
  mayApprove,
  mayDo,
  Problem,
  villagesByStart,
  type Actor,
  type Announcement,
  type ApprovalRefusal,
  type Instant,
  type LocalDate,
  type SuggestedTime,
} from '#domain';
import { Injectable } from '@nestjs/common';
import { bookingDigest } from '../acting/as-approved';
import { actorFor } from '../acting/actors';
import { announcementInReach } from '../acting/reach';
import { viewOf } from '../announcements/announcement-view';
import { requireMayApprove } from '../announcements/approvals';
import { BookingTrials } from './booking-trials';
import { Bookings } from './bookings';
import { askedIn } from './booking-parts';
import { bookingFrom, logBooking, type BookingRequest } from './booking-request';
import type { BookingView } from './booking-view';
import { Clock } from '../ports/clock';
import type { StoreReads } from '../ports/stores';
import { UnitOfWork } from '../ports/unit-of-work';

/** A slot and a day that would do, and how many villages hear it when. */
interface TimeSuggestion extends Pick<SuggestedTime, 'slotId' | 'slotName' | 'localDate'> {
  readonly zoneIds: readonly string[];
  /** Whether the person who asks may take it, or why not; whoever may not can still propose it. */
  readonly may: 'ok' | ApprovalRefusal;
  readonly times: readonly { readonly startsAt: Instant; readonly villages: readonly string[] }[];
}

@Injectable()
export class SuggestedTimes {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly trials: BookingTrials,
    private readonly bookings: Bookings,
  ) {}

  /**
   * The first slot that takes it wherever its author may ask for it and a pole stands. Null: it has a booking already, no slot of the next days takes it, its
   * sound is not ready, or its author may not book. Changes nothing.
   */
  async suggest(actor: Actor, announcementId: string): Promise<TimeSuggestion | null> {
    const { read } = this.unitOfWork;
    const announcement = await announcementInReach(read, actor, announcementId);
    if (!(await waitsForATime(read, announcement))) return null;
    const author = await this.authorOf(read, announcement);
    const controllers = await read.places.controllers(announcement.communeId);
    const zones = (await read.places.zones(announcement.communeId))
      .filter((zone) => author && mayDo(author, 'booking.propose', zone))
      .filter(({ id }) => controllers.some(({ zoneId }) => zoneId === id));
    const [slot] = await read.places.slots(announcement.communeId);
    if (!author || !slot || zones.length === 0) return null;
    const now = this.clock.now();
    const zoneIds = zones.map(({ id }) => id);
    const { timeZone, approverRule } = (await read.places.commune(announcement.communeId))!;
    // Slot and day are tried one after the other; any of them will do to begin with.
    const wish = requestOf(announcementId, zoneIds, slot.id, localDateOf(now, timeZone));
    const booking = await bookingFrom(read, author, announcement.communeId, wish, now);
    const found = await this.trials.suggest(await this.trials.zonesOf(read, booking, now));
    if (!found) return null;
    const { slotId, slotName, localDate } = found;
    const villages = new Map(
      (await read.places.villages(announcement.communeId)).map(({ id, label, name }) => [id, `${label} ${name}`]),
    );
    const villageOf = new Map(zones.map(({ id, villageId }) => [id, villageId]));
    const times = villagesByStart(found, (zoneId) => villageOf.get(zoneId)!).map(({ startsAt, villageIds }) => ({
      startsAt,
      villages: villageIds.map((id) => villages.get(id)!),
    }));
    const { communeId, editors, createdBy: proposedBy } = announcement;
    const may = mayApprove(actor, { communeId, approverRule, editors, proposedBy });
    return { slotId, slotName, localDate, zoneIds, times, may };
  }

  /**
   * Books it in that slot on that day in the name of its author, and approves both in one act. `digest` names the content that was heard.
   * Throws Problem `approval-stale`, `approval-self`, `not-allowed`, `announcement-not-submitted`, and what approving a booking throws.
   */
  async take(
    actor: Actor,
    announcementId: string,
    digest: string,
    { slotId, localDate }: Pick<SuggestedTime, 'slotId' | 'localDate'>,
  ): Promise<BookingView> {
    const { read } = this.unitOfWork;
    const now = this.clock.now();
    const announcement = await announcementInReach(read, actor, announcementId);
    await requireMayApprove(read, announcement, actor);
    const author = await this.authorOf(read, announcement);
    if (!author) throw new Problem('not-allowed');
    const zoneIds = (await read.places.zones(announcement.communeId))
      .filter((zone) => mayDo(author, 'booking.propose', zone))
      .map(({ id }) => id);
    const request = requestOf(announcementId, zoneIds, slotId, localDate);
    const booking = await bookingFrom(read, author, announcement.communeId, request, now);
    return this.bookings.approve(actor, booking.id, bookingDigest(digest, booking), undefined, async (stores) => {
      const heard = await viewOf(stores, (await stores.announcements.announcement(announcementId))!);
      if (heard.digest !== digest) throw new Problem('approval-stale');
      if (!(await waitsForATime(stores, heard))) throw new Problem('wrong-state', { state: heard.state });
      await stores.bookings.insert(booking);
      const details = { announcementId, suggestedTo: actor.personId, asked: askedIn(booking) };
      await logBooking(stores, booking, author, now, { kind: 'booking.proposed', details });
    });
  }

  private async authorOf(stores: StoreReads, { createdBy }: Announcement): Promise<Actor | undefined> {
    const person = await stores.people.person(createdBy);
    return person && actorFor(stores, person, this.clock.now(), 'password');
  }
}

/** Handed in or approved, and nobody has booked it. */
async function waitsForATime({ bookings }: StoreReads, { id, state, messageClass }: Announcement): Promise<boolean> {
  if (messageClass === 'emergency' || (state !== 'submitted' && state !== 'approved')) return false;
  const open = (await bookings.ofAnnouncement(id)).filter(
    (each) => each.state === 'proposed' || each.state === 'approved',
  );
  return open.length === 0;
}

function requestOf(
  announcementId: string,
  zoneIds: readonly string[],
  slotId: string,
  date: LocalDate,
): BookingRequest {
  return { announcementId, zoneIds, start: { kind: 'slot', slotId }, recurrence: { kind: 'once', date } };
}
