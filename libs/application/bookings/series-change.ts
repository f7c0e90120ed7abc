// What a change of a booking would leave standing and what would take over from it, worked out without writing anything. Saving and its dry
// run both start from here, so that they cannot disagree.
import {
  addDays,
  datesOf,
  partBefore,
  partFrom,
  Problem,
  type Actor,
  type BookedStart,
  type Booking,
  type BookingWish,
  type Instant,
  type LocalDate,
} from '#domain';
import { bookingDigest } from '../acting/as-approved';
import { requireAct } from '../acting/access';
import { controllersOf } from './booking-checks';
import { daysOf, requireSlot, type RequestedRecurrence } from './booking-request';
import { newId } from '../acting/new-id';
import type { StoreReads } from '../ports/stores';

/** Which days a change is for: all of them, those from a day on, or that day alone. */
export type SeriesScope =
  | { readonly kind: 'all' }
  | { readonly kind: 'following'; readonly date: LocalDate }
  | { readonly kind: 'this'; readonly date: LocalDate };

/** What changes; what is absent stays. */
export interface SeriesChange {
  readonly start?: BookedStart;
  readonly recurrence?: RequestedRecurrence;
  /** Other zones; their poles are frozen anew. */
  readonly zoneIds?: readonly string[];
  readonly repeats?: number;
  readonly lateLimitMs?: number;
  readonly lateReason?: string | null;
}

/** The booking as it would stand; `successor`: the proposal that would take over days of it, null: none would. */
export type DraftedChange =
  | { readonly kind: 'all'; readonly standing: Booking; readonly successor: null }
  | {
      readonly kind: 'following' | 'this';
      readonly date: LocalDate;
      readonly standing: Booking;
      readonly successor: Booking;
    };

/** What becomes of an approval: the booking has none yet, it stays, it is lost, or it stays for the days that are not touched. */
export type ApprovalAfterwards = 'none-yet' | 'kept' | 'lost' | 'kept-for-other-days';

/** Works the change out. Throws Problem `not-allowed`, `booking-no-dates` when the series has no such day, `slot-unknown`, `booking-no-zones`. */
export async function draftOf(
  stores: StoreReads,
  before: Booking,
  scope: SeriesScope,
  change: SeriesChange,
  actor: Actor,
  now: Instant,
): Promise<DraftedChange> {
  await requireMayAmend(stores, actor, before, change.zoneIds ?? []);
  if (scope.kind === 'this') return dayDrafted(stores, before, scope.date, change, actor, now);
  const wish = await wishOf(stores, before, change);
  const earlier = scope.kind === 'following' ? partBefore(before.recurrence, scope.date) : undefined;
  if (scope.kind === 'all' || !earlier) {
    const editors = [...new Set([...before.amendedBy, actor.personId])];
    const amendedBy = changesDigest(before, wish) ? editors : before.amendedBy;
    return { kind: 'all', standing: { ...before, ...wish, amendedBy }, successor: null };
  }
  const recurrence = partFrom(wish.recurrence, scope.date);
  if (!recurrence) throw new Problem('booking-no-dates');
  const successor = successorOf(before, { ...wish, recurrence }, actor, now);
  return { kind: 'following', date: scope.date, standing: { ...before, recurrence: earlier }, successor };
}

/** What saving the drafted change would do to the approval of the booking. */
export function approvalAfterwards(before: Booking, { standing, successor }: DraftedChange): ApprovalAfterwards {
  if (before.state !== 'approved') return 'none-yet';
  if (successor) return 'kept-for-other-days';
  return changesDigest(before, standing) ? 'lost' : 'kept';
}

/** Whether what an approval is bound to would be another one. */
function changesDigest(before: Booking, wish: BookingWish): boolean {
  return bookingDigest('', { ...before, ...wish }) !== bookingDigest('', before);
}

async function dayDrafted(
  stores: StoreReads,
  before: Booking,
  date: LocalDate,
  change: SeriesChange,
  actor: Actor,
  now: Instant,
): Promise<DraftedChange> {
  const { recurrence, cancelledDates, communeId } = before;
  const specialDays = await stores.places.specialDays(communeId);
  const [due] = datesOf(recurrence, { from: date, before: addDays(date, 1) }, cancelledDates, specialDays);
  if (due === undefined) throw new Problem('booking-no-dates');
  const once: Booking = { ...before, recurrence: { kind: 'once', date }, cancelledDates: [] };
  return {
    kind: 'this',
    date,
    standing: { ...before, cancelledDates: [...cancelledDates, date].sort() },
    successor: successorOf(before, await wishOf(stores, once, change), actor, now),
  };
}

/** A proposal with the announcement of the series, for days that the series gives up. */
function successorOf(before: Booking, wish: BookingWish, actor: Actor, now: Instant): Booking {
  return {
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
}

/** The right to propose everywhere it sounds or would sound, and to the booking one's own authorship or the right to cancel. */
async function requireMayAmend(
  stores: StoreReads,
  actor: Actor,
  booking: Booking,
  zoneIds: readonly string[],
): Promise<void> {
  for (const zone of await stores.places.zones(booking.communeId)) {
    if (booking.zoneIds.includes(zone.id) || zoneIds.includes(zone.id)) requireAct(actor, 'booking.propose', zone);
  }
  if (booking.createdBy === actor.personId) return;
  requireAct(actor, 'booking.cancel', { communeId: booking.communeId, villageId: null });
}

/** What the booking would be. Days once taken out stay among those taken out, whatever the new rule says. */
async function wishOf(stores: StoreReads, before: Booking, change: SeriesChange): Promise<BookingWish> {
  const start = change.start ?? before.start;
  await requireSlot(stores, before.communeId, start);
  const days = change.recurrence && (await daysOf(stores, before.communeId, start, change.recurrence));
  return {
    start,
    recurrence: days?.recurrence ?? before.recurrence,
    cancelledDates: [...new Set([...before.cancelledDates, ...(days?.cancelledDates ?? [])])].sort(),
    ...(await placesOf(stores, before, change.zoneIds)),
    repeats: change.repeats ?? before.repeats,
    lateLimitMs: change.lateLimitMs ?? before.lateLimitMs,
    lateReason: change.lateReason === undefined ? before.lateReason : change.lateReason,
  };
}

/** Poles are frozen anew only where the zones are others: naming the same ones again adds no pole in silence. */
async function placesOf(
  stores: StoreReads,
  before: Booking,
  asked: readonly string[] | undefined,
): Promise<Pick<Booking, 'zoneIds' | 'controllerIds'>> {
  const { communeId, zoneIds, controllerIds } = before;
  const wanted = new Set(asked ?? zoneIds);
  if (wanted.size === zoneIds.length && zoneIds.every((id) => wanted.has(id))) return { zoneIds, controllerIds };
  const known = (await stores.places.zones(communeId)).filter(({ id }) => wanted.has(id));
  if (known.length === 0) throw new Problem('booking-no-zones');
  const standing = await controllersOf(stores, communeId, wanted);
  if (standing.length === 0) throw new Problem('booking-no-controllers');
  return { zoneIds: known.map(({ id }) => id).sort(), controllerIds: standing };
}
