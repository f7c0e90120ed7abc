// What waits for an approval, as the person who approves wants it: with the sounds, the places, every start, what stands in the way, and
// whether this very person may approve it. Read only.
import { mayApprove, type Actor, type Announcement, type ApprovalRefusal, type Booking, type Instant } from '#domain';
import { Injectable } from '@nestjs/common';
import { requireAct } from '../acting/access';
import { viewOf, type AnnouncementView } from '../announcements/announcement-view';
import { questionOf } from '../announcements/approvals';
import type { ForecastBooking } from '../bookings/booking-checks';
import { BookingTrials } from '../bookings/booking-trials';
import { bookingView, type BookingView } from '../bookings/booking-view';
import { readable } from '../acting/run-all';
import { ItemFailures, type ItemFailure, type Tried } from '../acting/item-failures';
import { Clock } from '../ports/clock';
import type { StoreReads } from '../ports/stores';
import { UnitOfWork } from '../ports/unit-of-work';

/** Content with its schedule, or content alone. */
export interface ApprovalCard {
  /** Of the booking, or of the announcement when nobody booked it. */
  readonly id: string;
  readonly announcement: AnnouncementView;
  /** Null: the content alone is to be approved. */
  readonly booking: BookingView | null;
  /** What an approval must name. Null while a sound is not ready. */
  readonly digest: string | null;
  /** Every start and every conflict as of now. Null: the content alone, a sound is not ready, or it cannot be forecast. */
  readonly forecast: ForecastBooking | null;
  /** Why it cannot be forecast now. Null: it can, or there is nothing to forecast. */
  readonly notForecast: ItemFailure | null;
  /** Who handed it in, by name. */
  readonly askedBy: string;
  /** Names of the villages that it reaches; empty for content alone. */
  readonly villages: readonly string[];
  readonly verdict: 'ok' | ApprovalRefusal;
}

@Injectable()
export class ApprovalCards {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly trials: BookingTrials,
    private readonly failures: ItemFailures,
  ) {}

  /** Everything that waits in the commune, what was handed in first at the top. Throws Problem `not-allowed`. */
  async list(actor: Actor, communeId: string): Promise<readonly ApprovalCard[]> {
    requireAct(actor, 'approval.refuse', { communeId, villageId: null });
    const { read } = this.unitOfWork;
    const now = this.clock.now();
    const proposed = (await read.bookings.open(communeId)).filter(({ state }) => state === 'proposed');
    const contents = await read.announcements.byIds(proposed.map(({ announcementId }) => announcementId));
    const decidable = new Set(contents.filter(isDecidable).map(({ id }) => id));
    const bookings = proposed.filter(({ announcementId }) => decidable.has(announcementId));
    const handedIn = (await read.announcements.submitted(communeId)).filter(
      ({ id }) => !bookings.some(({ announcementId }) => announcementId === id),
    );
    const tried = <T>(booking: Booking, compute: () => Promise<T>) =>
      this.failures.tried('booking-forecast', booking.id, compute);
    const forecastFor = (booking: Booking) =>
      tried(booking, () => this.trials.forecastWithWarnings(read, booking, now));
    const { found } = await readable([
      ...bookings.map(async (booking) => {
        const { value, failure } = await tried(booking, () => waitingBooking(read, actor, booking, forecastFor));
        if (!failure) return value;
        // Even its days cannot be told. What is said in it can still be heard, and given back.
        const content = contents.find(({ id }) => id === booking.announcementId)!;
        return { ...(await waitingContent(read, actor, content)), id: booking.id, notForecast: failure };
      }),
      ...handedIn.map((announcement) => waitingContent(read, actor, announcement)),
    ]);
    return [...found].sort((a, b) => since(a) - since(b));
  }
}

/** What was sent back waits for its author, not for an approval. */
function isDecidable({ state }: Announcement): boolean {
  return state === 'submitted' || state === 'approved';
}

function since({ booking, announcement }: ApprovalCard): Instant {
  return booking?.createdAt ?? announcement.createdAt;
}

const NOTHING_TO_FORECAST = { value: null, failure: null };

async function waitingBooking(
  read: StoreReads,
  actor: Actor,
  booking: Booking,
  forecastFor: (booking: Booking) => Promise<Tried<ForecastBooking>>,
): Promise<ApprovalCard> {
  const view = await bookingView(read, booking);
  const forecast = view.digest === null ? NOTHING_TO_FORECAST : await forecastFor(booking);
  const zones = (await read.places.zones(booking.communeId)).filter(({ id }) => booking.zoneIds.includes(id));
  const villages = (await read.places.villages(booking.communeId)).filter(({ id }) =>
    zones.some(({ villageId }) => villageId === id),
  );
  return {
    id: booking.id,
    announcement: view.announcement,
    booking: view,
    digest: view.digest,
    forecast: forecast.value,
    notForecast: forecast.failure,
    askedBy: await nameOf(read, booking.createdBy),
    villages: villages.map(({ label, name }) => `${label} ${name}`),
    verdict: mayApprove(actor, await questionOf(read, booking, view.announcement)),
  };
}

async function waitingContent(read: StoreReads, actor: Actor, announcement: Announcement): Promise<ApprovalCard> {
  const view = await viewOf(read, announcement);
  const { id, communeId, editors, createdBy } = view;
  const { approverRule } = (await read.places.commune(communeId))!;
  return {
    id,
    announcement: view,
    booking: null,
    digest: view.digest,
    forecast: null,
    notForecast: null,
    askedBy: await nameOf(read, createdBy),
    villages: [],
    verdict: mayApprove(actor, { communeId, approverRule, editors, proposedBy: null }),
  };
}

async function nameOf({ people }: StoreReads, personId: string): Promise<string> {
  return (await people.person(personId))?.name ?? '';
}
