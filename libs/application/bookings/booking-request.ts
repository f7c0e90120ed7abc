// How a wish becomes a proposal: what it names must exist; once it fits it is saved, and those who may approve it hear of it. New bookings,
// parts of a series and copies of another day all come in here.
import {
  DEFAULT_LATE_LIMIT_MS,
  fullWallTime,
  isSameName,
  namesAnyDay,
  Problem,
  recurrenceFromRfc5545,
  requireKept,
  tidy,
  type Actor,
  type BookedStart,
  type Booking,
  type BookingOrder,
  type BookingEvents,
  type Happening,
  type Instant,
  type LocalDate,
  type Recurrence,
} from '#domain';
import { requireAct, requireCommune } from '../acting/access';
import { announcementInReach } from '../acting/reach';
import { zonesPicked } from '../planning/plan-requests';
import { tellApprovers } from '../announcements/approvals';
import { controllersOf } from './booking-checks';
import { askedIn, bookingOf } from './booking-parts';
import { bookingView, type BookingView } from './booking-view';
import type { MeantTwice } from './duplicates';
import type { StoreReads, Stores } from '../ports/stores';

/** Days as we keep them, or as another calendar writes them (RFC 5545). */
export type RequestedRecurrence = Recurrence | { readonly kind: 'rfc5545'; readonly text: string };

/** What a person asks for. Zones are the union of what is picked. */
export interface BookingRequest extends MeantTwice {
  readonly announcementId: string;
  readonly wholeCommune?: boolean;
  readonly villageIds?: readonly string[];
  readonly zoneIds?: readonly string[];
  readonly start: BookedStart;
  readonly recurrence: RequestedRecurrence;
  readonly repeats?: number;
  readonly lateLimitMs?: number;
  readonly lateReason?: string | null;
  /** Bookings that give way to this one; needs the right to cancel. */
  readonly replaces?: readonly string[];
  /** Where it goes among the priorities that it meets; needs the right to decide it. */
  readonly order?: BookingOrder;
}

/** A booking as it would be saved, with its zones resolved and its controllers frozen. Checks rights and that everything exists. */
export async function bookingFrom(
  stores: StoreReads,
  actor: Actor,
  communeId: string,
  request: BookingRequest,
  now: Instant,
): Promise<Booking> {
  requireCommune(actor, communeId);
  const announcement = await announcementInReach(stores, actor, request.announcementId);
  if (announcement.communeId !== communeId) throw new Problem('not-found', { field: 'announcementId' });
  if (announcement.state !== 'submitted' && announcement.state !== 'approved') {
    throw new Problem('announcement-not-submitted', { state: announcement.state });
  }
  if (announcement.messageClass === 'emergency') throw new Problem('booking-emergency');
  requireKept(await stores.recordings.byIds(announcement.versions.map(({ recordingId }) => recordingId)));
  const zones = zonesPicked(await stores.places.zones(communeId), request);
  if (!zones.length) throw new Problem('booking-no-zones');
  for (const zone of zones) requireAct(actor, 'booking.propose', zone);
  await requireSlot(stores, communeId, request.start);
  const zoneIds = zones.map(({ id }) => id).sort();
  const controllerIds = await controllersOf(stores, communeId, new Set(zoneIds));
  if (!controllerIds.length) throw new Problem('booking-no-controllers');
  return bookingOf(
    {
      communeId,
      announcementId: announcement.id,
      zoneIds,
      controllerIds,
      start: request.start,
      ...(await daysOf(stores, communeId, request.start, request.recurrence)),
      repeats: request.repeats ?? 1,
      lateLimitMs: request.lateLimitMs ?? DEFAULT_LATE_LIMIT_MS,
      lateReason: request.lateReason ?? null,
      purpose: 'routine',
      createdBy: actor.personId,
    },
    now,
  );
}

/** Where a proposal came from, when nobody just asked for it. */
type BookingOrigin = Pick<BookingEvents['booking.proposed'], 'purpose' | 'takesOverFrom' | 'copyOf'>;

/** Saves a booking that was found to fit, and tells those who may approve it. */
export async function saveProposal(
  stores: Stores,
  booking: Booking,
  actor: Actor,
  origin: BookingOrigin = {},
): Promise<BookingView> {
  const { id, communeId, announcementId, createdAt: now, lateReason } = booking;
  await stores.bookings.insert(booking);
  await stores.air.wantPlan(communeId);
  const details = { announcementId, lateReason, ...origin, asked: askedIn(booking) };
  await logBooking(stores, booking, actor, now, { kind: 'booking.proposed', details });
  const proposed = await bookingView(stores, booking);
  const { title, editors } = proposed.announcement;
  await tellApprovers(stores, { id, communeId, title, editors, proposedBy: actor.personId }, actor, now);
  return proposed;
}

/**
 * The days as we keep them. Throws Problem `recurrence-unsupported`, `special-day-unknown` or, where no day is named, `booking-no-dates`.
 */
export async function daysOf(
  stores: StoreReads,
  communeId: string,
  start: BookedStart,
  asked: RequestedRecurrence,
): Promise<{ readonly recurrence: Recurrence; readonly cancelledDates: readonly LocalDate[] }> {
  if (asked.kind === 'special') {
    const name = await knownName(stores, communeId, asked.name);
    return { recurrence: withDays({ ...asked, name }), cancelledDates: [] };
  }
  if (asked.kind !== 'rfc5545') return { recurrence: withDays(tidy(asked)), cancelledDates: [] };
  const { timeZone } = (await stores.places.commune(communeId))!;
  const { at, recurrence, cancelledDates } = recurrenceFromRfc5545(asked.text, timeZone);
  // The text may tell the time of its slot; an exact time must be the same in both places.
  if (start.kind === 'exact' && at !== null && at !== fullWallTime(start.at)) {
    throw new Problem('recurrence-unsupported', { part: 'DTSTART' });
  }
  return { recurrence: withDays(recurrence), cancelledDates };
}

/** As the special day is called in the commune. Throws Problem `special-day-unknown`: what nobody entered would never sound. */
async function knownName({ places }: StoreReads, communeId: string, name: string): Promise<string> {
  const known = (await places.specialDays(communeId)).find((day) => isSameName(day.name, name));
  if (!known) throw new Problem('special-day-unknown', { name });
  return known.name;
}

/** Passes when the slot is one of the commune. Throws Problem `slot-unknown`. */
export async function requireSlot(stores: StoreReads, communeId: string, start: BookedStart): Promise<void> {
  if (start.kind !== 'slot') return;
  const slot = await stores.places.slot(start.slotId);
  if (slot?.communeId !== communeId || slot.retiredAt !== null) throw new Problem('slot-unknown');
}

/** Writes down what happened to a booking. */
export function logBooking(
  stores: Stores,
  { id, communeId }: Booking,
  actor: Actor,
  now: Instant,
  happening: Happening<keyof BookingEvents>,
): Promise<void> {
  return stores.events.append({ communeId, at: now, actor: actor.personId, subjectId: id, ...happening });
}

function withDays(recurrence: Recurrence): Recurrence {
  if (!namesAnyDay(recurrence)) throw new Problem('booking-no-dates');
  return recurrence;
}
