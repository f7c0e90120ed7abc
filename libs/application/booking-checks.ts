// How a booking is held against everything else on air, and how what collides becomes a refusal that a person can act on.
import {
  bookingDigestText,
  previewBooking,
  Problem,
  type Booking,
  type BookingConflict,
  type BookingPreview,
  type Instant,
  type PlanLimits,
  type ProblemCode,
} from '#domain';
import { airRequests, bookedItem } from './air-requests';
import type { StoreReads } from './ports/stores';
import { sha256Of } from './secrets';

/** The worst first: what a person should mend before anything else. */
const CODE_OF: Readonly<Record<BookingConflict['kind'], ProblemCode>> = {
  'in-the-past': 'booking-in-the-past',
  'quiet-hours': 'booking-quiet-hours',
  'needs-late-reason': 'booking-needs-late-reason',
  'too-soon': 'booking-too-soon',
  stopped: 'booking-stopped',
  overlap: 'booking-conflict',
  overflow: 'booking-overflow',
  'rundown-cap': 'booking-over-rundown-limit',
  'day-cap': 'booking-over-day-limit',
  'no-free-minute': 'booking-no-free-minute',
  'priority-order': 'booking-needs-order',
};

/** What saving or approving the booking would do. Throws Problem `recording-not-ready` while a sound has no rendition. */
export async function previewOf(
  stores: StoreReads,
  booking: Booking,
  now: Instant,
  limits: PlanLimits,
): Promise<BookingPreview> {
  const announcement = (await stores.announcements.announcement(booking.announcementId))!;
  const recordings = await stores.recordings.byIds(announcement.versions.map(({ recordingId }) => recordingId));
  const desk = {
    announcements: new Map([[announcement.id, announcement]]),
    recordings: new Map(recordings.map((recording) => [recording.id, recording])),
  };
  const villages = new Map((await stores.places.villages(booking.communeId)).map((village) => [village.id, village]));
  const controllers = await stores.places.controllers(booking.communeId);
  const requests = await airRequests(stores, booking.communeId, now, limits, new Set(booking.zoneIds));
  const zones = requests.map((request) => {
    const standing = new Set(controllers.filter(({ zoneId }) => zoneId === request.zoneId).map(({ id }) => id));
    const candidate = bookedItem(booking, desk, villages.get(request.villageId)!, standing);
    if (!candidate) throw new Problem('recording-not-ready');
    return { request, candidate };
  });
  return previewBooking(zones);
}

/** Throws the Problem of the worst conflict, with all of them and the ways out; passes when there is none. */
export function refuseConflicts({ conflicts, alternatives }: BookingPreview): void {
  const worst = (Object.keys(CODE_OF) as BookingConflict['kind'][]).find((kind) =>
    conflicts.some((conflict) => conflict.kind === kind),
  );
  if (worst) throw new Problem(CODE_OF[worst], { conflicts, alternatives });
}

/** What an approval of the booking is bound to. */
export function bookingDigest(announcementDigest: string, booking: Booking): string {
  const { controllerIds, start, recurrence, repeats } = booking;
  return sha256Of(bookingDigestText({ announcementDigest, controllerIds, start, recurrence, repeats }));
}

/** The controllers that stand in these zones now, sorted. */
export async function controllersOf(
  stores: StoreReads,
  communeId: string,
  zoneIds: ReadonlySet<string>,
): Promise<readonly string[]> {
  const controllers = await stores.places.controllers(communeId);
  return controllers
    .filter(({ zoneId }) => zoneIds.has(zoneId))
    .map(({ id }) => id)
    .sort();
}
