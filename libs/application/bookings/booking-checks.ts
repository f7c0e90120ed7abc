// How a booking is held against everything else on air, and what people should know of it before they approve.
import {
  missingLanguage,
  Problem,
  type Booking,
  type BookingForecast,
  type BookingPreview,
  type Instant,
  type MissingLanguage,
  type PlanLimits,
  type ZoneCandidate,
} from '#domain';
import { airRequests } from '../planning/plan-requests';
import { bookedItem } from '../planning/plan-sources';
import type { StoreReads } from '../ports/stores';

/**
 * A village that will not hear its main language, or a zone in which none of the booking's poles stands. Never a reason to refuse, always
 * told before the approval.
 */
export type BookingWarning =
  | ({ readonly kind: 'language-missing'; readonly villageId: string } & MissingLanguage)
  | { readonly kind: 'no-poles'; readonly villageId: string; readonly zoneId: string; readonly zone: string };

/** A preview with what people should know before they approve. */
export interface CheckedBooking extends BookingPreview {
  readonly warnings: readonly BookingWarning[];
}

/** A forecast with what people should know before they approve; without ways out, which take time to find. */
export interface ForecastBooking extends BookingForecast {
  readonly warnings: readonly BookingWarning[];
}

/** The booking with everything else on air, zone by zone, where one of its poles stands. Throws Problem `recording-not-ready`. */
export async function zonesOf(
  stores: StoreReads,
  booking: Booking,
  now: Instant,
  limits: PlanLimits,
): Promise<readonly ZoneCandidate[]> {
  const announcement = (await stores.announcements.announcement(booking.announcementId))!;
  const recordings = await stores.recordings.byIds(announcement.versions.map(({ recordingId }) => recordingId));
  const desk = {
    announcements: new Map([[announcement.id, announcement]]),
    recordings: new Map(recordings.map((recording) => [recording.id, recording])),
  };
  const villages = new Map((await stores.places.villages(booking.communeId)).map((village) => [village.id, village]));
  const controllers = await stores.places.controllers(booking.communeId);
  const requests = await airRequests(stores, booking.communeId, now, limits, new Set(booking.zoneIds));
  return requests.flatMap((request) => {
    const standing = new Set(controllers.filter(({ zoneId }) => zoneId === request.zoneId).map(({ id }) => id));
    const candidate = bookedItem(booking, desk, villages.get(request.villageId)!, standing);
    if (!candidate) throw new Problem('recording-not-ready');
    // Whoever decides on it decides on what it is now.
    const altered = new Set([...request.altered].filter((id) => id !== booking.id));
    return candidate.controllerIds.length > 0 ? [{ request: { ...request, altered }, candidate }] : [];
  });
}

/** The same zones with the booking otherwise, in the same places: its order among others, for one. */
export function withBooking(zones: readonly ZoneCandidate[], booking: Booking): readonly ZoneCandidate[] {
  return zones.map(({ request, candidate }) => ({ request, candidate: { ...candidate, booking } }));
}

/** The same zones with bookings that are to be saved before this one, each as it was tried. */
export function withEarlier(
  zones: readonly ZoneCandidate[],
  earlier: readonly ZoneCandidate[],
): readonly ZoneCandidate[] {
  return zones.map(({ request, candidate }) => {
    const here = earlier.filter((each) => each.request.zoneId === request.zoneId);
    return { request: { ...request, items: [...request.items, ...here.map((each) => each.candidate)] }, candidate };
  });
}

/** The same zone with this booking in the place of what is saved under its id. */
export function withBesides({ request, candidate }: ZoneCandidate, besides: Booking): ZoneCandidate {
  const items = request.items.map((item) => (item.booking.id === besides.id ? { ...item, booking: besides } : item));
  return { request: { ...request, items }, candidate };
}

/** The villages of the booking that miss their main language, and its zones where nobody would play it. */
export async function warningsOf(stores: StoreReads, booking: Booking): Promise<readonly BookingWarning[]> {
  const { versions } = (await stores.announcements.announcement(booking.announcementId))!;
  const zones = (await stores.places.zones(booking.communeId)).filter(({ id }) => booking.zoneIds.includes(id));
  const villageIds = new Set(zones.map(({ villageId }) => villageId));
  const villages = await stores.places.villages(booking.communeId);
  const controllers = await stores.places.controllers(booking.communeId);
  const reached = new Set(
    controllers.filter(({ id }) => booking.controllerIds.includes(id)).map(({ zoneId }) => zoneId),
  );
  const silent = zones
    .filter(({ id }) => !reached.has(id))
    .map(({ id: zoneId, villageId, name: zone }) => ({ kind: 'no-poles', villageId, zoneId, zone }) as const);
  const unspoken = villages
    .filter(({ id }) => villageIds.has(id))
    .flatMap(({ id: villageId, languages }): readonly BookingWarning[] => {
      const missing = missingLanguage(versions, languages);
      return missing ? [{ kind: 'language-missing', villageId, ...missing }] : [];
    });
  return [...unspoken, ...silent];
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
